import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDocuments } from "@rototo/core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { httpsServer } from "@rototo/test-support/https-server";
import { testAuthority } from "@rototo/test-support/test-authority";
import { versioned } from "../../packages/edge/src/testing/open-client.js";
import { environmentWithoutMark, gitSandbox } from "@rototo/test-support/git-sandbox";
import { root } from "../../tools/run-command.mjs";
import { seatsWorkspace } from "../bundlers/seats-workspace.js";
import { buildSnapshot } from "../build-snapshots.js";
import { readSuites } from "../read-suites.js";
import { runtimeContract } from "../runtime.contract.js";
import { installProgram, type ProgramProject } from "./program-project.js";
import { publishSeats } from "./published-seats.js";
import { runProgram, type RunningProgram } from "./running-program.js";
import { otherRuntimes, thisNode, type RuntimeCell } from "./runtime-cells.js";

/** Installing runtimes takes minutes on a slow connection. */
const LIMIT_MS = 600_000;

const runtimes = process.env["ROTOTO_TEST_RUNTIMES"] === "all" ? [thisNode, ...otherRuntimes] : [thisNode];
const page = readFileSync(join(root, "docs/reference/runtimes.md"), "utf8");
const suites = await readSuites();

describe("the page of runtimes", () => {
  it.each(otherRuntimes)("says what is tested: $name", ({ documented }) => {
    for (const words of documented) expect(page).toContain(words);
  });
});

let project: ProgramProject;
let modules: readonly string[];
// Before the sandbox: npm finds its cache by the user's home.
beforeAll(async () => {
  project = await installProgram(runtimes);
  modules = await project.writeModules(suites);
  return project.remove;
}, LIMIT_MS);
const sandbox = gitSandbox();

describe.each(runtimes)("$name", (runtime) => {
  describe("the cases", () => {
    let program: RunningProgram;
    beforeAll(() => {
      program = runProgram([...project.commandFor(runtime), ...modules], environmentWithoutMark());
    });
    afterAll(() => program.kill());

    runtimeContract(suites, (question) => program.ask({ conformance: question }));
  });

  /** A program with an environment of its own, which is killed after the test at the latest. */
  function start(environment: Readonly<Record<string, string>> = {}): RunningProgram {
    const program = runProgram(project.commandFor(runtime), { ...process.env, ...environment });
    onTestFinished(() => program.kill());
    return program;
  }

  it("loads from every kind of source, follows a push, and ends once all is closed", async () => {
    const { sources, certificateAuthorities, publish } = await publishSeats(sandbox);
    publish(25);
    const program = start({ GIT_SSL_CAINFO: sandbox.certificate });
    const options = { certificateAuthorities };
    const answers = async (question: "ask" | "refresh" | "close") => {
      const answered: Record<string, unknown> = {};
      for (const [kind, source] of Object.entries(sources))
        answered[kind] = await program.ask({ source, question, options });
      return answered;
    };
    const all = (answer: unknown) => Object.fromEntries(Object.keys(sources).map((kind) => [kind, answer]));
    const answer = (seats: number, findings: readonly string[]) => ({
      value: { seats },
      findings,
      refused: "context-invalid",
    });

    expect(await answers("ask")).toEqual({ ...all(answer(25, ["large is 25"])), snapshot: answer(25, []) });
    expect(await answers("refresh")).toEqual(all("unchanged"));
    publish(30);
    expect(await answers("refresh")).toEqual(all("refreshed"));
    expect(await answers("ask")).toEqual({ ...all(answer(30, ["large is 30"])), snapshot: answer(30, []) });
    await answers("close");
    expect(await program.ask("warnings")).toEqual([]);
    expect(await program.end()).toEqual({ status: 0, errors: "" });
  });

  it("does not trust a server that nobody vouches for, and says so", async () => {
    const { sources, publish } = await publishSeats(sandbox);
    publish(25);
    const program = start();
    expect(await program.ask({ source: sources.archive, question: "ask" })).toEqual({
      code: "source-unavailable",
      message: expect.stringContaining("certificate") as string,
    });
    expect(await program.end()).toEqual({ status: 0, errors: "" });
  });

  it("gives a silent server up", async () => {
    const { silent, certificateAuthorities } = await publishSeats(sandbox);
    const program = start({ GIT_SSL_CAINFO: sandbox.certificate });
    const options = { certificateAuthorities, limits: { httpTimeoutMs: 300, gitTimeoutMs: 300 } };
    const timeout = { code: "source-timeout", message: expect.any(String) as string };
    for (const source of [`${silent}.tar.gz`, `git+${silent}`])
      expect(await program.ask({ source, question: "ask", options })).toEqual(timeout);
    expect(await program.end()).toEqual({ status: 0, errors: "" });
  });

  it.each([
    ["never ends", "while true do end", /longer than 2 s/],
    ["takes all memory", `local t = {} while true do t[#t + 1] = ("x"):rep(1000000) .. #t end`, /memory/],
  ])("stops a lint script that %s, and keeps what it has", async (_, script, message) => {
    const { sources, publish } = await publishSeats(sandbox);
    publish(25);
    const program = start();
    const source = sources.gitFile;
    expect(await program.ask({ source, question: "ask" })).toMatchObject({ value: { seats: 25 } });
    publish(30, { "lint/max-seats.lua": `function lint() ${script} end` });
    expect(await program.ask({ source, question: "refresh" })).toEqual({
      code: "workspace-invalid",
      message: expect.stringMatching(message) as string,
    });
    expect(await program.ask({ source, question: "ask" })).toMatchObject({ value: { seats: 25 } });
    await program.ask({ source, question: "close" });
    expect(await program.end()).toEqual({ status: 0, errors: "" });
  });

  it("starts in an outage with the copy on disk", async () => {
    const { sources, certificateAuthorities, publish, refuseAll } = await publishSeats(sandbox);
    publish(25);
    const source = sources.archive;
    const options = { certificateAuthorities, diskCopy: join(sandbox.home, `${runtime.name} copy`) };
    for (const origin of ["source", "disk"]) {
      const program = start();
      expect(await program.ask({ source, question: "ask", options })).toMatchObject({ value: { seats: 25 } });
      expect(await program.ask({ source, question: "status" })).toMatchObject({ origin });
      await program.ask({ source, question: "close" });
      expect(await program.end()).toMatchObject({ status: 0 });
      refuseAll();
    }
  });

  it("keeps a snapshot fresh with fetch alone", async () => {
    const snapshot = (seats: number) =>
      buildSnapshot({ name: "seats", documents: createDocuments(seatsWorkspace(seats)) });
    const server = await httpsServer(versioned(snapshot(25), '"25"'));
    const authorities = join(sandbox.home, "authorities.pem");
    writeFileSync(authorities, testAuthority().authority);
    const program = start({ [runtime.authorities]: authorities });
    const client = `${server.origin}/seats.snapshot.json`;

    expect(await program.ask({ client, question: "ask" })).toEqual({ seats: 25 });
    expect(await program.ask({ client, question: "refresh" })).toBe("unchanged");
    server.answer = versioned(snapshot(30), '"30"');
    expect(await program.ask({ client, question: "refresh" })).toBe("refreshed");
    expect(await program.ask({ client, question: "ask" })).toEqual({ seats: 30 });
    expect(await program.end()).toEqual({ status: 0, errors: "" });
  });
});

/** One of those that only `npm run runtimes` has. */
function runtimeCalled(wanted: string): RuntimeCell {
  return otherRuntimes.find(({ name }) => name === wanted) as RuntimeCell;
}

it.runIf(runtimes.length > 1)("Bun says of one call of a lint script that it cannot be stopped", async () => {
  const { sources, publish } = await publishSeats(sandbox);
  publish(25);
  const program = runProgram(project.commandFor(runtimeCalled("Bun")), process.env);
  onTestFinished(() => program.kill());
  const source = sources.directory;
  await program.ask({ source, question: "ask" });
  publish(30, { "lint/max-seats.lua": "function lint() table.move({}, 1, math.maxinteger - 1, 2) end" });
  expect(await program.ask({ source, question: "refresh" })).toEqual({
    code: "runtime-unsupported",
    message: expect.stringMatching(/cannot stop its thread.*customLint: false/) as string,
  });
  expect(await program.ask({ source, question: "ask" })).toMatchObject({ value: { seats: 25 } });
  await program.ask({ source, question: "close" });
  await program.kill();
});

describe.runIf(runtimes.length > 1)("Deno without its permissions", () => {
  const deno = runtimeCalled("Deno");
  const withFlags = (...flags: readonly string[]) => {
    const command = project.commandFor({ ...deno, flags: ["run", "--no-prompt", "--allow-read", ...flags] });
    const program = runProgram(command, process.env);
    onTestFinished(() => program.kill());
    return program;
  };

  it("needs no more than reading for a directory", async () => {
    const { sources, publish } = await publishSeats(sandbox);
    publish(25);
    const source = sources.directory;
    const program = withFlags();
    expect(await program.ask({ source, question: "ask" })).toMatchObject({
      value: { seats: 25 },
      findings: ["large is 25"],
    });
    await program.ask({ source, question: "close" });
    expect(await program.end()).toEqual({ status: 0, errors: "" });
  });

  it.each([
    ["nothing else", {}, [], /--allow-env/],
    [
      "a folder whose owner is unknown",
      { gitStore: join(sandbox.home, "store") },
      ["--allow-env", "--allow-write", "--allow-run"],
      /--allow-sys/,
    ],
    [
      "a list of programs",
      {},
      ["--allow-env", "--allow-write", "--allow-run=git,/bin/sh"],
      /without a list of programs/,
    ],
  ])("says what is missing for Git: %s", async (_, options, flags, message) => {
    const { sources, publish } = await publishSeats(sandbox);
    publish(25);
    const program = withFlags(...flags);
    expect(await program.ask({ source: sources.gitFile, question: "ask", options })).toEqual({
      code: expect.stringMatching(/^(runtime-unsupported|source-unavailable)$/) as string,
      message: expect.stringMatching(message) as string,
    });
    expect(await program.end()).toEqual({ status: 0, errors: "" });
  });
});
