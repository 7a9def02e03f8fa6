import type { Step } from "../../json/json-pointer.js";
import type { Assertion } from "../nodes/assertion.js";
import { MOST_VIOLATIONS } from "../engines/most-violations.js";
import { Evaluated } from "../nodes/evaluated.js";
import type { Broken, Outcome } from "../nodes/outcome.js";
import type { Applicator } from "../nodes/schema-node.js";
import { counted, quoted } from "../nodes/words.js";
import type { Application } from "./application.js";

/** What the run of a schema over a value wants to know. */
export interface Wanted {
  /** The violations that are told, not only whether there is one. */
  readonly violations: boolean;
  /** What was evaluated. */
  readonly evaluated: boolean;
}

/** What the keywords of one schema come to for one value, keyword by keyword. */
export class Verdict {
  holds = true;
  /** Whether `if` held, once it ran. */
  condition: boolean | undefined;
  readonly evaluated: Evaluated | undefined;
  readonly #wanted: Wanted;
  readonly #broken: Broken[] = [];
  #brokenCount = 0;
  readonly #inner: { readonly step: Step | undefined; readonly outcome: Outcome }[] = [];

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
    this.evaluated = wanted.evaluated ? new Evaluated() : undefined;
  }

  /** True when the value fails, and nothing more is to be told of it. */
  get isComplete(): boolean {
    return !this.holds && this.isEnough(0);
  }

  /** Whether nothing more is to be told of a value that fails, once what is inside it breaks `innerCount` keywords. */
  isEnough(innerCount: number): boolean {
    return !this.#wanted.violations || this.#brokenCount + innerCount > MOST_VIOLATIONS;
  }

  outcome(): Outcome {
    return {
      holds: this.holds,
      broken: this.#broken,
      brokenCount: this.#brokenCount,
      inner: this.#inner,
      evaluated: this.holds ? this.evaluated : undefined,
    };
  }

  /** Notes that the value breaks `assertion`. */
  breakAssertion(assertion: Assertion, value: unknown): void {
    this.holds = false;
    if (this.#wanted.violations) this.#note(assertion.keyword, () => assertion.messages(value));
  }

  /** Notes that the value breaks `keyword`. */
  breakBy(keyword: string, message: string): void {
    this.holds = false;
    if (this.#wanted.violations) this.#note(keyword, () => [message]);
  }

  #note(keyword: string, messages: () => readonly string[], step?: Step): void {
    this.#broken.push({ step, keyword, messages });
    this.#brokenCount += 1;
  }

  /** Judges what came of the `applications` of `applicator`. */
  judge(applicator: Applicator, applications: readonly Application[], outcomes: readonly Outcome[]): void {
    switch (applicator.kind) {
      case "any":
        if (outcomes.some(({ holds }) => holds)) this.#gather(outcomes);
        else this.#breakAlternatives("anyOf", "at least one", applicator.nodes.length, applications, outcomes);
        return;
      case "one":
        if (outcomes.filter(({ holds }) => holds).length === 1) this.#gather(outcomes);
        else this.#breakAlternatives("oneOf", "exactly one", applicator.nodes.length, applications, outcomes);
        return;
      case "not":
        if (outcomes[0]?.holds === true) this.breakBy("not", "must not match the schema under not");
        return;
      case "if":
        this.condition = outcomes[0]?.holds;
        this.#gather(outcomes);
        return;
      case "names":
        for (const [index, { holds }] of outcomes.entries()) {
          if (holds) continue;
          if (this.isComplete) return;
          const name = quoted(applications[index]?.step as string);
          this.breakBy("propertyNames", `must not have a property named ${name}`);
        }
        return;
      case "contains":
        this.#judgeContained(applicator, applications, outcomes);
        return;
      case "all":
      case "then":
      case "else":
      case "dependent":
        this.#demand(applications, outcomes);
        this.#gather(outcomes);
        return;
      case "properties":
        this.#demand(applications, outcomes, "additionalProperties");
        this.#evaluateNames(applications);
        return;
      case "unevaluatedProperties":
        this.#demand(applications, outcomes, "unevaluatedProperties");
        this.#evaluateNames(applications);
        return;
      case "items":
        this.#demand(applications, outcomes, applicator.restKeyword);
        this.evaluated?.addIndexesBefore(applications.length);
        return;
      case "unevaluatedItems":
        this.#demand(applications, outcomes, "unevaluatedItems");
        this.evaluated?.addIndexesBefore(Infinity);
        return;
    }
  }

  /** All must hold. What `false` refuses under a keyword for the rest is told by that keyword. */
  #demand(applications: readonly Application[], outcomes: readonly Outcome[], restKeyword?: string): void {
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.holds) continue;
      this.holds = false;
      if (this.isComplete) return;
      const { node, step, isRest } = applications[index] as Application;
      if (node.isFalse && restKeyword !== undefined && (isRest === true || restKeyword.startsWith("unevaluated"))) {
        const message = restKeyword.endsWith("Properties") ? "is not a declared property" : "is not allowed";
        this.#note(restKeyword, () => [message], step);
      } else {
        this.#inner.push({ step, outcome });
        this.#brokenCount += outcome.brokenCount;
      }
    }
  }

  #breakAlternatives(
    keyword: string,
    many: string,
    count: number,
    applications: readonly Application[],
    outcomes: readonly Outcome[],
  ): void {
    this.breakBy(keyword, `must match ${many} of the ${counted(count, "schema")} under ${keyword}`);
    this.#demand(applications, outcomes);
  }

  #judgeContained(
    { least, most, evaluates }: Extract<Applicator, { kind: "contains" }>,
    applications: readonly Application[],
    outcomes: readonly Outcome[],
  ): void {
    const count = outcomes.filter(({ holds }) => holds).length;
    if (evaluates) {
      for (const [index, { holds }] of outcomes.entries()) if (holds) this.evaluated?.addIndex(index);
    }
    if (count < least) {
      this.breakBy("contains", `must contain at least ${contained(least)}`);
      this.#demand(applications, outcomes);
    } else if (most !== undefined && count > most) {
      this.breakBy("maxContains", `must contain at most ${contained(most)}`);
    }
  }

  #gather(outcomes: readonly Outcome[]): void {
    for (const { evaluated } of outcomes) if (evaluated !== undefined) this.evaluated?.add(evaluated);
  }

  #evaluateNames(applications: readonly Application[]): void {
    for (const { step } of applications) this.evaluated?.addName(step as string);
  }
}

function contained(count: number): string {
  return `${counted(count, "item")} that ${count === 1 ? "matches" : "match"}`;
}
