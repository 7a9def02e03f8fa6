import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RototoError } from "@rototo/core";
import { describe, expect, it, onTestFinished } from "vitest";
import type { RefreshEvents } from "../refresh/refresh-events.js";
import { CollectingSink, ControllableClock, ControllableSource, type WorkspaceDefinition } from "../test-kit/index.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
import { RefreshingWorkspace } from "./refreshing-workspace.js";
import type { RefreshOptions } from "./refresh-options.js";
import { Workspace } from "./workspace.js";

const example = fileURLToPath(new URL("../../../../examples/llm-agent-config/config", import.meta.url));

/** Two variables and a qualifier that all say which version they are of. */
const numbered = (version: number): WorkspaceDefinition => ({
  qualifiers: { even: version % 2 === 0 },
  variables: {
    first: { value: version },
    second: { values: { even: version, odd: version }, default: "odd", rules: [{ qualifier: "even", value: "even" }] },
  },
});

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

const broken: WorkspaceDefinition = { files: { "variables/x.toml": "schema_version = 1\n" } };

async function load(source: string | WorkspaceSource, options: RefreshOptions = {}) {
  const clock = new ControllableClock();
  const workspace = await RefreshingWorkspace.load(source, { clock, random: () => 0, ...options });
  onTestFinished(() => workspace.close());
  return { workspace, clock };
}

function temporaryFile(name: string): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "rototo-sdk-")));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, name);
}

describe("a refreshing workspace", () => {
  it("serves what the source holds, one period after it changed at the latest", async () => {
    const source = new ControllableSource(numbered(1));
    const { workspace, clock } = await load(source, { periodMs: 1_000 });
    source.publish(numbered(2));
    expect(workspace.resolveVariable("first", {}).value).toBe(1);
    await clock.advance(1_000);
    expect(workspace.resolveVariable("first", {}).value).toBe(2);
    expect(workspace.resolveQualifier("even", {}).value).toBe(true);
    expect(workspace.resolveAll({}).map(({ value }) => value)).toEqual([2, 2]);
    expect(workspace.trace("second", {}).resolution.valueKey).toBe("even");
  });

  it("asks every minute unless told otherwise, and not at all when told so", async () => {
    const everyMinute = new ControllableSource(numbered(1));
    const { clock } = await load(everyMinute);
    await clock.advance(59_999);
    expect(everyMinute.loads).toBe(1);
    await clock.advance(1);
    expect(everyMinute.loads).toBe(2);
    const never = new ControllableSource(numbered(1));
    const quiet = await load(never, { periodMs: false });
    await quiet.clock.advance(24 * 3_600_000);
    expect(never.loads).toBe(1);
    never.publish(numbered(2));
    await expect(quiet.workspace.refreshNow()).resolves.toBe("refreshed");
  });

  it("keeps one version for a scope and for `current`, whatever is refreshed meanwhile", async () => {
    const source = new ControllableSource(numbered(1));
    const { workspace } = await load(source);
    const scope = workspace.scope({});
    const { current } = workspace;
    source.publish(numbered(2));
    await workspace.refreshNow();
    expect([scope.resolveVariable("first").value, scope.resolveVariable("second").value]).toEqual([1, 1]);
    expect(current.resolveVariable("first", {}).value).toBe(1);
    expect(scope.fingerprint).toBe(current.fingerprint);
    expect(workspace.current.resolveVariable("first", {}).value).toBe(2);
    expect(workspace.current.fingerprint).toBe(workspace.status().currentFingerprint);
  });

  it("goes on with the old version through every failure and says so", async () => {
    const source = new ControllableSource(numbered(1));
    const { workspace, clock } = await load(source, { periodMs: 1_000 });
    const { currentFingerprint, lastSuccess } = workspace.status();
    const failures: (() => void)[] = [
      () => source.fail("source-unavailable"),
      () => source.fail("source-denied"),
      () => source.fail(new Error("something of the application's own")),
      () => source.publish(broken),
    ];
    for (const [count, cause] of failures.entries()) {
      source.recover();
      cause();
      await expect(workspace.refreshNow()).rejects.toBeInstanceOf(RototoError);
      expect(workspace.resolveVariable("first", {}).value).toBe(1);
      expect(workspace.status()).toMatchObject({ currentFingerprint, lastSuccess, consecutiveFailures: count + 1 });
    }
    expect(workspace.status().lastError?.code).toBe("workspace-invalid");
    source.publish(numbered(2));
    await clock.advance(300_000);
    expect(workspace.resolveVariable("first", {}).value).toBe(2);
    expect(workspace.status()).toMatchObject({ consecutiveFailures: 0, lastError: undefined, refreshing: false });
  });

  it("tells what happened and what changed", async () => {
    const source = new ControllableSource({ ...numbered(1), environments: ["dev"] });
    const { workspace } = await load(source);
    const heard: [string, unknown][] = [];
    for (const name of ["refreshed", "unchanged", "failed", "recovered"] as const) {
      workspace.on(name, (event: RefreshEvents[typeof name]) => heard.push([name, event]));
    }
    await workspace.refreshNow();
    source.fail();
    await workspace.refreshNow().catch(() => undefined);
    source.recover();
    const { variables } = numbered(1);
    source.publish({
      environments: ["dev"],
      variables: { ...variables, first: { value: 7 }, third: { value: 1 } },
      qualifiers: { even: false },
    });
    await workspace.refreshNow();
    expect(heard.map(([name]) => name)).toEqual(["unchanged", "failed", "refreshed", "recovered"]);
    expect(heard[2]?.[1]).toMatchObject({
      changes: {
        variables: { added: ["third"], changed: ["first"], removed: [] },
        qualifiers: { added: [], changed: [], removed: [] },
        workspace: false,
      },
    });
  });

  it("is stale when the source could not be asked for too long", async () => {
    const source = new ControllableSource(numbered(1));
    const { workspace, clock } = await load(source, { periodMs: 1_000, maxStalenessMs: 10_000 });
    const heard: string[] = [];
    workspace.on("stale", () => heard.push("stale"));
    workspace.on("recovered", () => heard.push("recovered"));
    source.fail();
    await clock.advance(10_001);
    expect(workspace.status().stale).toBe(true);
    source.recover();
    await clock.advance(300_000);
    expect(workspace.status().stale).toBe(false);
    expect(heard).toEqual(["stale", "recovered"]);
  });

  it("passes records on to the sinks from every version", async () => {
    const sink = new CollectingSink();
    const source = new ControllableSource(numbered(1));
    const { workspace } = await load(source, { records: { sinks: [sink] } });
    workspace.resolveVariable("first", {});
    const before = workspace.status().currentFingerprint;
    source.publish(numbered(2));
    await workspace.refreshNow();
    workspace.resolveVariable("first", {});
    await workspace.close();
    const after = workspace.status().currentFingerprint;
    expect(sink.records.map((record) => record.workspace.fingerprint)).toEqual([before, after]);
    expect(workspace.recordStatistics()).toMatchObject([{ written: 2, dropped: 0, failed: 0, queued: 0 }]);
  });
});

describe("the swap", () => {
  it("is atomic: under constant resolving through thousands of refreshes each answer is of one version", async () => {
    const source = new ControllableSource(numbered(0));
    // Takes turns with those who resolve, as a source does that has to be read.
    const inTurns: WorkspaceSource = {
      name: source.name,
      load: async (signal) => {
        await nextTurn();
        return source.load(signal);
      },
    };
    const { workspace } = await load(inTurns, { periodMs: false });
    let resolving = true;
    let answers = 0;
    const seen = new Set<unknown>();
    const resolveAllTheTime = async () => {
      while (resolving) {
        const [first, second] = workspace.resolveAll({});
        const version = first?.value as number;
        expect(second).toMatchObject({ value: version, valueKey: version % 2 === 0 ? "even" : "odd" });
        const scope = workspace.scope({});
        const pinned = scope.resolveVariable("first").value;
        await nextTurn();
        expect(scope.resolveVariable("second").value).toBe(pinned);
        seen.add(version);
        answers++;
      }
    };
    const busy = Promise.all([resolveAllTheTime(), resolveAllTheTime()]);
    for (let version = 1; version <= 2_000; version++) {
      source.publish(numbered(version));
      await workspace.refreshNow();
    }
    resolving = false;
    await busy;
    expect(workspace.resolveVariable("first", {}).value).toBe(2_000);
    expect(seen.size).toBeGreaterThan(1_000);
    expect(answers).toBeGreaterThan(seen.size);
  }, 60_000);
});

describe("the start", () => {
  it("must succeed", async () => {
    const source = new ControllableSource(broken);
    await expect(RefreshingWorkspace.load(source)).rejects.toMatchObject({ code: "workspace-invalid" });
    await expect(RefreshingWorkspace.load("http://example.com/x.tar.gz")).rejects.toMatchObject({
      code: "source-invalid",
    });
  });

  it("begins with the copy on disk when the source is out, says so, and recovers", async () => {
    const diskCopy = temporaryFile("workspace.snapshot.json");
    const source = new ControllableSource(numbered(1));
    const { workspace: before } = await load(source, { diskCopy });
    await before.close();
    expect(existsSync(diskCopy)).toBe(true);
    source.fail();
    const { workspace, clock } = await load(source, { diskCopy, maxStalenessMs: 60_000 });
    expect(workspace.resolveVariable("first", {}).value).toBe(1);
    expect(workspace.status()).toMatchObject({
      origin: "disk",
      stale: true,
      lastError: { code: "source-unavailable" },
      consecutiveFailures: 1,
    });
    source.recover();
    await clock.advance(10_000);
    expect(workspace.status()).toMatchObject({ origin: "source", stale: false, consecutiveFailures: 0 });
  });

  it("ignores a damaged copy and says what was wrong with each", async () => {
    const diskCopy = temporaryFile("workspace.snapshot.json");
    writeFileSync(diskCopy, '{ "format": "rototo-snap');
    const source = new ControllableSource(numbered(1));
    source.fail();
    const error: unknown = await RefreshingWorkspace.load(source, { diskCopy }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "source-unavailable" });
    expect((error as Error).message).toMatch(/memory fail.+the copy on disk cannot stand in: .+/);
  });

  it("takes the bundled fallback when there is neither source nor copy", async () => {
    const source = new ControllableSource(numbered(1));
    source.fail();
    const { workspace, clock } = await load(source, { fallbackSource: example, diskCopy: temporaryFile("none.json") });
    expect(workspace.status()).toMatchObject({ origin: "fallback", lastError: { code: "source-unavailable" } });
    expect(workspace.current.inspect().variables.map(({ id }) => id)).toEqual(["llm-agent-config"]);
    source.recover();
    await clock.advance(300_000);
    expect(workspace.status().origin).toBe("source");
    expect(workspace.resolveVariable("first", {}).value).toBe(1);
  });

  it("can be aborted, and the signal closes later", async () => {
    const source = new ControllableSource(numbered(1));
    const release = source.hang();
    const aborting = new AbortController();
    const loading = RefreshingWorkspace.load(source, { signal: aborting.signal });
    const reason = new Error("enough");
    aborting.abort(reason);
    await expect(loading).rejects.toBe(reason);
    release();
    const closing = new AbortController();
    const { workspace } = await load(source, { signal: closing.signal });
    closing.abort();
    await expect(workspace.refreshNow()).rejects.toMatchObject({ name: "AbortError" });
    expect(workspace.resolveVariable("first", {}).value).toBe(1);
  });

  it("refuses durations that are none, before it asks the source", async () => {
    const source = new ControllableSource(numbered(1));
    for (const none of [0, -1, Number.NaN, Infinity]) {
      await expect(RefreshingWorkspace.load(source, { periodMs: none })).rejects.toThrow(RangeError);
      await expect(RefreshingWorkspace.load(source, { maxStalenessMs: none })).rejects.toThrow(RangeError);
    }
    await expect(RefreshingWorkspace.load(source, { diskCopy: "" })).rejects.toThrow(RangeError);
    expect(source.loads).toBe(0);
  });

  it("closes the sinks when there is no workspace to record for", async () => {
    const source = new ControllableSource(broken);
    const sink = new ClosingSink();
    await expect(RefreshingWorkspace.load(source, { records: { sinks: [sink] } })).rejects.toThrow();
    await expect(Workspace.load(source, { records: { sinks: [sink] } })).rejects.toThrow();
    expect(sink.closed).toBe(2);
  });
});

class ClosingSink extends CollectingSink {
  closed = 0;

  close(): void {
    this.closed++;
  }
}
