import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { Output } from "../output/output.js";
import type { Stream } from "../session.js";
import { reportFailure } from "./report-failure.js";

async function report(error: unknown, json: boolean, debug: boolean): Promise<{ status: number; stderr: string }> {
  let stderr = "";
  const stream: Stream = { write: (text) => (stderr += text), isTerminal: false, columns: undefined };
  const session = {
    cwd: "/",
    environmentVariables: {},
    stdout: stream,
    stderr: stream,
    stdin: Readable.from([]),
    now: () => 0,
    releaseWhenInterrupted: async <T>(work: () => T | Promise<T>) => work(),
  };
  const status = await reportFailure(error, new Output(session, { json, quiet: false, noColor: true }), debug);
  return { status, stderr };
}

test("what nobody expected is told in a line, with a stack on request only", async () => {
  const error = new TypeError("x is not \u001b[31ma function");
  expect(await report(error, false, false)).toEqual({
    status: 2,
    stderr:
      "error: unexpected failure: x is not \\u001b[31ma function\n  code: internal\n  help: this is a mistake in rototo; ROTOTO_DEBUG=1 shows where it happened\n",
  });
  expect((await report(error, false, true)).stderr).toMatch(/\n +at .*report-failure\.test/);
  expect(JSON.parse((await report(error, true, false)).stderr)).toMatchObject({ error: { code: "internal" } });
  expect((await report("just text", false, false)).stderr).toContain("error: unexpected failure: just text");
});
