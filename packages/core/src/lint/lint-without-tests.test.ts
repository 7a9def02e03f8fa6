import fc from "fast-check";
import { expect, it } from "vitest";
import { arbitraryWorkspace, writeWorkspace } from "../testing/arbitrary-workspace.js";
import { lintFiles } from "../testing/lint-files.js";

const BROKEN_TESTS = {
  "tests/broken.json": "{",
  "tests/lonely.json": "[]",
  "tests/wrong.expected.json": '{ "id": "nothing", "value_key": "none" }',
};

it("says nothing of tests where a source hands over none, and else only more", () => {
  fc.assert(
    fc.property(arbitraryWorkspace, (sketch) => {
      const files = writeWorkspace(sketch, "flat");
      const without = lintFiles(files);
      expect(without.filter(({ code, path }) => code.includes("fixture") || path.startsWith("tests"))).toEqual([]);
      const withTests = lintFiles({ ...files, ...BROKEN_TESTS });
      expect(withTests.filter(({ path }) => !path.startsWith("tests"))).toEqual(without);
      expect(withTests.length).toBeGreaterThan(without.length);
    }),
    { numRuns: 30 },
  );
});
