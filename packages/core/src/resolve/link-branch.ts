import type {
  CompiledBranch,
  CompiledCatalog,
  CompiledValue,
  CompiledVariable,
} from "../compile/compiled-workspace.js";
import { deepFreeze } from "../json/deep-freeze.js";
import type { LinkedQualifier } from "./evaluation.js";
import type { ResolutionReason } from "./resolution.js";
import type { SelectionStep } from "./selection-step.js";

/** Links the variable's branch for `environment` and gives its first step. */
export function linkBranch(
  { id, type, values, selection }: CompiledVariable,
  environment: string | undefined,
  catalogs: readonly CompiledCatalog[],
  findQualifier: (id: string) => LinkedQualifier,
): SelectionStep {
  const own = "branch" in selection ? undefined : selection.environments.find(({ name }) => name === environment);
  const [branch, { rules, defaultKey }, reason]: [string, CompiledBranch, ResolutionReason] =
    "branch" in selection
      ? ["resolve", selection.branch, "default"]
      : own
        ? [own.name, own.branch, "environment_default"]
        : ["_", selection.fallback, "fallback_default"];
  const candidates = type.kind === "catalog" ? catalogs.find(({ id }) => id === type.catalog)?.entries : values;
  const step = (
    valueKey: string,
    reason: ResolutionReason,
    qualifier?: LinkedQualifier,
    next?: SelectionStep,
  ): SelectionStep => ({
    branch,
    valueKey,
    qualifier,
    next,
    resolution: undefined,
    keys: undefined,
    resolve: () => {
      const { value } = candidates?.find(({ key }) => key === valueKey) as CompiledValue;
      deepFreeze(value);
      return Object.freeze(
        environment === undefined ? { id, valueKey, value, reason } : { id, environment, valueKey, value, reason },
      );
    },
  });
  return rules.reduceRight(
    (next, rule) => step(rule.valueKey, "matched_rule", findQualifier(rule.qualifier), next),
    step(defaultKey, reason),
  );
}
