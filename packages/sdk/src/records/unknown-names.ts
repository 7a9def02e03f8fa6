import { closestName, declaredNames, findAttribute, type CompiledWorkspace } from "@rototo/core";
import type { RecordOptions } from "./record-options.js";

/** Something that an option names and a workspace does not have, in words, with the near miss where there is one. */
export type UnknownName = string;

/**
 * The ids and attributes that options name and `compiled` has not, which is how a
 * misspelled one shows. Attributes are what the context schema declares; without one
 * any will do.
 */
export function findUnknownNames(
  { sampling, redact = [] }: Pick<RecordOptions, "sampling" | "redact">,
  compiled: CompiledWorkspace,
): readonly UnknownName[] {
  const rates = typeof sampling === "object" ? sampling : {};
  const unknownIds = (kind: "variables" | "qualifiers"): UnknownName[] => {
    const ids = new Set(compiled[kind].map(({ id }) => id));
    return Object.keys(rates[kind] ?? {}).flatMap((id) =>
      ids.has(id) ? [] : describe(`records.sampling.${kind}`, kind.slice(0, -1), id, closestName(id, ids)),
    );
  };
  return [
    ...unknownIds("variables"),
    ...unknownIds("qualifiers"),
    ...redact.flatMap((attribute) => unknownAttribute(attribute, compiled)),
  ];
}

function unknownAttribute(attribute: string, { context, schemas }: CompiledWorkspace): UnknownName[] {
  if (context === null) return [];
  const resources = new Map(schemas.map(({ path, schema }) => [path, schema]));
  const path = attribute.split(".");
  if (findAttribute(path, context.schema, resources).declared) return [];
  const above = path.slice(0, -1);
  const near = closestName(path.at(-1) ?? "", declaredNames(above, context.schema, resources));
  return describe("records.redact", "attribute", attribute, near === undefined ? near : [...above, near].join("."));
}

function describe(option: string, kind: string, name: string, near: string | undefined): UnknownName[] {
  const hint = near === undefined ? "" : `; did you mean ${JSON.stringify(near)}?`;
  return [`${option} names ${JSON.stringify(name)}, and the workspace has no such ${kind}${hint}`];
}
