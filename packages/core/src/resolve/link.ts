import type { CompiledWorkspace } from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import type { SchemaEngine } from "../schema/engines/schema-engine.js";
import { contextInvalid } from "./context-invalid.js";
import { schemaUnusable } from "./schema-unusable.js";
import { copyContext } from "./copy-context.js";
import type { AttributeReader, Evaluation, LinkedQualifier } from "./evaluation.js";
import { environmentRequired } from "./missing-input.js";
import { readInstant } from "./read-instant.js";
import { linkBranch } from "./link-branch.js";
import { linkPredicates } from "./link-predicates.js";
import { patternTable } from "./pattern-table.js";
import { notFound } from "./not-found.js";
import { findStep, PreparedScope, select, type LinkedBranches, type LinkedWorkspace } from "./prepared-scope.js";
import type { Resolver, ScopeOptions } from "./resolver.js";

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
 * Checks and keeps a question's environment and context. Without a `memo` of its own the
 * scope is good until its resolver is asked anything else.
 */
export type OpenScope = (
  needsBranches: boolean,
  environment: string | undefined,
  context: unknown,
  options?: ScopeOptions,
  memo?: Uint8Array,
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
  const schemaPath = compiled.context?.schema;
  const schema =
    schemaPath === undefined
      ? undefined
      : schemaEngine?.compile(
          schemaPath,
          new Map(compiled.schemas.map(({ path, schema }) => [path, schema])),
          patternTable(compiled),
        );
  // Shared by all full calls: they come one after the other, and nothing of the caller runs while one evaluates.
  const sharedMemo = new Uint8Array(qualifiers.size);
  let generation = LAST_GENERATION;

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
      if (environment !== undefined || !environments) return find("environment", branches, environment);
      throw environmentRequired(environments);
    },
    linkBranch: (id, environment) => linkBranch(find("variable", variables, id), environment, catalogs, findQualifier),
  };

  /** Checks the instant and the context, and takes a new generation of the memo. */
  function beginEvaluation(
    environment: string | undefined,
    context: unknown,
    { now, validateContext } = NO_OPTIONS,
    memo: Uint8Array = sharedMemo,
  ): Evaluation {
    const instant = now === undefined ? now : readInstant(now);
    if (validateContext !== undefined && typeof validateContext !== "boolean") {
      throw new TypeError("option validateContext must be true or false");
    }
    const copy = copyContext(context);
    if (schemaPath !== undefined && validateContext !== false) {
      if (!schema?.ok) {
        throw schemaUnusable("contexts", schemaPath, schema);
      }
      const { validator } = schema;
      if (!validator.matches(copy))
        throw contextInvalid(`context does not match ${schemaPath}`, validator.violations(copy));
    }
    // Only now: reading the caller's context may run a getter that asks this resolver.
    generation = (generation % LAST_GENERATION) + FIRST_GENERATION;
    if (generation === FIRST_GENERATION) sharedMemo.fill(0);
    return { context: copy, environment, now: instant, memo, generation };
  }

  const open: OpenScope = (needsBranches, environment, context, options, memo) => {
    const branches = needsBranches || environment !== undefined ? workspace.findBranches(environment) : undefined;
    return new PreparedScope(workspace, beginEvaluation(environment, context, options, memo), branches);
  };

  const resolver: Resolver = {
    variableIds,
    qualifierIds,
    environments: environments === null ? undefined : Object.freeze([...environments]),
    // The most frequent question of all: worth doing without a scope.
    resolveVariable(id, environment, context, options) {
      const branches = workspace.findBranches(environment);
      const evaluation = beginEvaluation(environment, context, options);
      return select(findStep(workspace, branches, id, environment), evaluation);
    },
    resolveQualifier: (id, context, options) =>
      open(false, options?.environment, context, options).resolveQualifier(id),
    scope: (environment, context, options) =>
      open(false, environment, context, options, new Uint8Array(qualifiers.size)),
  };
  openScopes.set(resolver, open);
  return resolver;
}
