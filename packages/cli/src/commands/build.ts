import { sliceWorkspace, type CompiledWorkspace } from "@rototo/core";
import type { Command, Invocation } from "../arguments/command.js";
import { BUILD_FORMATS, declarationsPath, readBuildTarget, type BuildFormat } from "../build/build-target.js";
import { compileLinted, type BuildInput } from "../build/compile-linted.js";
import { replaceFile, requireOwnFile } from "../build/replace-file.js";
import { selectVariables } from "../build/select-variables.js";
import { writeSnapshot } from "../build/write-snapshot.js";
import { count } from "../output/count.js";
import { printable } from "../output/printable.js";
import { noticeWarnings } from "../output/report-diagnostics.js";
import { environmentOption, sourcePositional } from "./shared-definitions.js";

/** `rototo build [SOURCE] --out FILE` */
export const build: Command = {
  path: ["build"],
  description: "Write a workspace as one snapshot, to resolve from without its files",
  positionals: [sourcePositional],
  options: [
    { name: "out", value: "FILE", description: "File to write, or - for standard output", completes: "directory" },
    {
      name: "format",
      value: "FORMAT",
      description: "json, or a module that answers by itself",
      choices: BUILD_FORMATS,
    },
    {
      name: "variables",
      value: "IDS",
      description: "Keep only these variables and what they need: ids and globs with *, separated by commas",
      repeatable: true,
      completes: "variable",
    },
    environmentOption("Keep only what this environment selects"),
  ],
  examples: [
    ["build ./config --out dist/config.snapshot.json", "everything"],
    ["build --out web.snapshot.mjs --format esm --variables 'checkout-*' --env prod", "a part, as a module"],
    ["build config.snapshot.json --out web.snapshot.json --variables banner", "a part of another snapshot"],
  ],
  async run(invocation) {
    const { output, session } = invocation;
    const { format, path } = readBuildTarget(invocation);
    const paths = path === undefined ? [] : format === "esm" ? [path, declarationsPath(path)] : [path];
    for (const each of paths) requireOwnFile(each);
    const { input, lint } = await compileLinted(invocation);
    const compiled = slice(input.compiled, invocation);
    if (lint !== undefined) await noticeWarnings(lint.diagnostics, lint.workspace, output);
    const built = await write({ ...input, compiled }, format);
    if (path === undefined) {
      output.raw(built.text);
      return 0;
    }
    await session.releaseWhenInterrupted(() => {
      if (built.declarations !== undefined) replaceFile(declarationsPath(path), built.declarations);
      replaceFile(path, built.text);
    });
    const bytes = Buffer.byteLength(built.text);
    if (output.json) {
      const { name: workspace, fingerprint } = input;
      output.document({ workspace, out: path, format, fingerprint, content_hash: built.contentHash, bytes });
    } else if (!output.quiet) {
      const remark = lint === undefined ? ", from a snapshot, which was linted when it was built" : "";
      output.lines(`${output.paint.green("built:")} ${printable(path)} (${count(bytes, "byte")}${remark})`);
    }
    return 0;
  },
};

/** What a build writes. */
interface Built {
  readonly text: string;
  /** Of the same workspace the same in every format. */
  readonly contentHash: string;
  /** The types of a module. */
  readonly declarations?: string;
}

async function write(input: BuildInput, format: BuildFormat): Promise<Built> {
  const snapshot = writeSnapshot(input);
  if (format === "json") return snapshot;
  const { writeModule } = await import("../build/esm/write-module.js");
  return { ...(await writeModule(input, snapshot.contentHash)), contentHash: snapshot.contentHash };
}

function slice(compiled: CompiledWorkspace, { arguments: given }: Invocation): CompiledWorkspace {
  const patterns = given.texts("variables");
  const environment = given.text("env");
  if (patterns.length === 0 && environment === undefined) return compiled;
  const ids = compiled.variables.map(({ id }) => id);
  return sliceWorkspace(compiled, {
    environment,
    variables: patterns.length === 0 ? undefined : selectVariables(patterns, ids),
  });
}
