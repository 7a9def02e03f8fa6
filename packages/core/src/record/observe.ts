import { deepFreeze } from "../json/deep-freeze.js";
import { setOwnValue, type JsonValue } from "../json/json-value.js";
import {
  evaluateQualifier,
  type Evaluation,
  type LinkedPredicate,
  type LinkedQualifier,
} from "../resolve/evaluation.js";
import { PreparedScope } from "../resolve/prepared-scope.js";
import type { Scope } from "../resolve/resolver.js";
import type { SelectionStep } from "../resolve/selection-step.js";

/** What one evaluation read, and why it answered as it did: the part of a trace that records show. */
export interface Observation {
  /** The rule that matched, as `<branch>.<qualifier>`; the branch is an environment, `_` or `resolve`. */
  readonly matchedRules: readonly string[];
  /** Every qualifier evaluated that was true, nested ones included, in the order in which evaluation began. */
  readonly matchedQualifiers: readonly string[];
  /** The context attributes that were read and were there, by attribute; what they hold is frozen. */
  readonly attributes: Readonly<Record<string, JsonValue>>;
  /** Those that were read and were there, but must not be shown, in the order in which they were read. */
  readonly redacted: readonly string[];
}

/** Whether an attribute of contexts must not be shown. Asks the resolver nothing. */
export type Redacts = (attribute: string) => boolean;

/**
 * How `scope` answers for the variable `id`: what `scope.traceVariable(id)` says,
 * whatever the scope has been asked before, without the cost of one. Throws what
 * `scope.resolveVariable(id)` throws before it looks at the value.
 */
export function observeVariable(scope: Scope, id: string, redacts: Redacts): Observation {
  const prepared = preparedScope(scope);
  const { evaluation } = prepared;
  const observing = new Observing(evaluation, redacts);
  let matchedRules: readonly string[] = NONE;
  for (let step: SelectionStep | undefined = prepared.firstStep(id); step?.qualifier !== undefined; step = step.next) {
    if (!observing.observe(step.qualifier)) continue;
    matchedRules = [`${step.branch}.${step.qualifier.source.id}`];
    break;
  }
  return observing.observation(matchedRules);
}

/** {@link observeVariable} for the qualifier `id`. */
export function observeQualifier(scope: Scope, id: string, redacts: Redacts): Observation {
  const { workspace, evaluation } = preparedScope(scope);
  const observing = new Observing(evaluation, redacts);
  observing.observe(workspace.findQualifier(id));
  return observing.observation(NONE);
}

function preparedScope(scope: Scope): PreparedScope {
  if (scope instanceof PreparedScope) return scope;
  throw new Error("broken invariant: link did not make this scope's resolver");
}

const NONE: readonly string[] = Object.freeze([]);

/** A qualifier whose predicates are being gone through. */
interface Visit {
  readonly qualifier: LinkedQualifier;
  /** False where no predicate decided alone, so that all of them were evaluated. */
  readonly decided: boolean;
  /** The predicate to go on with. */
  next: LinkedPredicate | undefined;
  /** The visit to go on with afterwards. */
  readonly outer: Visit | undefined;
}

class Observing {
  readonly #evaluation: Evaluation;
  readonly #redacts: Redacts;
  #first: LinkedQualifier | undefined;
  /** All others begun. Most evaluations have none, and a set costs as much as noting two attributes. */
  #others: Set<LinkedQualifier> | undefined;
  readonly #matched: string[] = [];
  readonly #attributes: Record<string, JsonValue> = {};
  #redacted: string[] | undefined;

  constructor(evaluation: Evaluation, redacts: Redacts) {
    this.#evaluation = evaluation;
    this.#redacts = redacts;
  }

  observation(matchedRules: readonly string[]): Observation {
    return {
      matchedRules,
      matchedQualifiers: this.#matched,
      attributes: this.#attributes,
      redacted: this.#redacted ?? NONE,
    };
  }

  /**
   * The qualifier's boolean, after everything that it took has been noted. Evaluated
   * first: then all references that are met have been settled, and are only looked up.
   */
  observe(root: LinkedQualifier): boolean {
    const value = evaluateQualifier(root, this.#evaluation);
    let visit = this.#begin(root, undefined);
    while (visit !== undefined) {
      const { qualifier, next: predicate }: Visit = visit;
      if (predicate === undefined) {
        visit = visit.outer;
        continue;
      }
      if (predicate.reference === undefined) this.#note(predicate);
      else if (!this.#hasBegun(predicate.reference)) {
        visit = this.#begin(predicate.reference, visit);
        continue;
      }
      const { read, holds, bound } = predicate;
      if (visit.decided && holds(read(this.#evaluation), bound) === qualifier.any) visit = visit.outer;
      else visit.next = predicate.next;
    }
    return value;
  }

  #begin(qualifier: LinkedQualifier, outer: Visit | undefined): Visit | undefined {
    if (this.#hasBegun(qualifier)) return outer;
    if (this.#first === undefined) this.#first = qualifier;
    else (this.#others ??= new Set()).add(qualifier);
    const value = evaluateQualifier(qualifier, this.#evaluation);
    if (value) this.#matched.push(qualifier.source.id);
    return { qualifier, decided: value === qualifier.any, next: qualifier.first, outer };
  }

  #hasBegun(qualifier: LinkedQualifier): boolean {
    return qualifier === this.#first || this.#others?.has(qualifier) === true;
  }

  #note({ source: { attribute }, read }: LinkedPredicate): void {
    const value = read(this.#evaluation);
    if (value === undefined || attribute.startsWith("rototo.")) return;
    if (this.#redacts(attribute)) {
      this.#redacted ??= [];
      if (!this.#redacted.includes(attribute)) this.#redacted.push(attribute);
    } else {
      setOwnValue(this.#attributes, attribute, typeof value === "object" ? deepFreeze(value) : value);
    }
  }
}
