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
/** What this workspace declares: a type argument for \`createClient\` of \`@rototo/edge\` and for the SDK. */
export interface Declaration {
  readonly environment: Environment;
  readonly context: object;
  readonly variables: Values;
  readonly qualifier: QualifierId;
}

/** Where the workspace came from when the module was built, without credentials. */
export declare const source: string;
/** The version of the workspace, as its source names it. */
export declare const fingerprint: string;
/** \`sha256:<hex>\` of the content, as the JSON snapshot of the same workspace has it. */
export declare const contentHash: string;

/**
 * Answers for this version of the workspace, as the workspaces of \`@rototo/sdk\` do. A bad question throws an error
 * with a \`code\`, a message and \`details\`, a wrong option a \`TypeError\` or \`RangeError\` that names it.
 */
export interface Resolver {
  // Ids are \`Id & VariableId\`, so that what takes the \`WorkspaceQueries\` of any workspace takes this. The compiler tells
  // a mistake by the last signature of a method: each has one that is plain.
  readonly source: string;
  readonly fingerprint: string;
  /** In manifest order; \`undefined\` when the workspace has none. */
  readonly environments: readonly Exclude<Environment, undefined>[] | undefined;
  readonly variableIds: readonly VariableId[];
  readonly qualifierIds: readonly QualifierId[];

  /** Resolves a variable. With \`fallback\`, gives that instead of throwing. */
  resolveVariable<Id extends string, Fallback>(
    id: Id & VariableId,
    environment: Environment,
    context: object,
    options: ResolveOptions & FallbackOption<Fallback>,
  ): Resolution<Id & VariableId> | FallbackResolution<Id & VariableId, Fallback>;
  resolveVariable<Id extends string>(
    id: Id & VariableId,
    environment: Environment,
    context: object,
    options?: ResolveOptions,
  ): Resolution<Id & VariableId>;
  resolveVariable<Id extends string, Fallback>(
    id: Id & VariableId,
    context: ContextAlone,
    options: ResolveOptions & FallbackOption<Fallback>,
  ): Resolution<Id & VariableId> | FallbackResolution<Id & VariableId, Fallback>;
  resolveVariable<Id extends string>(
    id: Id & VariableId,
    context: ContextAlone,
    options?: ResolveOptions,
  ): Resolution<Id & VariableId>;
  resolveVariable(id: VariableId, environment: Environment, context: object, options?: ResolveOptions): Resolution;

  resolveQualifier<Id extends string>(
    id: Id & QualifierId,
    context: object,
    options?: QualifierOptions,
  ): QualifierResolution<Id & QualifierId>;
  resolveQualifier(id: QualifierId, context: object, options?: QualifierOptions): QualifierResolution;

  /** Every variable, in id order. */
  resolveAll(environment: Environment, context: object, options?: ResolveOptions): readonly Resolution[];
  resolveAll(context: ContextAlone, options?: ResolveOptions): readonly Resolution[];

  /** Resolves a variable and explains how. For people: several times slower. */
  trace<Id extends string>(
    id: Id & VariableId,
    environment: Environment,
    context: object,
    options?: ResolveOptions,
  ): TracedVariable<Id & VariableId>;
  trace<Id extends string>(
    id: Id & VariableId,
    context: ContextAlone,
    options?: ResolveOptions,
  ): TracedVariable<Id & VariableId>;
  trace(id: VariableId, environment: Environment, context: object, options?: ResolveOptions): TracedVariable;

  /** Resolves a qualifier and explains how. */
  traceQualifier<Id extends string>(
    id: Id & QualifierId,
    context: object,
    options?: QualifierOptions,
  ): TracedQualifier<Id & QualifierId>;
  traceQualifier(id: QualifierId, context: object, options?: QualifierOptions): TracedQualifier;

  /**
   * Prepares many answers for one request: the context is copied and validated here, once; one instant answers all;
   * each qualifier is evaluated once.
   */
  scope(environment: Environment, context: object, options?: ResolveOptions): Scope;
  scope(context: ContextAlone, options?: ResolveOptions): Scope;
}

/** The context of a call that names no environment: there is none where the workspace has environments. */
export type ContextAlone = undefined extends Environment ? object : never;

/** One that is \`undefined\` is the default. */
export interface ResolveOptions {
  /** \`false\` skips the context schema. */
  readonly validateContext?: boolean | undefined;
  /** The instant that \`rototo.now\` names, in ms since the epoch or as a \`Date\`; the current one, unless given. */
  readonly now?: number | Date | undefined;
}

/** The environment matters only to a qualifier that reads \`rototo.environment\`. */
export type QualifierOptions = ResolveOptions & { readonly environment?: Environment | undefined };

/** What to give instead of throwing. */
export interface FallbackOption<Value> {
  readonly fallback: Value;
}

/** One environment, one context, one instant. */
export interface Scope {
  readonly fingerprint: string;
  readonly environment: Environment;
  resolveVariable<Id extends string, Fallback>(
    id: Id & VariableId,
    options: FallbackOption<Fallback>,
  ): Resolution<Id & VariableId> | FallbackResolution<Id & VariableId, Fallback>;
  resolveVariable<Id extends string>(id: Id & VariableId): Resolution<Id & VariableId>;
  resolveVariable(id: VariableId): Resolution;
  resolveQualifier<Id extends string>(id: Id & QualifierId): QualifierResolution<Id & QualifierId>;
  resolveQualifier(id: QualifierId): QualifierResolution;
  resolveAll(): readonly Resolution[];
  trace<Id extends string>(id: Id & VariableId): TracedVariable<Id & VariableId>;
  trace(id: VariableId): TracedVariable;
  traceQualifier<Id extends string>(id: Id & QualifierId): TracedQualifier<Id & QualifierId>;
  traceQualifier(id: QualifierId): TracedQualifier;
}

/** The answer for one variable. Frozen, value included, and shared between calls. */
export interface Resolution<Id extends VariableId = VariableId> {
  readonly id: Id;
  readonly environment?: Exclude<Environment, undefined>;
  readonly valueKey: string;
  readonly value: Values[Id];
  readonly reason: "matched_rule" | "environment_default" | "fallback_default" | "default";
}

/** What the caller gave as \`fallback\`, because there was no answer. */
export interface FallbackResolution<Id extends VariableId = VariableId, Value = unknown> {
  readonly id: Id;
  readonly environment?: string;
  readonly valueKey: undefined;
  readonly value: Value;
  readonly reason: "caller_fallback";
  /** Why there was no answer. */
  readonly error: QuestionError;
}

/** What is thrown for a bad question. */
export interface QuestionError extends Error {
  readonly name: "RototoError";
  readonly code:
    | "environment-required"
    | "environment-unknown"
    | "instant-required"
    | "context-invalid"
    | "variable-not-found"
    | "qualifier-not-found"
    | "value-invalid"
    | "workspace-invalid";
  readonly details: Readonly<Record<string, unknown>>;
}

export interface QualifierResolution<Id extends QualifierId = QualifierId> {
  readonly id: Id;
  readonly value: boolean;
}

export interface TracedVariable<Id extends VariableId = VariableId> {
  readonly resolution: Resolution<Id>;
  readonly trace: ResolutionTrace;
}

export interface TracedQualifier<Id extends QualifierId = QualifierId> {
  readonly resolution: QualifierResolution<Id>;
  /** Every qualifier evaluated, the asked one first. */
  readonly trace: { readonly qualifiers: readonly QualifierTrace[] };
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
