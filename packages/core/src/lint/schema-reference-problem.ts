import { documentKind } from "../documents/document-kind.js";
import type { Field } from "../model/field.js";
import { resolveReference } from "../model/resolve-reference.js";
import type { WorkspaceModel } from "../model/workspace-model.js";
import { closestName } from "../suggest/closest-name.js";
import { prefixedNames } from "./prefixed-names.js";
import type { Finding } from "./rule.js";

/**
 * Why the `schema` field of the file at `from` names no schema file of the
 * workspace. A schema that is there but broken is reported where it stands.
 * `suggest` finds a near miss among the schemas there are.
 */
export function* schemaReferenceProblem(
  from: string,
  schema: Field<string>,
  model: WorkspaceModel,
  suggest: typeof closestName = closestName,
): Generator<Finding> {
  if (schema.state !== "present") return;
  const { place: at, value: written } = schema;
  const reference = resolveReference(from, written);
  if (reference.kind === "outside") {
    yield { at, message: `schema is not a relative path inside the workspace: ${written}` };
    return;
  }
  if (model.schemas.has(reference.path)) return;
  const up = "../".repeat(from.split("/").length - 1);
  yield {
    at,
    message:
      documentKind(reference.path)?.kind === "schema"
        ? `schema does not exist: ${reference.path}`
        : `schema is not a .json file directly in schemas/: ${written}`,
    suggestion: suggest(written, prefixedNames(up, model.schemas.keys())),
  };
}
