import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { settableLimits } from "../../packages/cli/src/limits/settable-limits.js";
import { MOST_CONTEXT_BYTES } from "../../packages/cli/src/context/read-text.js";
import { DEEPEST_LEVEL } from "../../packages/core/src/json/deepest-level.js";
import { MOST_POSITIONS } from "../../packages/core/src/automaton/pattern-automaton.js";
import { MOST_VIOLATIONS } from "../../packages/core/src/schema/engines/most-violations.js";
import { MOST_APPLICATIONS, MOST_IN_PLACE_DEPTH } from "../../packages/core/src/schema/nodes/check-bounds.js";
import { MOST_SCHEMAS } from "../../packages/core/src/schema/nodes/compile-nodes.js";
import { LONGEST_SEARCHED } from "../../packages/core/src/schema/nodes/schema-pattern.js";
import { LONGEST_DOCUMENT } from "../../packages/core/src/parse/find-unfit-text.js";
import { DEFAULT_CUSTOM_LINT_LIMITS } from "../../packages/lua/src/custom-lint-limits.js";
import { DEFAULT_SOURCE_LIMITS } from "../../packages/sources/src/source-limits.js";
import { root } from "../../tools/run-command.mjs";

interface Limit {
  /** As the page writes it. */
  readonly shown: string;
  /** The name by which it can be set. */
  readonly name?: string;
  /** The test that goes beyond it: a file, and a part of it. */
  readonly test: readonly [path: string, words: string];
}

const read = (path: string) => readFileSync(join(root, path), "utf8");
const count = (number: number) => number.toLocaleString("en");
const characters = (number: number) => `${count(number)} characters`;
const levels = (number: number) => `${count(number)} levels`;
const seconds = (ms: number) => `${count(ms / 1_000)} s`;
const mebibytes = (bytes: number) => `${count(bytes / 2 ** 20)} MiB`;

/** A number that a source file keeps to itself: `NAME = 10 * 1024`, or one after `NAME` in a pattern. */
function constant(path: string, before: string): number {
  const start = read(path).indexOf(before);
  if (start === -1) throw new Error(`${path} has no ${before}`);
  const [product = ""] = /^[\d_]+(?: \* [\d_]+)*/.exec(read(path).slice(start + before.length)) ?? [];
  return product
    .replaceAll("_", "")
    .split(" * ")
    .reduce((value, factor) => value * Number(factor), 1);
}

const HOSTILE_SCRIPTS = "packages/lua/src/hostile-scripts.test.ts";
const READ_ARCHIVE = "packages/sources/src/archive/read-archive.test.ts";
const HTTP_FAULTS = "packages/sources/src/archive/http-faults.test.ts";
const EDGE_FAULTS = "packages/edge/src/source-faults.test.ts";
const LOADER_THREAD = "packages/sdk/src/version/loader-thread.ts";
const CLOSEST_NAME = "packages/core/src/suggest/closest-name.test.ts";
const SCHEMA_INVALID = "packages/core/src/lint/rules/schema/schema-invalid.test.ts";
const SCHEMA_CONTRACT = "packages/core/src/schema/engines/schema-engine.contract.test.ts";
const SCHEMA_FORMATS = "packages/core/src/schema/formats/schema-format.test.ts";
const RESOLVE = "packages/cli/src/commands/resolve.test.ts";

/** Every row of the page, by what it bounds. */
const LIMITS: Readonly<Record<string, Limit>> = {
  "a file": {
    shown: characters(LONGEST_DOCUMENT),
    test: ["packages/core/src/parse/parse-documents.test.ts", "may be 8 MiB long, not longer"],
  },
  "nesting of TOML and JSON": {
    shown: levels(DEEPEST_LEVEL),
    test: ["packages/core/src/parse/parse-documents.test.ts", "does not begin before 500 levels"],
  },
  "an id, environment or value key": {
    shown: characters(1 + constant("packages/core/src/grammar/identifier.ts", "{0,")),
    test: ["packages/core/src/lint/rules/workspace/id-invalid.test.ts", `"x".repeat(129)`],
  },
  "a name for which a near miss is looked for": {
    shown: characters(constant("packages/core/src/suggest/closest-name.ts", "LONGEST_NAME = ")),
    test: ["packages/core/src/suggest/closest-name.test.ts", "does not compare absurdly long names"],
  },
  "characters compared for near misses, in one run of lint": {
    shown: count(constant("packages/core/src/lint/lint-context.ts", "COMPARED_CHARACTERS = ")),
    test: [CLOSEST_NAME, "compares a bounded number of characters"],
  },
  "characters compared for the near miss of one question": {
    shown: count(5e6),
    test: [CLOSEST_NAME, "compares a bounded number of characters"],
  },
  "links in Git that lead to links, for one file of a workspace": {
    shown: count(constant("packages/sources/src/git/commit-files.ts", "LINK_LIMIT = ")),
    test: ["packages/sources/src/git/hostile-repository.test.ts", "a link that multiplies itself is given up"],
  },
  "what a link in Git says": {
    shown: `${count(constant("packages/sources/src/git/commit-files.ts", "LONGEST_LINK = "))} bytes`,
    test: ["packages/sources/src/git/hostile-repository.test.ts", `"a/".repeat(200_000)`],
  },
  "schemas that apply to one part of a value, as often as references, `allOf` and the like lead to each": {
    shown: count(MOST_APPLICATIONS),
    test: [SCHEMA_INVALID, "applies too many others to one value"],
  },
  "levels of references, `allOf` and the like about one part": {
    shown: count(MOST_IN_PLACE_DEPTH),
    test: [SCHEMA_CONTRACT, "levels(2_000, (next) => next)"],
  },
  "schemas that one is made of, with those it refers to": {
    shown: count(MOST_SCHEMAS),
    test: [SCHEMA_INVALID, "made of more than 100,000"],
  },
  "characters that a [pattern](workspace-format.md#patterns) matches, with repetitions written out": {
    shown: count(MOST_POSITIONS),
    test: [
      "packages/core/src/pattern/compile-pattern.test.ts",
      "500 characters that match are allowed, and not one more",
    ],
  },
  "a text of the [format](schemas.md#formats) `regex`": {
    shown: characters(constant("packages/core/src/schema/formats/texts.ts", "LONGEST_REGEX = ")),
    test: [SCHEMA_FORMATS, "an expression of 1,000 characters is a regex, a longer one is none"],
  },
  "a text of the formats `email` and `idn-email`": {
    shown: characters(constant("packages/core/src/schema/formats/hosts.ts", "LONGEST_EMAIL = ")),
    test: [SCHEMA_FORMATS, "an address of 320 characters is an email, a longer one is none"],
  },
  "a text that a pattern outside the syntax searches": {
    shown: characters(LONGEST_SEARCHED),
    test: [
      "packages/core/src/schema/nodes/schema-pattern.test.ts",
      "says what to do about a text that is too long for a pattern",
    ],
  },
  "the script of one variable, all calls": {
    shown: seconds(DEFAULT_CUSTOM_LINT_LIMITS.timeoutMs),
    test: [HOSTILE_SCRIPTS, "two seconds unless told otherwise"],
  },
  "all scripts together, when one begins": {
    shown: seconds(DEFAULT_CUSTOM_LINT_LIMITS.totalMs),
    name: "customLintTotalMs",
    test: [HOSTILE_SCRIPTS, "no further script starts once it is used up"],
  },
  "memory of a script": {
    shown: mebibytes(DEFAULT_CUSTOM_LINT_LIMITS.memoryBytes),
    test: ["packages/lua/src/out-of-memory.test.ts", "is told whatever a script does to carry on"],
  },
  "nesting of a value that a script sees": {
    shown: levels(constant("packages/lua/src/run-tasks.ts", "MAX_DEPTH = ")),
    test: ["packages/lua/src/crossing-values.test.ts", "a value nests deeper than 200 levels"],
  },
  "findings of one script": {
    shown: count(DEFAULT_CUSTOM_LINT_LIMITS.maxFindings),
    test: [HOSTILE_SCRIPTS, "a hundred thousand are cut with a note"],
  },
  "a text of a finding": {
    shown: characters(constant("packages/lua/src/sandbox/read-findings.js", "MAX_TEXT_CHARACTERS = ")),
    test: ["packages/lua/src/run-custom-lint.test.ts", "10_000"],
  },
  "lines that one script prints": {
    shown: count(constant("packages/lua/src/sandbox/printed-lines.js", "MOST_PRINTED_LINES = ")),
    test: ["packages/lua/src/printing.test.ts", "a hundred lines are shown"],
  },
  "a line that a script prints": {
    shown: `${count(constant("packages/lua/src/sandbox/restrict-globals.js", "LONGEST_PRINTED_LINE = "))} bytes`,
    test: ["packages/lua/src/printing.test.ts", "a long one is cut"],
  },
  "each git command, with every process that it starts": {
    shown: seconds(DEFAULT_SOURCE_LIMITS.gitTimeoutMs),
    name: "gitTimeoutMs",
    test: ["packages/sources/src/git/faulty-servers.test.ts", "gitTimeoutMs: 700"],
  },
  "each HTTP request, its answer included": {
    shown: seconds(DEFAULT_SOURCE_LIMITS.httpTimeoutMs),
    name: "httpTimeoutMs",
    test: [HTTP_FAULTS, "httpTimeoutMs: 400"],
  },
  "an archive or snapshot as it comes over the network": {
    shown: mebibytes(DEFAULT_SOURCE_LIMITS.downloadBytes),
    name: "downloadBytes",
    test: [HTTP_FAULTS, "without content-length: at the limit"],
  },
  "what an archive holds, and what git fetches and reads": {
    shown: mebibytes(DEFAULT_SOURCE_LIMITS.extractedBytes),
    name: "extractedBytes",
    test: [READ_ARCHIVE, `["extracted bytes", { extractedBytes: 2018 }`],
  },
  "entries of an archive, files of a workspace in Git": {
    shown: count(DEFAULT_SOURCE_LIMITS.entries),
    name: "entries",
    test: [READ_ARCHIVE, `["entries", { entries: 2 }`],
  },
  "redirects, one after the other": {
    shown: count(DEFAULT_SOURCE_LIMITS.redirects),
    name: "redirects",
    test: [HTTP_FAULTS, "as many as the limit allows are followed"],
  },
  "a path in an archive": {
    shown: characters(constant("packages/sources/src/archive/archive-entry.ts", "LONGEST_PATH = ")),
    test: [READ_ARCHIVE, "a path of 5000"],
  },
  "a request, its answer included": {
    shown: seconds(constant("packages/edge/src/create-client.ts", "timeoutMs = ")),
    name: "timeoutMs",
    test: ["packages/edge/src/refreshing.test.ts", "timeoutMs: 400"],
  },
  "the text of a snapshot": {
    shown: mebibytes(constant("packages/edge/src/create-client.ts", "maxBytes = ")),
    name: "maxBytes",
    test: [EDGE_FAULTS, "maxBytes: 100_000"],
  },
  redirects: {
    shown: count(constant("packages/edge/src/fetch-snapshot.ts", "MAX_REDIRECTS = ")),
    test: [EDGE_FAULTS, "is followed five times at most"],
  },
  "one attempt, of git, HTTP, custom lint and lint together": {
    shown: seconds(
      DEFAULT_SOURCE_LIMITS.gitTimeoutMs +
        DEFAULT_SOURCE_LIMITS.httpTimeoutMs +
        constant("packages/sdk/src/workspace/refresh-options.ts", "BESIDE_READING_MS = "),
    ),
    name: "attemptTimeoutMs",
    test: ["packages/sdk/src/workspace/attempt-timeout.test.ts", "counts as failed when its time is over"],
  },
  "sources that one process asks at once": {
    shown: count(constant(LOADER_THREAD, "MOST_AT_ONCE = ")),
    test: ["packages/sdk/src/version/loader-thread.test.ts", "more sources than are asked at once all get their turn"],
  },
  "cleaning up after an attempt that was ended": {
    shown: seconds(constant(LOADER_THREAD, "ABORT_MS = ")),
    test: ["packages/sdk/src/version/loader-thread.test.ts", "ends what it started, and the next one recovers"],
  },
  "violations that are told of one value, in a context as in a workspace": {
    shown: count(MOST_VIOLATIONS),
    test: [SCHEMA_CONTRACT, "is told a hundred violations, the first ones met, and that there may be more"],
  },
  "nesting of a context": {
    shown: levels(DEEPEST_LEVEL),
    test: ["packages/core/src/resolve/copy-context.test.ts", "nested(501)"],
  },
  "a context that the command line reads": {
    shown: mebibytes(MOST_CONTEXT_BYTES),
    test: ["packages/cli/src/interrupt.test.ts", "larger than 8 MiB"],
  },
  "parts of a path, as in `--context a.b=1`": {
    shown: count(constant("packages/cli/src/context/read-context.ts", "MOST_PARTS = ")),
    test: [RESOLVE, "501 parts of a path"],
  },
};

/** Options of libraries, which the command line has no use for. */
const LIBRARY_OPTIONS = ["timeoutMs", "maxBytes", "attemptTimeoutMs"];

const rows = [...read("docs/reference/limits.md").matchAll(/^\| (.+?) +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm)]
  .map(([, what = "", shown = "", name = ""]) => ({ what, shown, name }))
  .filter(({ what }) => what !== "What" && !what.startsWith("-"));

describe("the page of limits", () => {
  it("has a row for each limit, with the number that the code has", () => {
    expect(rows).toEqual(
      Object.entries(LIMITS).map(([what, { shown, name }]) => ({
        what,
        shown,
        name: name === undefined ? "–" : `\`${name}\``,
      })),
    );
  });

  it("names what can be set on the command line, and nothing else", () => {
    const named = Object.values(LIMITS).flatMap(({ name }) => name ?? []);
    expect(named.filter((name) => !LIBRARY_OPTIONS.includes(name)).sort()).toEqual(Object.keys(settableLimits).sort());
  });

  it.each(Object.entries(LIMITS))("is tested: %s", (_what, { test: [path, words] }) => {
    expect(read(path).includes(words)).toBe(true);
  });
});
