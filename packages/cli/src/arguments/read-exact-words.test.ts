import fc from "fast-check";
import { expect, test } from "vitest";
import { commands, groups } from "../commands/index.js";
import type { Command } from "./command.js";
import { globalOptions } from "./global-options.js";
import { parseWithYargs } from "./parse-with-yargs.js";
import type { ParsedArguments } from "./parsed-arguments.js";
import { readExactWords } from "./read-exact-words.js";

/** Everything that a command can ask of what it is given. */
function asked({ positionals = [], options = [] }: Command, given: ParsedArguments) {
  const names = [...positionals, ...globalOptions, ...options].map(({ name }) => name);
  return names.map((name) => [name, given.text(name), given.texts(name), given.flag(name)]);
}

test.each([
  ["lint"],
  ["workspace lint ./config --format sarif --json"],
  ["--json -q variable list --workspace=./config"],
  ["variable resolve limits --environment prod --context a=1 --context b=2 --trace"],
  ["resolve 007 --context={} --limit redirects=1 --limit=entries=2"],
  ["completions bash"],
])("%s needs no parser", (line) => {
  expect(readExactWords(line.split(" "), commands)).toBeDefined();
});

test.each([
  ["", "--help", "variable", "variable resolve", "variable resolve a b", "varable list", "variable list --env prod"],
  ["variable list --json --json", "variable list -qq", "variable list --q", "variable list -json", "lint --json=yes"],
  [
    "variable list --json true",
    "lint --format xml",
    "lint --env",
    "resolve a --env --json",
    "resolve a --env=",
    "-- lint",
  ],
])("help, mistakes and what can be read in two ways are for the parser", (...lines) => {
  for (const line of lines) expect([line, readExactWords(line.split(" "), commands)]).toEqual([line, undefined]);
});

const word = fc.oneof(
  { arbitrary: fc.constantFrom(...commands.flatMap(({ path }) => [...path])), weight: 2 },
  fc.constantFrom("a", "1", "true", "false", "", "-", "--", "-x", "sarif", "skip", "bash", "a=b", "redirects=1", "{}"),
  fc
    .tuple(
      fc.constantFrom("", "-", "--"),
      fc.constantFrom("json", "quiet", "q", "env", "environment", "context", "trace", "format", "limit", "workspace"),
      fc.constantFrom("", "", "", "=", "=prod", "=a=b", "=true"),
    )
    .map((parts) => parts.join("")),
);
const line = fc
  .tuple(fc.constantFrom([], ...commands.map(({ path }) => [...path])), fc.array(word, { maxLength: 6 }))
  .map(([path, words]) => [...path, ...words]);

test("what is read without the parser, the parser reads alike", async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(line, async (words) => {
      const call = readExactWords(words, commands);
      if (call === undefined) return;
      read += 1;
      const parse = await parseWithYargs(words, commands, groups, undefined);
      expect(parse.kind).toBe("command");
      if (parse.kind !== "command") return;
      expect(parse.command).toBe(call.command);
      expect(asked(call.command, call.arguments)).toEqual(asked(call.command, parse.arguments));
    }),
    { numRuns: 2_000 },
  );
  expect(read).toBeGreaterThan(100);
});
