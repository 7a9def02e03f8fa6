import type { CompiledQualifier, CompiledWorkspace } from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import type { JsonObject } from "../json/json-value.js";
import type { SchemaEngine, SchemaValidator } from "../schema/schema-engine.js";
import type { LinkedAttribute } from "./attribute.js";
import { copyContext } from "./copy-context.js";
import { evaluateQualifier, LinkedQualifier, type Evaluation, type LinkedPredicate } from "./evaluation.js";
import { linkPredicates } from "./link-predicate.js";
import { notFound } from "./not-found.js";
import type { QualifierResolution, Resolution } from "./resolution.js";
import type { Resolver, Scope, ScopeOptions, TracedQualifierResolution, TracedResolution } from "./resolver.js";
import { traceBranch, traceQualifier } from "./trace.js";
import { LinkedVariable, selectResolution, type SelectionStep } from "./variable.js";
import { contextInvalid } from "./violation-message.js";
import { WorkspaceSchemas } from "./workspace-schemas.js";

export interface LinkOptions {
  /**
   * Checks contexts against the context schema, and the values of an unlinted
   * workspace. Without it a call that needs a schema throws `workspace-invalid`;
   * `validateContext: false` does without.
   */
  readonly schemaEngine?: SchemaEngine;
}

/**
 * Makes a compiled workspace answer. Reads `compiled` and keeps it; it must not
 * change afterwards. The context schema is compiled here, predicates and branches
 * at first use. Throws nothing: what an unlinted workspace has wrong is an error of
 * the call that meets it.
 */
export function link(compiled: CompiledWorkspace, options: LinkOptions = {}): Resolver {
  return new LinkedWorkspace(compiled, options.schemaEngine);
}

/** Generations of a memo are even and fit a byte together with the result bit. */
const FIRST_GENERATION = 2;
const LAST_GENERATION = 254;

/** The instants with an RFC 3339 text, in milliseconds: years 0 to 9999. */
const FIRST_INSTANT = -62_167_219_200_000;
const LAST_INSTANT = 253_402_300_799_999;

const NO_OPTIONS: ScopeOptions = {};

/** What {@link link} makes; inside core it also answers for one question at a time. */
export class LinkedWorkspace implements Resolver {
  readonly environments: readonly string[] | undefined;
  readonly variableIds: readonly string[];
  readonly qualifierIds: readonly string[];
  readonly #branches: ReadonlyMap<string | undefined, EnvironmentBranches>;
  readonly #variables: ReadonlyMap<string, LinkedVariable>;
  readonly #qualifiers: ReadonlyMap<string, LinkedQualifier>;
  readonly #contextSchema: string | undefined;
  readonly #schemas: WorkspaceSchemas;
  #contextValidator: SchemaValidator | undefined;
  /** Shared by all full calls: they run one after the other, and nothing of the caller runs while one evaluates. */
  readonly #memo: Uint8Array;
  #generation = LAST_GENERATION;

  constructor(compiled: CompiledWorkspace, schemaEngine: SchemaEngine | undefined) {
    const schemas = new WorkspaceSchemas(compiled, schemaEngine);
    const findQualifier = (id: string, from: string): LinkedQualifier => this.qualifier(id, from);
    const attributes = new Map<string, LinkedAttribute>();
    this.environments = compiled.environments === null ? undefined : Object.freeze([...compiled.environments]);
    this.variableIds = Object.freeze(compiled.variables.map(({ id }) => id));
    this.qualifierIds = Object.freeze(compiled.qualifiers.map(({ id }) => id));
    this.#branches = new Map((this.environments ?? [undefined]).map((name) => [name, new Map()]));
    const surroundings = { workspace: compiled, schemas, findQualifier };
    this.#variables = new Map(
      compiled.variables.map((source) => [source.id, new LinkedVariable(source, surroundings)]),
    );
    const linkQualifier = (index: number): readonly LinkedPredicate[] =>
      linkPredicates(compiled.qualifiers[index] as CompiledQualifier, { findQualifier, attributes });
    this.#qualifiers = new Map(
      compiled.qualifiers.map(({ id, match }, index) => [
        id,
        new LinkedQualifier(index, id, match === "any", linkQualifier),
      ]),
    );
    this.#memo = new Uint8Array(compiled.qualifiers.length);
    this.#schemas = schemas;
    this.#contextSchema = compiled.context?.schema;
    if (schemaEngine !== undefined && this.#contextSchema !== undefined) {
      try {
        this.#contextValidator = schemas.validator(this.#contextSchema);
      } catch {
        // The first call that validates a context compiles it again and throws.
      }
    }
  }

  resolveVariable(id: string, environment: string | undefined, context: unknown, options = NO_OPTIONS): Resolution {
    const branches = this.branches(environment);
    const evaluation = this.#evaluateOnce(environment, context, options);
    return selectResolution(this.firstStep(id, environment, branches), evaluation);
  }

  resolveQualifier(
    id: string,
    context: unknown,
    options: ScopeOptions & { readonly environment?: string } = NO_OPTIONS,
  ): QualifierResolution {
    const { environment } = options;
    if (environment !== undefined) this.branches(environment);
    const evaluation = this.#evaluateOnce(environment, context, options);
    return qualifierResolution(this.qualifier(id), evaluation);
  }

  scope(environment: string | undefined, context: unknown, options = NO_OPTIONS): Scope {
    if (environment !== undefined) this.branches(environment);
    const copy = this.#acceptContext(context, options);
    const memo = new Uint8Array(this.#memo.length);
    return new PreparedScope(this, evaluationOf(copy, environment, options.now, memo, FIRST_GENERATION));
  }

  /** A scope without a memo of its own: good until this workspace is asked anything else. */
  scopeOnce(
    environment: string | undefined,
    context: unknown,
    options = NO_OPTIONS,
    branches?: EnvironmentBranches,
  ): PreparedScope {
    return new PreparedScope(this, this.#evaluateOnce(environment, context, options), branches);
  }

  /** The branches linked so far for `environment`; throws `environment-required` or `environment-unknown`. */
  branches(environment: string | undefined): EnvironmentBranches {
    const branches = this.#branches.get(environment);
    if (branches !== undefined) return branches;
    const { environments = [] } = this;
    if (environment === undefined) {
      const message = `name an environment of the workspace: ${environments.join(", ")}`;
      throw new RototoError("environment-required", message, { details: { environments } });
    }
    if (this.environments === undefined) {
      const message = `the workspace has no environments, so \`${environment}\` cannot be one: name none`;
      throw new RototoError("environment-unknown", message, { details: { environment, suggestions: [] } });
    }
    throw notFound("environment-unknown", "environment", environment, environments);
  }

  /** The first step of the variable's branch for `environment`, which `branches` belong to. */
  firstStep(id: string, environment: string | undefined, branches: EnvironmentBranches): SelectionStep {
    const known = branches.get(id);
    if (known !== undefined) return known;
    const first = this.variable(id).linkBranch(environment);
    branches.set(id, first);
    return first;
  }

  variable(id: string): LinkedVariable {
    const variable = this.#variables.get(id);
    if (variable === undefined) throw notFound("variable-not-found", "variable", id, this.variableIds);
    return variable;
  }

  qualifier(id: string, from?: string): LinkedQualifier {
    const qualifier = this.#qualifiers.get(id);
    if (qualifier === undefined) throw notFound("qualifier-not-found", "qualifier", id, this.qualifierIds, from);
    return qualifier;
  }

  #evaluateOnce(environment: string | undefined, context: unknown, options: ScopeOptions): Evaluation {
    const copy = this.#acceptContext(context, options);
    // Only now: reading the caller's context may run a getter that asks this resolver.
    if (this.#generation === LAST_GENERATION) this.#memo.fill(0);
    this.#generation = this.#generation === LAST_GENERATION ? FIRST_GENERATION : this.#generation + 2;
    return evaluationOf(copy, environment, options.now, this.#memo, this.#generation);
  }

  /** A plain copy of `context` that matches the context schema, or `context-invalid`. */
  #acceptContext(context: unknown, { now, validateContext }: ScopeOptions): JsonObject {
    if (now !== undefined && !(now >= FIRST_INSTANT && now <= LAST_INSTANT)) {
      const message = "must be milliseconds since the epoch, in the years 0 to 9999";
      throw contextInvalid("option `now`", [{ pointer: "/rototo/now", message, keyword: "range" }]);
    }
    const copy = copyContext(context);
    if (validateContext !== false && this.#contextSchema !== undefined) {
      const validator = (this.#contextValidator ??= this.#schemas.validator(this.#contextSchema));
      if (!validator.matches(copy)) {
        throw contextInvalid(`context does not match ${this.#contextSchema}`, validator.violations(copy));
      }
    }
    return copy;
  }
}

function evaluationOf(
  context: JsonObject,
  environment: string | undefined,
  now: number | undefined,
  memo: Uint8Array,
  generation: number,
): Evaluation {
  return { context, environment, now, nowText: undefined, memo, generation, depth: 0 };
}

/** By variable id: the first step of its branch, once someone has asked for it. */
type EnvironmentBranches = Map<string, SelectionStep>;

/** A scope of a linked workspace. What {@link Scope} does not have is for the rest of core. */
export class PreparedScope implements Scope {
  readonly #workspace: LinkedWorkspace;
  readonly #evaluation: Evaluation;
  /** `undefined` until a variable is asked for: a scope for qualifiers may lack an environment that variables need. */
  #branches: EnvironmentBranches | undefined;

  constructor(workspace: LinkedWorkspace, evaluation: Evaluation, branches?: EnvironmentBranches) {
    this.#workspace = workspace;
    this.#evaluation = evaluation;
    this.#branches = branches;
  }

  // Not fields, which a logged scope would show with the whole context.
  get workspace(): LinkedWorkspace {
    return this.#workspace;
  }

  get evaluation(): Evaluation {
    return this.#evaluation;
  }

  resolveVariable(id: string): Resolution {
    return selectResolution(this.firstStep(id), this.#evaluation);
  }

  resolveQualifier(id: string): QualifierResolution {
    return qualifierResolution(this.#workspace.qualifier(id), this.#evaluation);
  }

  resolveVariables(): Resolution[] {
    return this.#workspace.variableIds.map((id) => this.resolveVariable(id));
  }

  resolveQualifiers(): QualifierResolution[] {
    return this.#workspace.qualifierIds.map((id) => this.resolveQualifier(id));
  }

  traceVariable(id: string): TracedResolution {
    const resolution = this.resolveVariable(id);
    const branch = this.#workspace.variable(id).branchName(this.#evaluation.environment);
    return { resolution, trace: traceBranch(branch, this.firstStep(id), this.#evaluation) };
  }

  traceQualifier(id: string): TracedQualifierResolution {
    const resolution = this.resolveQualifier(id);
    return { resolution, trace: { qualifiers: traceQualifier(this.#workspace.qualifier(id), this.#evaluation) } };
  }

  /** The first step of the variable's branch. */
  firstStep(id: string): SelectionStep {
    const { environment } = this.#evaluation;
    this.#branches ??= this.#workspace.branches(environment);
    return this.#workspace.firstStep(id, environment, this.#branches);
  }
}

function qualifierResolution(qualifier: LinkedQualifier, evaluation: Evaluation): QualifierResolution {
  return qualifier.resolution(evaluateQualifier(qualifier, evaluation));
}
