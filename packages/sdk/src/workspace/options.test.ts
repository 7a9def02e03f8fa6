import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { git } from "../../../sources/src/testing/git-sandbox.js";
import { TestRepository } from "../../../sources/src/testing/git-repository.js";
import { fileSink, type FileSinkOptions } from "../records/sinks/file-sink.js";
import { collectWarnings } from "../refresh/testing/collect-warnings.js";
import { CollectingSink, ControllableSource } from "../testing/index.js";
import { RefreshingWorkspace } from "./refreshing-workspace.js";
import { Workspace } from "./workspace.js";

const definition = {
  contextSchema: { type: "object", properties: { account: { properties: { email: { type: "string" } } } } },
  qualifiers: { beta: true },
  variables: { limits: { value: 1 } },
};
const sinks = [new CollectingSink()];

type Refused = [options: object, kind: typeof TypeError | typeof RangeError, message: string];

const ofBoth: Refused[] = [
  [{ cwdd: "/" }, TypeError, "unknown option cwdd"],
  [{ cwd: 1 }, TypeError, "cwd must be a string, not a number"],
  [{ token: 5 }, TypeError, "token must be a string, not a number"],
  [{ certificateAuthorities: ["pem"] }, TypeError, "certificateAuthorities must be a string, not a list"],
  [{ limits: { redirects: Infinity } }, RangeError, "limits.redirects must be a whole number"],
  [{ limits: { redirect: 1 } }, TypeError, "unknown option limits.redirect"],
  [{ limits: { customLintTotalMs: "30s" } }, TypeError, "limits.customLintTotalMs must be a whole number"],
  [{ gitStore: "" }, RangeError, "gitStore must not be empty"],
  [{ customLint: "no" }, TypeError, "customLint must be true or false"],
  [{ signal: new AbortController() }, TypeError, "signal must be an AbortSignal"],
  [{ tests: true }, TypeError, "unknown option tests"],
  [{ records: {} }, TypeError, "records.sinks must be a list of sinks"],
  [{ records: { sinks, sample: 1 } }, TypeError, "unknown option records.sample"],
  [{ records: { sinks, sampling: { variables: { limts: 0.5 } } } }, RangeError, 'did you mean "limits"?'],
  [{ records: { sinks, sampling: { qualifiers: { alpha: 0.5 } } } }, RangeError, "the workspace has no such qualifier"],
  [{ records: { sinks, redact: ["account.emial"] } }, RangeError, 'did you mean "account.email"?'],
];

describe("a wrong option is refused by its name", () => {
  it.each<Refused>([
    ...ofBoth,
    [{ lint: "no" }, TypeError, 'lint must be "reject" or "skip", not a string'],
    [{ now: 5 }, TypeError, "now must be a function"],
    [{ periodMs: 5 }, TypeError, "unknown option periodMs"],
  ])("by Workspace.load: %o", async (options, kind, message) => {
    const error: unknown = await Workspace.load(new ControllableSource(definition), options).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(kind);
    expect((error as Error).message).toContain(message);
  });

  it.each<Refused>([
    ...ofBoth,
    [{ period: 5 }, TypeError, "unknown option period"],
    [{ maxStaleness: 5 }, TypeError, "unknown option maxStaleness"],
    [{ lint: "reject" }, TypeError, "unknown option lint"],
    [{ periodMs: 0 }, RangeError, "periodMs must be a whole number from 1"],
    [{ periodMs: true }, TypeError, "periodMs must be a whole number"],
    [{ attemptTimeoutMs: Infinity }, RangeError, "attemptTimeoutMs must be a whole number from 1"],
    [{ fallbackSource: -1 }, TypeError, "fallbackSource must be a directory, an address, or an object with load()"],
    [{ diskCopy: "" }, RangeError, "diskCopy must not be empty"],
    [{ clock: Date }, TypeError, "clock must be a clock"],
    [{ random: 0.5 }, TypeError, "random must be a function"],
  ])("by RefreshingWorkspace.load, whatever could stand in: %o", async (options, kind, message) => {
    const source = new ControllableSource(definition);
    const fallbackSource = new ControllableSource(definition);
    const error: unknown = await RefreshingWorkspace.load(source, { fallbackSource, ...options }).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(kind);
    expect((error as Error).message).toContain(message);
    expect(fallbackSource.loads).toBe(0);
    // What only a workspace can tell is known no sooner.
    expect(source.loads).toBe(/did you mean|has no such/.test(message) ? 1 : 0);
  });

  it.each([
    ["", {}, "path must not be empty"],
    [5, {}, "path must be a string"],
    ["x", { reopenOn: "SIGKILL" }, "reopenOn must be a signal"],
    ["x", { reopen: "SIGHUP" }, "unknown option reopen"],
  ])("by fileSink: %o %o", (path, options, message) => {
    expect(() => fileSink(path as string, options as FileSinkOptions)).toThrow(message);
  });

  it("by on", async () => {
    const workspace = await RefreshingWorkspace.load(new ControllableSource(definition));
    onTestFinished(() => workspace.close());
    const on = workspace.on.bind(workspace) as (name: string, listener?: unknown) => void;
    expect(() => on("refreshd", () => undefined)).toThrow(
      new TypeError('there is no event "refreshd"; did you mean "refreshed"?'),
    );
    expect(() => on("refreshed", {})).toThrow(TypeError);
  });
});

it("undefined stands for the default of each option", async () => {
  const names = ["periodMs", "attemptTimeoutMs", "token", "limits", "diskCopy", "fallbackSource", "clock", "signal"];
  const options = Object.fromEntries(names.map((name) => [name, undefined]));
  const workspace = await RefreshingWorkspace.load(new ControllableSource(definition), options);
  await workspace.close();
});

it("names that a later version no longer has are a warning, once", async () => {
  const warnings = collectWarnings();
  const source = new ControllableSource(definition);
  const records = { sinks, sampling: { variables: { limits: 0.5 } } };
  const workspace = await RefreshingWorkspace.load(source, { periodMs: false, records });
  onTestFinished(() => workspace.close());
  for (const value of [1, 2]) {
    source.publish({ ...definition, variables: { renamed: { value } } });
    await expect(workspace.refreshNow()).resolves.toBe("refreshed");
  }
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings.map(({ code }) => code)).toEqual(["ROTOTO_RECORD_OPTIONS"]);
  expect(warnings[0]?.message).toContain('"limits"');
});

it("a relative gitStore is relative to cwd", async () => {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "rototo-store-")));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const repository = new TestRepository(directory);
  repository.commit({ "rototo-workspace.toml": "schema_version = 1\n" });
  expect(git(repository.path, "status", "--porcelain")).toBe("");
  await Workspace.load(`git+${repository.url}#main`, { cwd: directory, gitStore: "store" });
  expect(existsSync(join(directory, "store"))).toBe(true);
});

it("tests of a workspace, however broken, are no concern of an application", async () => {
  const files = { "tests/a.json": "{ not JSON", "tests/b.expected.json": '{"variables": 5}' };
  const source = new ControllableSource(definition);
  const workspace = await RefreshingWorkspace.load(source, { periodMs: false });
  onTestFinished(() => workspace.close());
  const { currentFingerprint } = workspace.status();
  source.publish({ ...definition, files });
  await expect(workspace.refreshNow()).resolves.toBe("unchanged");
  expect(workspace.status().currentFingerprint).toBe(currentFingerprint);
  const { diagnostics } = (await Workspace.load(source)).inspect();
  expect(diagnostics.filter(({ path }) => path.startsWith("tests/"))).toEqual([]);
});
