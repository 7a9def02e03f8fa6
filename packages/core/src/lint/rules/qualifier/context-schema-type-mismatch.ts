import { placeOf, type Place } from "../../../documents/place.js";
import { valueOf } from "../../../model/field.js";
import type { PredicateModel } from "../../../model/workspace-model.js";
import { defineRule, type Finding } from "../../rule.js";
import { knownContextSchema } from "../../known-context-schema.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";
import { isComparisonOperator, isOperator, OPERATORS, type Operator } from "../../../operators/operators.js";
import { ACCEPTS } from "../../../operators/value-kind.js";
import { misfits, type Misfit } from "../../operator-fit.js";
import { contextAttribute, predicateAttribute } from "../../predicate-attribute.js";

export const contextSchemaTypeMismatch = defineRule({
  code: "context-schema-type-mismatch",
  entity: "qualifier",
  stage: "value",
  severity: "error",
  title: "A predicate cannot match the type that the context schema declares",
  help: "Use an operator and a value of the declared type, or correct the context schema.",
  why: "Contexts are checked against the schema, so such a comparison always has the same answer.",
  examples: {
    reported: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "account.seats"
op = "eq"
value = ⟦"100"⟧
`,
      CONTEXT_SCHEMA,
    ),
    accepted: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "account.seats"
op = "eq"
value = 100
`,
      CONTEXT_SCHEMA,
    ),
  },
  *check({ predicates }, context) {
    const { model, suggest } = context;
    if (model.manifest.environments === null && model.manifest.broken === undefined && !model.manifest.missing) {
      yield* predicates.flatMap(environmentOfNone);
    }
    const schema = knownContextSchema(model);
    if (schema === undefined || context.schema(schema)?.ok !== true) return;
    for (const predicate of predicates) {
      const written = contextAttribute(predicate);
      const op = valueOf(predicate.op);
      if (written === undefined || op === undefined || !isSound(op, predicate)) continue;
      const declared = context.attribute(written.attribute.path, schema);
      if (!declared.declared) continue;
      for (const { part, message, suggestion } of misfits(op, valueOf(predicate.value), declared, suggest)) {
        yield {
          at: placeOfPart(predicate, part),
          message: `${written.text} ${message}`,
          suggestion,
          related: [{ message: "the context schema", at: { path: schema } }],
        };
      }
    }
  },
});

/** A predicate on the environment in a workspace that has none: evaluating it could only fail. */
function environmentOfNone(predicate: PredicateModel): readonly Finding[] {
  const written = predicateAttribute(predicate);
  if (written?.attribute.kind !== "environment") return [];
  const message = "the workspace declares no environments, so rototo.environment has no value";
  const help = "Declare [environments] in rototo-workspace.toml, or read something else.";
  return [{ at: written.place, message, help }];
}

/** False where another rule has already refused the operator or its value. */
function isSound(op: string, { value }: PredicateModel): op is Operator {
  if (!isComparisonOperator(op)) return isOperator(op);
  return value.state === "present" && ACCEPTS[OPERATORS[op].value](value.value);
}

function placeOfPart({ op, value }: PredicateModel, part: Misfit["part"]): Place {
  if (part === "op") return op.place;
  return part === "value" ? value.place : placeOf(value.place, part);
}
