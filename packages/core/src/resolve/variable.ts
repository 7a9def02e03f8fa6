import type { CompiledBranch, CompiledVariable, CompiledWorkspace } from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import { isOfPrimitiveType } from "../grammar/primitive-type.js";
import { kindOf, type JsonValue } from "../json/json-value.js";
import type { Violation } from "../schema/schema-engine.js";
import { deepFreeze } from "../json/deep-freeze.js";
import { evaluateQualifier, type Evaluation, type LinkedQualifier } from "./evaluation.js";
import type { Resolution, ResolutionReason } from "./resolution.js";
import { describeViolations } from "./violation-message.js";
import type { WorkspaceSchemas } from "./workspace-schemas.js";

/** What a variable needs of its workspace. */
export interface VariableSurroundings {
  readonly workspace: CompiledWorkspace;
  readonly schemas: WorkspaceSchemas;
  findQualifier(id: string, from: string): LinkedQualifier;
}

/**
 * One step of a branch as a linked list: the rules in file order, at last the
 * branch's own value. As flat as it can be, for all variables of a large workspace
 * pass through here and each object on the way is a cache miss.
 */
export class SelectionStep {
  /** Made when it is first given, then shared by all calls. */
  #resolution: Resolution | undefined;

  constructor(
    /** The rule's qualifier; `undefined` for the branch's own value, which ends the list. */
    readonly qualifier: LinkedQualifier | undefined,
    readonly next: SelectionStep | undefined,
    readonly valueKey: string,
    readonly makeResolution: () => Resolution,
  ) {}

  get resolution(): Resolution {
    return (this.#resolution ??= this.makeResolution());
  }
}

/** The answer of the branch that starts at `first`. */
export function selectResolution(first: SelectionStep, evaluation: Evaluation): Resolution {
  let step = first;
  while (step.next !== undefined && step.qualifier !== undefined && !evaluateQualifier(step.qualifier, evaluation)) {
    step = step.next;
  }
  return step.resolution;
}

/** A variable whose branches are linked at first use. */
export class LinkedVariable {
  readonly #source: CompiledVariable;
  readonly #surroundings: VariableSurroundings;
  #values: Map<string, JsonValue> | undefined;

  constructor(source: CompiledVariable, surroundings: VariableSurroundings) {
    this.#source = source;
    this.#surroundings = surroundings;
  }

  /** The branch for `environment`: an environment name, `_` or `resolve`. */
  branchName(environment: string | undefined): string {
    return this.#branch(environment).name;
  }

  /** The first step of the branch for `environment`. */
  linkBranch(environment: string | undefined): SelectionStep {
    const { id } = this.#source;
    const { name, branch, reason } = this.#branch(environment);
    const step = (valueKey: string, why: ResolutionReason, qualifier?: LinkedQualifier, next?: SelectionStep) =>
      new SelectionStep(qualifier, next, valueKey, () =>
        resolution(id, environment, valueKey, this.#value(valueKey), why),
      );
    let first = step(branch.defaultKey, reason);
    for (const [index, rule] of [...branch.rules.entries()].reverse()) {
      const from = `variable \`${id}\`, ${name} rule ${index}`;
      first = step(rule.valueKey, "matched_rule", this.#surroundings.findQualifier(rule.qualifier, from), first);
    }
    return first;
  }

  #branch(environment: string | undefined): { name: string; branch: CompiledBranch; reason: ResolutionReason } {
    const { selection } = this.#source;
    if (selection.kind === "resolve") return { name: "resolve", branch: selection.branch, reason: "default" };
    const own = selection.environments.find(({ name }) => name === environment);
    return own === undefined
      ? { name: "_", branch: selection.fallback, reason: "fallback_default" }
      : { name: own.name, branch: own.branch, reason: "environment_default" };
  }

  /** The frozen value under `key`; checked against the type where lint has not done it. */
  #value(key: string): JsonValue {
    const known = this.#values?.get(key);
    if (known !== undefined) return known;
    const { id, type, values } = this.#source;
    const { workspace } = this.#surroundings;
    const candidates =
      type.kind === "catalog" ? workspace.catalogs.find((catalog) => catalog.id === type.catalog)?.entries : values;
    const value = candidates?.find((candidate) => candidate.key === key)?.value;
    const violations =
      value === undefined
        ? [{ pointer: "", message: "is not declared", keyword: "value" }]
        : workspace.linted
          ? []
          : this.#violations(value);
    if (value === undefined || violations.length > 0) {
      const message = `variable \`${id}\`, value \`${key}\`${describeViolations(violations)}`;
      throw new RototoError("value-invalid", message, { details: { variable: id, valueKey: key, violations } });
    }
    this.#values ??= new Map();
    this.#values.set(key, deepFreeze(value));
    return value;
  }

  #violations(value: JsonValue): readonly Violation[] {
    const { type } = this.#source;
    if (type.kind !== "primitive") return this.#surroundings.schemas.validator(type.schema).violations(value);
    if (isOfPrimitiveType(value, type.type)) return [];
    return [{ pointer: "", message: `must be of type ${type.type}, not ${kindOf(value)}`, keyword: "type" }];
  }
}

function resolution(
  id: string,
  environment: string | undefined,
  valueKey: string,
  value: JsonValue,
  reason: ResolutionReason,
): Resolution {
  return Object.freeze(
    environment === undefined ? { id, valueKey, value, reason } : { id, environment, valueKey, value, reason },
  );
}
