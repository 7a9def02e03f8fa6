/** The operators that compare an attribute with a value; `bucket` and `rollout` split units instead. */
export const COMPARISON_OPERATORS = [
  "eq",
  "neq",
  "in",
  "not_in",
  "gt",
  "gte",
  "lt",
  "lte",
  "contains",
  "starts_with",
  "ends_with",
  "exists",
  "before",
  "after",
  "semver_eq",
  "semver_gt",
  "semver_gte",
  "semver_lt",
  "semver_lte",
] as const;

/** The operators that compare an attribute with the value of a predicate. */
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];
