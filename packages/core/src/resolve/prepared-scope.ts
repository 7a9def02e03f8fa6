import { evaluateQualifier, type Evaluation, type LinkedQualifier } from "./evaluation.js";
import { readFlatBranch } from "./flat-branch.js";
import type { QualifierResolution, Resolution, RuleTrace } from "./resolution.js";
import type { Scope, TracedQualifierResolution, TracedResolution } from "./resolver.js";
import type { SelectionStep } from "./selection-step.js";
import { traceQualifiers } from "./trace.js";

/** By variable id: the first step of its branch in one environment, once someone has asked for it. */
export type LinkedBranches = Map<string, SelectionStep>;

/** What a scope needs of its workspace. */
export interface LinkedWorkspace {
  readonly variableIds: readonly string[];
  readonly qualifierIds: readonly string[];
  findQualifier(id: string): LinkedQualifier;
  /** Throws `environment-required` or `environment-unknown`. */
  findBranches(environment: string | undefined): LinkedBranches;
  linkBranch(id: string, environment: string | undefined): SelectionStep;
}

/** A scope of a linked workspace. What {@link Scope} does not have is for the rest of core. */
export class PreparedScope implements Scope {
  readonly #workspace: LinkedWorkspace;
  readonly #evaluation: Evaluation;
  #isAsked = false;
  /** `undefined` until a variable is asked for: a scope for qualifiers may lack an environment that variables need. */
  #branches: LinkedBranches | undefined;

  constructor(workspace: LinkedWorkspace, evaluation: Evaluation, branches: LinkedBranches | undefined) {
    this.#workspace = workspace;
    this.#evaluation = evaluation;
    this.#branches = branches;
  }

  // Not fields, which a logged scope would show with the whole context.
  get workspace(): LinkedWorkspace {
    return this.#workspace;
  }

  /** With a memo. */
  get evaluation(): Evaluation {
    this.#evaluation.memo ??= new Uint8Array(this.#workspace.qualifierIds.length);
    return this.#evaluation;
  }

  resolveVariable(id: string): Resolution {
    const first = this.firstStep(id);
    // Making a memo takes as long as an answer, and many scopes are asked once.
    const needsMemo = this.#isAsked || (first.keys ??= readFlatBranch(first)) === false;
    this.#isAsked = true;
    return select(first, needsMemo ? this.evaluation : this.#evaluation);
  }

  resolveQualifier(id: string): QualifierResolution {
    const qualifier = this.#workspace.findQualifier(id);
    qualifier.answers ??= [false, true].map((value) => Object.freeze({ id, value }));
    return qualifier.answers[Number(evaluateQualifier(qualifier, this.evaluation))] as QualifierResolution;
  }

  resolveVariables(): Resolution[] {
    return this.#workspace.variableIds.map((id) => this.resolveVariable(id));
  }

  resolveQualifiers(): QualifierResolution[] {
    return this.#workspace.qualifierIds.map((id) => this.resolveQualifier(id));
  }

  traceVariable(id: string): TracedResolution {
    const resolution = this.resolveVariable(id);
    const first = this.firstStep(id);
    const tried: LinkedQualifier[] = [];
    const rules: RuleTrace[] = [];
    for (let step: SelectionStep | undefined = first; step?.qualifier; step = step.next) {
      const { qualifier, valueKey } = step;
      const matched = step.resolution === resolution;
      tried.push(qualifier);
      rules.push({ index: rules.length, qualifier: qualifier.source.id, valueKey, matched });
      if (matched) break;
    }
    return { resolution, trace: { branch: first.branch, rules, qualifiers: traceQualifiers(tried, this.evaluation) } };
  }

  traceQualifier(id: string): TracedQualifierResolution {
    const qualifiers = traceQualifiers([this.#workspace.findQualifier(id)], this.evaluation);
    return { resolution: this.resolveQualifier(id), trace: { qualifiers } };
  }

  /** The first step of the variable's branch. */
  firstStep(id: string): SelectionStep {
    const { environment } = this.#evaluation;
    this.#branches ??= this.#workspace.findBranches(environment);
    return findStep(this.#workspace, this.#branches, id, environment);
  }
}

/** The answer of the branch that starts at `step`. */
export function select(step: SelectionStep, evaluation: Evaluation): Resolution {
  while (step.next && step.qualifier && !evaluateQualifier(step.qualifier, evaluation)) step = step.next;
  return (step.resolution ??= step.resolve());
}

/** The first step of a variable's branch, linked when it is first asked for. */
export function findStep(
  workspace: LinkedWorkspace,
  branches: LinkedBranches,
  id: string,
  environment: string | undefined,
): SelectionStep {
  let first = branches.get(id);
  if (!first) branches.set(id, (first = workspace.linkBranch(id, environment)));
  return first;
}
