import type { Documents, JsonObject, JsonValue } from "@rototo/core";
import { stringify } from "smol-toml";

/** A workspace for a test, in short. What it leaves out, `files` can say in full. */
export interface WorkspaceDefinition {
  /** None, unless given. */
  readonly environments?: readonly string[];
  /** The JSON Schema of contexts. Any context will do, unless given. */
  readonly contextSchema?: JsonObject;
  /** The qualifiers, by id. */
  readonly qualifiers?: Readonly<Record<string, QualifierDefinition>>;
  /** The variables, by id. */
  readonly variables?: Readonly<Record<string, VariableDefinition>>;
  /** Further files, or others in the place of those made here: workspace-relative path to text. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The predicates, all of which must hold; or the result for every context. */
export type QualifierDefinition = boolean | readonly PredicateDefinition[];

/** A predicate, as in a file. */
export interface PredicateDefinition {
  /** The dotted path of the attribute that it reads. */
  readonly attribute: string;
  /** The name of its operator. */
  readonly op: string;
  /** What the attribute is compared with. */
  readonly value?: JsonValue;
  /** What separates one rollout or bucket from another. */
  readonly salt?: string;
  /** The share of a rollout that is in, 0 to 100. */
  readonly percent?: number;
  /** The part of a rollout or bucket that is in. */
  readonly range?: readonly [number, number];
}

/** One value for everybody, or several and which of them is selected. TOML has no null, so values hold none. */
export type VariableDefinition = { readonly value: JsonValue } | SelectedValues;

/** The values of a variable, and how one of them is selected. */
export interface SelectedValues extends BranchDefinition {
  /** By value key. */
  readonly values: Readonly<Record<string, JsonValue>>;
  /** What differs in some environments. */
  readonly environments?: Readonly<Record<string, BranchDefinition>>;
}

/** The value key of a branch, and rules that go before it. */
export interface BranchDefinition {
  /** The value key when no rule matches. */
  readonly default: string;
  /** The first whose qualifier is true selects its value key. */
  readonly rules?: readonly { readonly qualifier: string; readonly value: string }[];
}

const VALUE_SCHEMA = "schemas/any-value.schema.json";
const CONTEXT_SCHEMA = "schemas/context.schema.json";

/** The files of a defined workspace: workspace-relative path to text. */
export function workspaceFiles(definition: WorkspaceDefinition): Documents {
  const { environments, contextSchema, qualifiers = {}, variables = {}, files = {} } = definition;
  const documents = new Map<string, string>();
  const addToml = (path: string, content: object) => documents.set(path, stringify({ schema_version: 1, ...content }));
  addToml("rototo-workspace.toml", environments === undefined ? {} : { environments: { values: environments } });
  if (contextSchema !== undefined) documents.set(CONTEXT_SCHEMA, JSON.stringify(contextSchema));
  documents.set(VALUE_SCHEMA, "{}");
  for (const [id, qualifier] of Object.entries(qualifiers)) {
    addToml(`qualifiers/${id}.toml`, { predicate: typeof qualifier === "boolean" ? always(qualifier) : qualifier });
  }
  for (const [id, variable] of Object.entries(variables)) {
    const selected: SelectedValues =
      "values" in variable ? variable : { values: { only: variable.value }, default: "only" };
    addToml(`variables/${id}.toml`, variableContent(selected, environments !== undefined));
  }
  return new Map([...documents, ...Object.entries(files)]);
}

/** Every resolution has an instant, so asking whether it has one asks nothing. */
function always(result: boolean): readonly PredicateDefinition[] {
  return [{ attribute: "rototo.now", op: "exists", value: result }];
}

function variableContent(variable: SelectedValues, hasEnvironments: boolean): object {
  const { values, environments = {} } = variable;
  const schema = `../${VALUE_SCHEMA}`;
  if (!hasEnvironments) return { schema, values, resolve: { default: variable.default, rule: variable.rules ?? [] } };
  const branches = Object.entries({ _: variable, ...environments });
  const env = Object.fromEntries(branches.map(([name, branch]) => [name, branchContent(branch)]));
  return { schema, values, env };
}

function branchContent({ default: value, rules = [] }: BranchDefinition): object {
  return { value, rule: rules };
}
