import type { Outcome } from "../nodes/outcome.js";
import type { SchemaNode } from "../nodes/schema-node.js";
import { applicationsOf, type Application } from "./application.js";
import { Verdict, type Wanted } from "./verdict.js";

/**
 * What comes of applying `root` to `value`. It keeps a stack of its own, so a value may
 * nest as deep as it likes, and it applies a schema to one part of a value once, however
 * many ways lead there.
 *
 * @throws {Error} for a value that contains itself.
 */
export function evaluate(root: SchemaNode, value: unknown, wanted: Wanted): Outcome {
  const known = new Map<SchemaNode, Map<unknown, Outcome | undefined>>();
  const frames: Frame[] = [];

  /** The outcome, when it is known at once; else a new frame will bring it. */
  const begin = (node: SchemaNode, part: unknown): Outcome | undefined => {
    if (node.isFalse) return REFUSED;
    if (node.uses > 1) {
      const outcomes = known.get(node) ?? new Map<unknown, Outcome | undefined>();
      known.set(node, outcomes);
      const earlier = outcomes.get(part);
      if (earlier !== undefined) return earlier;
      if (outcomes.has(part)) throw new Error("the value contains itself");
      outcomes.set(part, undefined);
    }
    const frame = new Frame(node, part, wanted);
    if (!frame.isDone) {
      frames.push(frame);
      return undefined;
    }
    return finish(frame);
  };

  const finish = ({ node, value: part, verdict }: Frame): Outcome => {
    const outcome = verdict.outcome();
    if (node.uses > 1) known.get(node)?.set(part, outcome);
    return outcome;
  };

  let outcome = begin(root, value);
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    if (outcome !== undefined) frame.take(outcome);
    const next = frame.next();
    if (next === undefined) {
      frames.pop();
      outcome = finish(frame);
    } else {
      outcome = begin(next.node, next.value);
    }
  }
  return outcome as Outcome;
}

const REFUSED: Outcome = {
  holds: false,
  broken: [{ step: undefined, keyword: "false", messages: () => ["is not allowed"] }],
  brokenCount: 1,
  inner: [],
  evaluated: undefined,
};

/** One schema on its way through one value. */
class Frame {
  readonly verdict: Verdict;
  /** The applicator under way. */
  #applicator = -1;
  #applications: readonly Application[] | undefined;
  #outcomes: Outcome[] = [];
  /** How many keywords are broken in these. */
  #brokenCount = 0;
  #isDecided = false;

  constructor(
    readonly node: SchemaNode,
    readonly value: unknown,
    readonly wanted: Wanted,
  ) {
    this.verdict = new Verdict(wanted);
    for (const assertion of node.assertions) {
      if (assertion.holds(value)) continue;
      this.verdict.breakAssertion(assertion, value);
      if (this.verdict.isComplete) break;
    }
  }

  get isDone(): boolean {
    return this.node.applicators.length === 0 || this.verdict.isComplete;
  }

  /** What is to be applied next; `undefined` when the verdict stands. */
  next(): Application | undefined {
    for (;;) {
      const next = this.#isDecided ? undefined : this.#applications?.[this.#outcomes.length];
      if (next !== undefined) return next;
      const applicator = this.node.applicators[this.#applicator];
      if (applicator !== undefined && this.#applications !== undefined) {
        this.verdict.judge(applicator, this.#applications, this.#outcomes);
      }
      this.#applicator += 1;
      const following = this.node.applicators[this.#applicator];
      if (following === undefined || this.isDone) return undefined;
      this.#applications = applicationsOf(following, this.value, this.verdict);
      this.#outcomes = [];
      this.#brokenCount = 0;
      this.#isDecided = false;
    }
  }

  /** Takes what came of the application that {@link next} gave last. */
  take(outcome: Outcome): void {
    this.#outcomes.push(outcome);
    this.#brokenCount += outcome.brokenCount;
    switch (this.node.applicators[this.#applicator]?.kind) {
      case "one":
      case "not":
      case "if":
      case "contains":
        return;
      case "any":
        this.#isDecided = outcome.holds && !this.wanted.evaluated;
        return;
      default:
        this.#isDecided = !outcome.holds && this.verdict.isEnough(this.#brokenCount);
    }
  }
}
