import { compileWorkspace, lintWorkspace, readWorkspace, type SchemaEngine } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { openSnapshot, type WorkspaceResolver } from "@rototo/core/queries";
import type { BuildInput } from "../packages/cli/src/build/compile-linted.js";
import { writeModule } from "../packages/cli/src/build/esm/write-module.js";
import { writeSnapshot } from "../packages/cli/src/build/write-snapshot.js";
import type { ConformanceSuite } from "./read-suites.js";

/** What is built of a suite. */
type BuiltSuite = Pick<ConformanceSuite, "name" | "documents">;

/** The workspace of a suite as `rototo build` writes it: the text of a JSON snapshot. */
export function buildSnapshot(suite: BuiltSuite): string {
  return writeSnapshot(compile(suite)).text;
}

/** The same as the text of an ES module. */
export async function buildModule(suite: BuiltSuite): Promise<string> {
  const input = compile(suite);
  const { text } = await writeModule(input, writeSnapshot(input).contentHash);
  return text;
}

/** The workspace of a suite as it answers from its files; without a clock, unless there is one. */
export function openFiles(
  suite: BuiltSuite,
  options: { readonly schemaEngine?: SchemaEngine; readonly now?: () => number } = {},
): WorkspaceResolver {
  const { compiled, ...version } = compile(suite);
  return openSnapshot({ ...version, workspace: compiled }, { schemaEngine: ajvEngine, ...options });
}

function compile({ name, documents }: BuiltSuite): BuildInput {
  const { accepted, diagnostics } = lintWorkspace(readWorkspace(documents), { schemaEngine: ajvEngine });
  if (accepted === undefined) throw new Error(`${name}: ${JSON.stringify(diagnostics)}`);
  return { name, source: name, fingerprint: `conformance:${name}`, compiled: compileWorkspace(accepted) };
}
