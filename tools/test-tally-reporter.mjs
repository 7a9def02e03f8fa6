import { writeFileSync } from "node:fs";

/** @import { Reporter, TestCase, TestModule } from "vitest/node" */

/**
 * What a run of the tests came to. `skipped` holds `file > test: reason`.
 *
 * @typedef {{ passed: number, failed: number, skipped: string[] }} TestTally
 */

/**
 * Writes the tally of a run to the file that `ROTOTO_TEST_TALLY` names, for
 * `npm test`. Beside each failed test, a file or suite that could not run and an
 * error outside any test count as failed.
 *
 * @implements {Reporter}
 */
export default class TestTallyReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env["ROTOTO_TEST_TALLY"];
    if (file === undefined) return;
    /** @type {TestTally} */
    const tally = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") tally.passed += 1;
        else if (result.state === "skipped") tally.skipped.push(describeSkipped(test, result.note));
        else tally.failed += 1;
      }
      const broken = [module, ...module.children.allSuites()].filter((part) => part.errors().length > 0);
      tally.failed += broken.length;
    }
    writeFileSync(file, JSON.stringify(tally));
  }
}

/** @param {TestCase} test @param {string | undefined} note */
function describeSkipped(test, note) {
  const reason = note ?? (test.options.mode === "todo" ? "not written yet" : "no reason given");
  return `${test.module.relativeModuleId} > ${test.fullName}: ${reason}`;
}
