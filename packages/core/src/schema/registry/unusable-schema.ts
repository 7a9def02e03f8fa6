import type { SchemaPlace } from "./schema-registry.js";

/**
 * Thrown inside the schema folder while a schema is read, and turned into a
 * {@link SchemaCompilation} before it leaves: why the schema at `place` cannot be used.
 */
export class UnusableSchema extends Error {
  override readonly name = "UnusableSchema";
  readonly place: Pick<SchemaPlace, "path" | "pointer">;

  constructor(place: Pick<SchemaPlace, "path" | "pointer">, message: string) {
    super(message);
    this.place = place;
  }
}

/** What is said of a schema or a value whose nesting is beyond the stack. */
export const TOO_DEEP = "is nested too deeply to be checked";
