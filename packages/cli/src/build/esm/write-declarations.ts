import type { CompiledType, CompiledVariable, CompiledWorkspace, JsonValue } from "@rototo/core";
import { jsonType } from "./json-type.js";

/** The TypeScript declarations of a workspace's module. They import nothing. */
export function writeDeclarations(workspace: CompiledWorkspace): string {
  const { environments, qualifiers, variables } = workspace;
  const idsOf = (entities: readonly { readonly id: string }[]) => union(entities.map(({ id }) => id));
  return `// Written by rototo build. Do not edit.
${VALUE_TYPES}
/** The value of each variable, as its values are now. */
export interface Values {
${variables.map((variable) => `  readonly ${JSON.stringify(variable.id)}: ${typeOf(variable, workspace)};\n`).join("")}}

export type VariableId = ${idsOf(variables)};
export type QualifierId = ${idsOf(qualifiers)};
export type Environment = ${environments === null ? "undefined" : union(environments)};
${RESOLVER_TYPES}
declare const resolver: Resolver;
export default resolver;
`;
}

function union(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(" | ") || "never";
}

const PRIMITIVE_TYPES: Readonly<Record<Extract<CompiledType, { kind: "primitive" }>["type"], string>> = {
  bool: "boolean",
  int: "number",
  number: "number",
  string: "string",
  list: "",
};

function typeOf(variable: CompiledVariable, workspace: CompiledWorkspace): string {
  const { type } = variable;
  const primitive = type.kind === "primitive" ? PRIMITIVE_TYPES[type.type] : "";
  return primitive || jsonType(valuesOf(variable, workspace));
}

function valuesOf({ type, values }: CompiledVariable, { catalogs }: CompiledWorkspace): readonly JsonValue[] {
  const entries = type.kind === "catalog" ? catalogs.find(({ id }) => id === type.catalog)?.entries : values;
  return (entries ?? []).map(({ value }) => value);
}

const VALUE_TYPES = `
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
`;

const RESOLVER_TYPES = `
/** Where the workspace came from when the module was built, without credentials. */
export declare const source: string;
/** The version of the workspace, as its source names it. */
export declare const fingerprint: string;
/** \`sha256:<hex>\` of the content, as the JSON snapshot of the same workspace has it. */
export declare const contentHash: string;

/** Answers for this version of the workspace. A bad question throws an error with a \`code\`, a message and \`details\`. */
export interface Resolver {
  /** In manifest order; \`undefined\` when the workspace has none. */
  readonly environments: readonly Exclude<Environment, undefined>[] | undefined;
  readonly variableIds: readonly VariableId[];
  readonly qualifierIds: readonly QualifierId[];
  resolveVariable<Id extends VariableId>(
    id: Id,
    environment: Environment,
    context: unknown,
    options?: ScopeOptions,
  ): Resolution<Id>;
  resolveQualifier<Id extends QualifierId>(
    id: Id,
    context: unknown,
    options?: ScopeOptions & { readonly environment?: Environment },
  ): QualifierResolution<Id>;
  /** Prepares many answers for one context: it is copied and validated here, once. */
  scope(environment: Environment | undefined, context: unknown, options?: ScopeOptions): Scope;
}

export interface ScopeOptions {
  /** \`false\` skips the context schema. */
  readonly validateContext?: boolean;
  /** The instant that \`rototo.now\` names, in milliseconds since the epoch; missing without it. */
  readonly now?: number;
}

/** One environment, one context, one instant. */
export interface Scope {
  resolveVariable<Id extends VariableId>(id: Id): Resolution<Id>;
  resolveQualifier<Id extends QualifierId>(id: Id): QualifierResolution<Id>;
  resolveVariables(): Resolution[];
  resolveQualifiers(): QualifierResolution[];
  traceVariable<Id extends VariableId>(id: Id): { readonly resolution: Resolution<Id>; readonly trace: ResolutionTrace };
  traceQualifier<Id extends QualifierId>(
    id: Id,
  ): {
    readonly resolution: QualifierResolution<Id>;
    readonly trace: { readonly qualifiers: readonly QualifierTrace[] };
  };
}

/** The answer for one variable. Frozen, value included, and shared between calls. */
export interface Resolution<Id extends VariableId = VariableId> {
  readonly id: Id;
  readonly environment?: Exclude<Environment, undefined>;
  readonly valueKey: string;
  readonly value: Values[Id];
  readonly reason: "matched_rule" | "environment_default" | "fallback_default" | "default";
}

export interface QualifierResolution<Id extends QualifierId = QualifierId> {
  readonly id: Id;
  readonly value: boolean;
}

/** How a variable came to its answer. */
export interface ResolutionTrace {
  /** The branch used: an environment name, \`_\` or \`resolve\`. */
  readonly branch: string;
  readonly rules: readonly {
    readonly index: number;
    readonly qualifier: QualifierId;
    readonly valueKey: string;
    readonly matched: boolean;
  }[];
  readonly qualifiers: readonly QualifierTrace[];
}

export interface QualifierTrace {
  readonly id: QualifierId;
  readonly match: "all" | "any";
  readonly value: boolean;
  readonly predicates: readonly (EvaluatedPredicate | SkippedPredicate)[];
}

export interface EvaluatedPredicate {
  readonly index: number;
  readonly attribute: string;
  readonly op: string;
  readonly expected: JsonValue;
  /** Absent when it was missing. */
  readonly actual?: JsonValue;
  readonly missing?: true;
  /** 0 to 9999, of \`bucket\`. */
  readonly bucket?: number;
  /** In percent, of \`rollout\`. */
  readonly position?: number;
  readonly result: boolean;
}

/** A predicate after the deciding one. */
export interface SkippedPredicate {
  readonly index: number;
  readonly attribute: string;
  readonly op: string;
  readonly evaluated: false;
}
`;
