import { expect, it } from "vitest";
import { lintQualifier } from "../../../testing/lint-qualifier.js";

const reading = (id: string) =>
  `schema_version = 1\n[[predicate]]\nattribute = "qualifier.${id}"\nop = "eq"\nvalue = true\n`;

it("counts a broken qualifier as one that is there", () => {
  expect(lintQualifier(reading("paying"), { "qualifiers/paying.toml": "broken" }).map(({ code }) => code)).toEqual([
    "qualifier-parse-failed",
  ]);
});

it("knows ids with dots, and no names of JavaScript", () => {
  expect(
    lintQualifier(reading("team.a"), {
      "qualifiers/team.a.toml": reading("team.b"),
      "qualifiers/team.b.toml": reading("toString"),
    }),
  ).toMatchObject([
    { code: "qualifier-predicate-unknown-qualifier", path: "qualifiers/team.b.toml", line: 2, character: 12 },
  ]);
});
