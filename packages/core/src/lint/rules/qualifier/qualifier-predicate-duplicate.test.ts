import { expect, it } from "vitest";
import { lintQualifier } from "../../../testing/lint-qualifier.js";

function found(predicates: readonly string[]): unknown[] {
  return lintQualifier(`schema_version = 1\npredicate = [\n${predicates.join(",\n")}\n]\n`).map(({ code, line }) => [
    code,
    line,
  ]);
}

it("compares what predicates mean, not how they are written", () => {
  expect(
    found([
      '{ attribute = "rototo.now", op = "in", value = [{ a = 1, b = 2 }] }',
      '{ op = "in", value = [{ b = 2.0, a = 1.0 }], attribute = "rototo.now" }',
      '{ attribute = "rototo.now", op = "not_in", value = [{ a = 1, b = 2 }] }',
      '{ attribute = "rototo.now", op = "in", value = [{ a = 1, b = "2" }] }',
      '{ attribute = "rototo.now", op = "in", value = [{ a = 1, b = 2 }] }',
    ]),
  ).toEqual([
    ["qualifier-predicate-duplicate", 3],
    ["qualifier-predicate-duplicate", 6],
  ]);
});

it("tells rollouts of different salts and shares apart", () => {
  const rollout = (rest: string) => `{ attribute = "rototo.now", op = "rollout", ${rest} }`;
  expect(
    found([
      rollout('salt = "a", percent = 5'),
      rollout('salt = "b", percent = 5'),
      rollout('salt = "a", percent = 6'),
      rollout('salt = "a", range = [0, 6]'),
    ]),
  ).toEqual([]);
});
