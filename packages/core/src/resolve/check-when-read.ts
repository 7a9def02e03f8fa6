import type {
  CompiledBranch,
  CompiledQualifier,
  CompiledSelection,
  CompiledType,
  CompiledVariable,
  CompiledWorkspace,
} from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import { parseAttribute } from "../grammar/attribute.js";
import { isOfPrimitiveType } from "../grammar/primitive-type.js";
import { kindOf, type JsonValue } from "../json/json-value.js";
import type { SchemaEngine, SchemaResources, SchemaValidator, Violation } from "../schema/engines/schema-engine.js";
import { describeViolations } from "./context-invalid.js";
import { schemaUnusable } from "./schema-unusable.js";
import { notFound } from "./not-found.js";
import type { PatternTable } from "../schema/nodes/schema-pattern.js";
import { patternTable } from "./pattern-table.js";
import { isOperator } from "../operators/operators.js";

/**
 * A view of an unlinted workspace whose parts check themselves when linking reads them:
 * predicates and rules, that what they name is there; values, that they match their type.
 * So what is wrong is an error of the calls that meet it, each time, and of no others:
 * `qualifier-not-found`, `value-invalid`, or `workspace-invalid` for an unknown operator,
 * an unusable schema or a missing engine.
 */
export function checkWhenRead(compiled: CompiledWorkspace, engine: SchemaEngine | undefined): CompiledWorkspace {
  const qualifierIds = new Set(compiled.qualifiers.map(({ id }) => id));
  const schemas: SchemaResources = new Map(compiled.schemas.map(({ path, schema }) => [path, schema]));
  const validatorOf = (path: string) => compileSchema(path, schemas, patternTable(compiled), engine);

  function checkQualifier(id: string, from: string): void {
    if (qualifierIds.has(id)) return;
    const { code, message, details } = notFound("qualifier", id, [...qualifierIds]);
    throw new RototoError(code, `${from}: ${message}`, { details });
  }

  function checkPredicate({ attribute, op }: { attribute: string; op: string }, from: string): void {
    const parsed = parseAttribute(attribute);
    if (parsed?.kind === "qualifier") checkQualifier(parsed.id, from);
    if (isOperator(op)) return;
    throw new RototoError("workspace-invalid", `${from}: unknown operator \`${op}\``, { details: { op } });
  }

  function viewQualifier(qualifier: CompiledQualifier): CompiledQualifier {
    return {
      ...qualifier,
      get predicates() {
        qualifier.predicates.forEach((predicate, index) =>
          checkPredicate(predicate, `qualifier \`${qualifier.id}\`, predicate ${index}`),
        );
        return qualifier.predicates;
      },
    };
  }

  function viewBranch({ defaultKey, rules }: CompiledBranch, from: string): CompiledBranch {
    return {
      defaultKey,
      get rules() {
        rules.forEach(({ qualifier }, index) => checkQualifier(qualifier, `${from} rule ${index}`));
        return rules;
      },
    };
  }

  function viewVariable({ id, type, values, selection }: CompiledVariable): CompiledVariable {
    const candidates =
      type.kind === "catalog" ? compiled.catalogs.find((catalog) => catalog.id === type.catalog)?.entries : values;
    return {
      id,
      type: type.kind === "catalog" ? { kind: "schema", schema: type.schema } : type,
      values: [...selectedKeys(selection)].map((key) => ({
        key,
        get value() {
          const value = candidates?.find((candidate) => candidate.key === key)?.value;
          const violations = value === undefined ? [UNDECLARED] : violationsOf(value, type, validatorOf);
          if (value !== undefined && violations.length === 0) return value;
          const message = `variable \`${id}\`, value \`${key}\`${describeViolations(violations)}`;
          throw new RototoError("value-invalid", message, { details: { variable: id, valueKey: key, violations } });
        },
      })),
      selection: mapBranches(selection, (branch, name) => viewBranch(branch, `variable \`${id}\`, ${name}`)),
    };
  }

  return {
    ...compiled,
    // It sees to that itself.
    linted: true,
    qualifiers: compiled.qualifiers.map(viewQualifier),
    variables: compiled.variables.map(viewVariable),
  };
}

const UNDECLARED: Violation = { pointer: "", message: "is not declared", keyword: "value" };

function violationsOf(
  value: JsonValue,
  type: CompiledType,
  validatorOf: (path: string) => SchemaValidator,
): readonly Violation[] {
  if (type.kind !== "primitive") return validatorOf(type.schema).violations(value);
  if (isOfPrimitiveType(value, type.type)) return [];
  return [{ pointer: "", message: `must be of type ${type.type}, not ${kindOf(value)}`, keyword: "type" }];
}

function compileSchema(
  path: string,
  schemas: SchemaResources,
  patterns: PatternTable,
  engine: SchemaEngine | undefined,
): SchemaValidator {
  const compilation = engine?.compile(path, schemas, patterns);
  if (compilation?.ok) return compilation.validator;
  throw schemaUnusable("values", path, compilation);
}

function selectedKeys(selection: CompiledSelection): ReadonlySet<string> {
  const keys = new Set<string>();
  mapBranches(selection, (branch) => {
    for (const key of [branch.defaultKey, ...branch.rules.map(({ valueKey }) => valueKey)]) keys.add(key);
    return branch;
  });
  return keys;
}

function mapBranches(
  selection: CompiledSelection,
  change: (branch: CompiledBranch, name: string) => CompiledBranch,
): CompiledSelection {
  if (selection.kind === "resolve") return { kind: "resolve", branch: change(selection.branch, "resolve") };
  return {
    kind: "env",
    fallback: change(selection.fallback, "_"),
    environments: selection.environments.map(({ name, branch }) => ({ name, branch: change(branch, name) })),
  };
}
