import { expect, it } from "vitest";
import { OPERATORS } from "../operators/operators.js";
import { SNAPSHOT_MAJOR } from "./snapshot-format.js";

/** The operators that each major brought. A published reader of that major knows them and no others, so a list never changes. */
const BROUGHT: Readonly<Record<number, readonly string[]>> = {
  1: [
    ...["eq", "neq", "in", "not_in", "gt", "gte", "lt", "lte"],
    ...["contains", "starts_with", "ends_with", "exists", "before", "after"],
    ...["semver_eq", "semver_gt", "semver_gte", "semver_lt", "semver_lte"],
    ...["bucket", "rollout"],
  ],
};

it("has a major for every operator: a new one needs a new major, for an older reader would refuse it as damaged", () => {
  expect(Object.keys(BROUGHT)).toEqual(Array.from({ length: SNAPSHOT_MAJOR }, (_, index) => String(index + 1)));
  expect(Object.values(BROUGHT).flat().sort()).toEqual(Object.keys(OPERATORS).sort());
});
