import type { CompiledWorkspace } from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import type { SchemaEngine, SchemaValidator } from "../schema/schema-engine.js";

/** The validators of a workspace, each compiled when it is first asked for. */
export class WorkspaceSchemas {
  readonly #compiled: CompiledWorkspace;
  readonly #engine: SchemaEngine | undefined;
  readonly #validators = new Map<string, SchemaValidator>();

  constructor(compiled: CompiledWorkspace, engine: SchemaEngine | undefined) {
    this.#compiled = compiled;
    this.#engine = engine;
  }

  /** Throws `workspace-invalid` when there is no engine, or the schema at `path` is none. */
  validator(path: string): SchemaValidator {
    const known = this.#validators.get(path);
    if (known !== undefined) return known;
    if (this.#engine === undefined) {
      throw new RototoError(
        "workspace-invalid",
        `schema ${path} cannot be checked without a schema engine: pass \`schemaEngine\` to link ` +
          "(for a context also possible: `validateContext: false`)",
        { details: { path } },
      );
    }
    const resources = new Map(this.#compiled.schemas.map(({ path, schema }) => [path, schema]));
    const compilation = this.#engine.compile(path, resources);
    if (!compilation.ok) {
      const { message, pointer } = compilation;
      throw new RototoError("workspace-invalid", `schema ${path} cannot be used: ${pointer} ${message}`, {
        details: { path, pointer },
      });
    }
    this.#validators.set(path, compilation.validator);
    return compilation.validator;
  }
}
