import { expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";
import { variableUsing } from "../../example-workspace.js";

/** Files of qualifiers, each needing those it is listed with, and of variables that use them. */
function workspace(needs: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [id, others] of Object.entries(needs)) {
    const predicates = others.map(
      (other) => `[[predicate]]\nattribute = "qualifier.${other}"\nop = "eq"\nvalue = true\n`,
    );
    files[`qualifiers/${id}.toml`] = `schema_version = 1\n${predicates.join("")}`;
    files[`variables/uses-${id}.toml`] = variableUsing(id);
  }
  return files;
}

function found(needs: Readonly<Record<string, readonly string[]>>): unknown[] {
  return lintFiles(workspace(needs))
    .filter(({ code }) => code === "qualifier-cycle")
    .map(({ path, line, message }) => [path, line, message]);
}

it("reports a qualifier that needs itself", () => {
  expect(found({ a: ["a"] })).toEqual([["qualifiers/a.toml", 2, "qualifier cycle: a -> a"]]);
});

it("reports each cycle once, from its first qualifier", () => {
  expect(found({ c: ["a"], a: ["b"], b: ["c"], x: ["y"], y: ["x"], z: ["a", "x"] })).toEqual([
    ["qualifiers/a.toml", 2, "qualifier cycle: a -> b -> c -> a"],
    ["qualifiers/x.toml", 2, "qualifier cycle: x -> y -> x"],
  ]);
});

it("names what else is tied into the circle", () => {
  expect(found({ a: ["b"], b: ["a", "c"], c: ["b"] })).toEqual([
    ["qualifiers/a.toml", 2, "qualifier cycle: a -> b -> a, and in circles with these: c"],
  ]);
});

it("reports nothing for shared needs and unknown ones", () => {
  expect(found({ a: ["b", "c"], b: ["d"], c: ["d"], d: ["e"] })).toEqual([]);
});

it("reports a cycle of any length whole", () => {
  const ids = Array.from({ length: 5000 }, (_, index) => `q${String(index).padStart(4, "0")}`);
  const needs = Object.fromEntries(ids.map((id, index) => [id, [ids[index + 1] ?? "q0000"]]));
  const diagnostics = found(needs);
  expect(diagnostics).toEqual([["qualifiers/q0000.toml", 2, `qualifier cycle: ${[...ids, "q0000"].join(" -> ")}`]]);
});
