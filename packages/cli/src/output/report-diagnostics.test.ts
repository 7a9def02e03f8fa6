import { Readable } from "node:stream";
import { createDocuments, readWorkspace, type Diagnostic } from "@rototo/core";
import { expect, test } from "vitest";
import type { Session } from "../session.js";
import { Output } from "./output.js";
import { reportDiagnostics } from "./report-diagnostics.js";

test("more findings in one file than a call takes arguments are all shown", async () => {
  const count = 200_000;
  const path = "variables/a.toml";
  const diagnostics = Array.from({ length: count }, (_, line): Diagnostic => ({
    code: "team/rule",
    severity: "error",
    message: "m",
    path,
    range: { start: { line, character: 0 }, end: { line, character: 2 } },
    target: { kind: "variable", id: "a" },
  }));
  const documents = createDocuments({ [path]: "v = 1\n".repeat(count) });
  let lines = 0;
  const stream = {
    write: (text: string) => void (lines += text.split("\n").length - 1),
    isTerminal: false,
    columns: undefined,
  };
  const session: Session = {
    cwd: "/",
    environmentVariables: {},
    stdin: Readable.from([]),
    stdout: stream,
    stderr: stream,
    now: () => 0,
    releaseWhenInterrupted: async (work) => work(),
  };
  const workspace = { documents, name: "w", root: "/w", model: readWorkspace(documents) };
  const output = new Output(session, { json: false, quiet: false, noColor: true });
  expect(await reportDiagnostics(diagnostics, workspace, "w", output)).toBe(1);
  // Each with its two lines of source and an empty one, and the summary.
  expect(lines).toBe(4 * count + 1);
});
