import type { Step } from "../../../json/json-pointer.js";
import type { UnknownField } from "../../../model/field.js";
import type { QualifierModel, WorkspaceModel } from "../../../model/workspace-model.js";
import { closestName } from "../../../suggest/closest-name.js";
import type { DiagnosticTarget } from "../../diagnostic.js";
import { defineRule } from "../../rule.js";
import { isOperator } from "../../../operators/operators.js";

export const workspaceUnknownField = defineRule({
  code: "workspace-unknown-field",
  entity: "workspace",
  stage: "shape",
  severity: "warning",
  title: "A field that the format does not have",
  help: "Remove the field, or write the one that was meant.",
  why: "A field that nothing reads has no effect, though whoever wrote it expects one.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
⟦descripton⟧ = "How many projects an account may have"
type = "int"

[values]
standard = 10

[resolve]
default = "standard"
`,
    },
    accepted: {
      "variables/limit.toml": `schema_version = 1
description = "How many projects an account may have"
type = "int"

[values]
standard = 10

[resolve]
default = "standard"
`,
    },
  },
  *check(model) {
    for (const { field, target } of fieldsOf(model)) {
      yield {
        at: field.place,
        message: `unknown field: ${field.name}`,
        suggestion: closestName(field.name, field.known),
        ...(target.kind === "manifest" && field.name === "extends" && { help: NO_LAYERS }),
        target,
      };
    }
  },
});

/** The original once put workspaces on top of each other. */
const NO_LAYERS =
  "Copy what the workspace needs from the other one, and remove the field: a workspace is read alone, without a base.";

interface Occurrence {
  readonly field: UnknownField;
  readonly target: DiagnosticTarget;
}

function* fieldsOf(model: WorkspaceModel): Generator<Occurrence> {
  yield* occurrences(model.manifest.unknownFields, { kind: "manifest", id: model.manifest.id });
  for (const catalog of model.catalogs.values()) {
    yield* occurrences(catalog.unknownFields, { kind: "catalog", id: catalog.id });
  }
  for (const qualifier of model.qualifiers.values()) {
    yield* occurrences(judgedFields(qualifier), { kind: "qualifier", id: qualifier.id });
  }
  for (const variable of model.variables.values()) {
    yield* occurrences(variable.unknownFields, { kind: "variable", id: variable.id });
  }
}

function* occurrences(fields: readonly UnknownField[], target: DiagnosticTarget): Generator<Occurrence> {
  for (const field of fields) yield { field, target };
}

/** Which fields a predicate has depends on its operator; where that is wrong, only the operator is. */
const OPERATOR_FIELDS = ["salt", "range", "percent"];

function judgedFields(qualifier: QualifierModel): readonly UnknownField[] {
  const undecided = new Set<Step>();
  for (const { op, index } of qualifier.predicates) {
    if (op.state !== "present" || !isOperator(op.value)) undecided.add(index);
  }
  return qualifier.unknownFields.filter(({ name, place }) => {
    const parent = place.steps?.at(-2);
    return parent === undefined || !undecided.has(parent) || !OPERATOR_FIELDS.includes(name);
  });
}
