import type {
  CompiledWorkspace,
  EvaluatedPredicate,
  JsonObject,
  QualifierTrace,
  Resolution,
} from "@rototo/core/resolve";
import type { LoadedSnapshot } from "./load-snapshot.js";

export interface Question {
  readonly variable: string;
  /** `undefined` where the workspace has no environments. */
  readonly environment: string | undefined;
  readonly context: JsonObject;
}

/** `skipped`: something before it had decided. */
export type Outcome = "matched" | "unmatched" | "skipped";

/** The whole branch, what was tried of it, and what was not. */
export interface Explanation {
  readonly resolution: Resolution;
  /** An environment name, `_` or `resolve`. */
  readonly branch: string;
  readonly rules: readonly ExplainedRule[];
  /** What the branch selects when no rule matches. */
  readonly otherwise: { readonly valueKey: string; readonly outcome: "matched" | "skipped" };
}

export interface ExplainedRule {
  readonly qualifierId: string;
  readonly valueKey: string;
  readonly outcome: Outcome;
  /** Missing when the rule was not tried. */
  readonly qualifier?: ExplainedQualifier;
}

export interface ExplainedQualifier {
  readonly id: string;
  readonly match: "all" | "any";
  readonly outcome: Outcome;
  readonly predicates: readonly ExplainedPredicate[];
}

export interface ExplainedPredicate {
  readonly stated: StatedPredicate;
  readonly outcome: Outcome;
  /** Missing when it was not evaluated. */
  readonly evaluated?: EvaluatedPredicate;
  /** The qualifier that an evaluated predicate reads, if it reads one. */
  readonly reference?: ExplainedQualifier;
}

/** A predicate as the workspace states it. */
export type StatedPredicate = CompiledWorkspace["qualifiers"][number]["predicates"][number];

/**
 * Resolves the variable and explains the answer: the trace says what was evaluated, and the snapshot what else there
 * is.
 *
 * @throws {RototoError} `context-invalid` when the context breaks the workspace's schema.
 */
export function explainDecision({ snapshot, resolver }: LoadedSnapshot, question: Question): Explanation {
  const { variable, environment, context } = question;
  const { resolution, trace } = resolver.trace(variable, environment, context);
  const { workspace } = snapshot;
  const { rules, defaultKey } = findBranch(workspace, variable, trace.branch);
  return {
    resolution,
    branch: trace.branch,
    rules: rules.map(({ qualifier: qualifierId, valueKey }, index) => {
      const tried = trace.rules[index];
      const rule = { qualifierId, valueKey, outcome: outcomeOf(tried?.matched) };
      return tried ? { ...rule, qualifier: explainQualifier(qualifierId, workspace, trace.qualifiers) } : rule;
    }),
    otherwise: { valueKey: defaultKey, outcome: resolution.reason === "matched_rule" ? "skipped" : "matched" },
  };
}

function findBranch({ variables }: CompiledWorkspace, variable: string, name: string) {
  const { selection } = findById(variables, variable);
  if (selection.kind === "resolve") return selection.branch;
  return selection.environments.find((environment) => environment.name === name)?.branch ?? selection.fallback;
}

function explainQualifier(
  id: string,
  workspace: CompiledWorkspace,
  traces: readonly QualifierTrace[],
): ExplainedQualifier {
  const trace = findById(traces, id);
  const predicates = findById(workspace.qualifiers, id).predicates.map((stated, index): ExplainedPredicate => {
    const evaluated = trace.predicates[index];
    if (evaluated === undefined || !("result" in evaluated)) return { stated, outcome: "skipped" };
    const explained = { stated, outcome: outcomeOf(evaluated.result), evaluated };
    const [, reference] = /^qualifier\.(.*)$/.exec(stated.attribute) ?? [];
    if (reference === undefined) return explained;
    return { ...explained, reference: explainQualifier(reference, workspace, traces) };
  });
  return { id, match: trace.match, outcome: outcomeOf(trace.value), predicates };
}

function findById<T extends { readonly id: string }>(all: readonly T[], id: string): T {
  const found = all.find((each) => each.id === id);
  if (found === undefined) throw new Error(`the snapshot does not hold ${id}, which its own answer names`);
  return found;
}

function outcomeOf(result: boolean | undefined): Outcome {
  return result === undefined ? "skipped" : result ? "matched" : "unmatched";
}
