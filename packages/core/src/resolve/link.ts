import type { CompiledWorkspace } from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import type { JsonObject } from "../json/json-value.js";
import type { SchemaEngine } from "../schema/engines/schema-engine.js";
import { linkContextCheck } from "./context-check.js";
import type { AttributeReader, Evaluation, LinkedQualifier } from "./evaluation.js";
import { readFlatBranch } from "./flat-branch.js";
import { environmentRequired } from "./missing-input.js";
import { readInstant } from "./read-instant.js";
import { linkBranch } from "./link-branch.js";
import { linkPredicates } from "./link-predicates.js";
import { notFound } from "./not-found.js";
import { findStep, PreparedScope, select, type LinkedBranches, type LinkedWorkspace } from "./prepared-scope.js";
import type { Resolution } from "./resolution.js";
import type { Resolver, ScopeOptions } from "./resolver.js";
import type { SelectionStep } from "./selection-step.js";

/** What `link` can be given beside the workspace. */
export interface LinkOptions {
  /**
   * Checks contexts against the context schema, and with `linkUnlinted` values. Without it a call that needs a schema throws `workspace-invalid`;
   * `validateContext: false` does without.
   */
  readonly schemaEngine?: SchemaEngine | undefined;
}

/** Generations of a memo are even and fit a byte together with the result bit. */
const FIRST_GENERATION = 2;
const LAST_GENERATION = 254;

const NO_OPTIONS: ScopeOptions = {};

/**
 * Checks and keeps a question's environment and context. A scope that is not lasting is good
 * until its resolver is asked anything else, for it shares a memo with all such scopes.
 */
export type OpenScope = (
  needsBranches: boolean,
  environment: string | undefined,
  context: unknown,
  options?: ScopeOptions,
  isLasting?: boolean,
) => PreparedScope;

/** How each resolver opens scopes, for the rest of core. */
export const openScopes = new WeakMap<Resolver, OpenScope>();

/**
 * Makes a compiled workspace that lint has accepted answer. Reads `compiled` and keeps
 * it; it must not change afterwards. The context schema is compiled here, predicates
 * and branches at first use.
 *
 * @throws {RototoError} `workspace-invalid` for a workspace that lint has not accepted: tools that want one all the same
 *   take `linkUnlinted` of `@rototo/core`.
 *
 * @example
 * ```ts
 * import { link, type CompiledWorkspace } from "@rototo/core/resolve";
 * import { interpreterEngine } from "@rototo/core/interpreter";
 *
 * declare const compiled: CompiledWorkspace;
 * const resolver = link(compiled, { schemaEngine: interpreterEngine });
 * const { valueKey } = resolver.resolveVariable("max-seats", "prod", { account: { plan: "team" } });
 * ```
 */
export function link(compiled: CompiledWorkspace, { schemaEngine }: LinkOptions = {}): Resolver {
  const { environments, catalogs } = compiled;
  if (!compiled.linted) {
    throw new RototoError("workspace-invalid", "lint has not accepted this workspace: lint it, or use `linkUnlinted`");
  }
  const variables = new Map(compiled.variables.map((variable) => [variable.id, variable]));
  const readers = new Map<string, AttributeReader>();
  const linkQualifier = (qualifier: LinkedQualifier) => linkPredicates(qualifier, findQualifier, readers, environments);
  const qualifiers = new Map(
    compiled.qualifiers.map((source, index): [string, LinkedQualifier] => [
      source.id,
      { source, index, any: source.match === "any", link: linkQualifier, first: undefined, answers: undefined },
    ]),
  );
  const variableIds = Object.freeze([...variables.keys()]);
  const qualifierIds = Object.freeze([...qualifiers.keys()]);
  const branches = new Map<string | undefined, LinkedBranches>(
    (environments ?? [undefined]).map((name) => [name, new Map()]),
  );
  const contextCheck = linkContextCheck(compiled, schemaEngine);
  // Shared by all full calls: they come one after the other, and nothing of the caller runs while one evaluates.
  const sharedMemo = new Uint8Array(qualifiers.size);
  let generation = LAST_GENERATION;
  // Nearly all questions name the environment that the one before named.
  let lastEnvironment: string | undefined;
  let lastBranches: LinkedBranches | undefined;
  /** True while a context is read for a full call. */
  let isAsking = false;

  function find<T>(kind: "environment" | "qualifier" | "variable", map: ReadonlyMap<unknown, T>, name: unknown): T {
    const found = map.get(name);
    if (found !== undefined) return found;
    throw notFound(kind, name, kind === "environment" ? (environments ?? []) : ([...map.keys()] as string[]));
  }

  const findQualifier = (id: string) => find("qualifier", qualifiers, id);

  const workspace: LinkedWorkspace = {
    variableIds,
    qualifierIds,
    findQualifier,
    findBranches: (environment) => {
      if (environment === lastEnvironment && lastBranches) return lastBranches;
      if (environment === undefined && environments) throw environmentRequired(environments);
      lastBranches = find("environment", branches, environment);
      lastEnvironment = environment;
      return lastBranches;
    },
    linkBranch: (id, environment) => linkBranch(find("variable", variables, id), environment, catalogs, findQualifier),
  };

  /** Checks the context, and takes a new generation of the memo. */
  function beginEvaluation(
    environment: string | undefined,
    context: unknown,
    options: ScopeOptions = NO_OPTIONS,
    isLasting = false,
  ): Evaluation {
    const now = readNow(options);
    const copy = contextCheck.copy(context, validates(options));
    // Only now: reading the caller's context may run a getter that asks this resolver.
    generation = (generation % LAST_GENERATION) + FIRST_GENERATION;
    if (generation === FIRST_GENERATION) sharedMemo.fill(0);
    return { context: copy, environment, now, memo: isLasting ? undefined : sharedMemo, generation };
  }

  const open: OpenScope = (needsBranches, environment, context, options, isLasting) => {
    const branches = needsBranches || environment !== undefined ? workspace.findBranches(environment) : undefined;
    return new PreparedScope(workspace, beginEvaluation(environment, context, options, isLasting), branches);
  };

  /**
   * The answer from the caller's own context, where there is no doubt about it. `undefined` for all else: a branch that
   * nobody has asked for yet or that needs a memo, and whatever is wrong.
   */
  function answerAtOnce(
    first: SelectionStep | undefined,
    environment: string | undefined,
    context: unknown,
    options: ScopeOptions = NO_OPTIONS,
  ): Resolution | undefined {
    if (first === undefined) return undefined;
    try {
      const keys = (first.keys ??= readFlatBranch(first));
      const now = readNow(options);
      if (keys === false || !contextCheck.isFit(context, validates(options), keys)) return undefined;
      return select(first, { context: context as JsonObject, environment, now, memo: undefined, generation });
    } catch {
      return undefined;
    }
  }

  const resolver: Resolver = {
    variableIds,
    qualifierIds,
    environments: environments === null ? undefined : Object.freeze([...environments]),
    // The most frequent question of all: worth doing without a scope, and without a copy of the context.
    resolveVariable(id, environment, context, options) {
      const branches = workspace.findBranches(environment);
      // A getter of the context may ask, too. Were its questions tried twice, those of their getters would be, four times.
      const isNested = isAsking;
      isAsking = true;
      try {
        const answer = isNested ? undefined : answerAtOnce(branches.get(id), environment, context, options);
        if (answer !== undefined) return answer;
        const evaluation = beginEvaluation(environment, context, options);
        return select(findStep(workspace, branches, id, environment), evaluation);
      } finally {
        isAsking = isNested;
      }
    },
    resolveQualifier: (id, context, options) =>
      open(false, options?.environment, context, options).resolveQualifier(id),
    scope: (environment, context, options) => open(false, environment, context, options, true),
  };
  openScopes.set(resolver, open);
  return resolver;
}

function readNow({ now }: ScopeOptions): number | undefined {
  return now === undefined ? now : readInstant(now);
}

function validates({ validateContext = true }: ScopeOptions): boolean {
  if (typeof validateContext === "boolean") return validateContext;
  throw new TypeError("option validateContext must be true or false");
}
