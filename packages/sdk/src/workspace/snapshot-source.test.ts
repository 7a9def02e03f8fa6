import { createHash } from "node:crypto";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sliceWorkspace } from "@rototo/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { httpsServer } from "@rototo/test-support/https-server";
import { testAuthority } from "@rototo/test-support/test-authority";
import { CollectingSink, ControllableSource } from "../test-kit/index.js";
import { loadVersion } from "../version/load-version.js";
import { writeVersionSnapshot } from "../version/version-snapshot.js";
import { RefreshingWorkspace } from "./refreshing-workspace.js";
import { Workspace } from "./workspace.js";

const { signal } = new AbortController();

/** A snapshot in which `limit` is `value`, and the version that it was built from. */
async function buildSnapshot(value: number): Promise<{ readonly text: string; readonly fingerprint: string }> {
  const version = await loadVersion(new ControllableSource({ variables: { limit: { value } } }), {}, signal);
  return { text: Buffer.from(writeVersionSnapshot(version)).toString(), fingerprint: version.fingerprint };
}

function temporaryFile(name: string): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "rototo-sdk-")));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, name);
}

describe("a snapshot as the source", () => {
  it("in a file answers and names the version that it was built from", async () => {
    const path = temporaryFile("limits.snapshot.json");
    const { text, fingerprint } = await buildSnapshot(1);
    writeFileSync(path, text);
    const sink = new CollectingSink();
    const workspace = await Workspace.load(path, { records: { sinks: [sink] } });
    expect(workspace.resolveVariable("limit", {}).value).toBe(1);
    expect([workspace.source, workspace.fingerprint]).toEqual([path, fingerprint]);
    expect(workspace.inspect().variables.map(({ id }) => id)).toEqual(["limit"]);
    await workspace.close();
    expect(sink.records[0]?.workspace).toEqual({ source: path, fingerprint });
  });

  it("that was built anew from the same version, with another part of it, is served", async () => {
    const path = temporaryFile("limits.snapshot.json");
    const definition = { variables: { limit: { value: 1 }, banner: { value: "hello" } } };
    const version = await loadVersion(new ControllableSource(definition), {}, signal);
    const publish = (variables: readonly string[]) =>
      writeFileSync(
        path,
        writeVersionSnapshot({ ...version, compiled: sliceWorkspace(version.compiled, { variables }) }),
      );
    publish(["limit"]);
    const workspace = await RefreshingWorkspace.load(path, { periodMs: false });
    onTestFinished(() => workspace.close());
    publish(["banner"]);
    await expect(workspace.refreshNow()).resolves.toBe("refreshed");
    expect(workspace.resolveVariable("banner", {}).value).toBe("hello");
    expect(workspace.status().currentFingerprint).toBe(version.fingerprint);
    await expect(workspace.refreshNow()).resolves.toBe("unchanged");
  });

  it("on a web server is downloaded when it has moved, and a damaged one changes nothing", async () => {
    let text = (await buildSnapshot(1)).text;
    const server = await httpsServer((request, response) => {
      const etag = `"${createHash("sha256").update(text).digest("hex")}"`;
      if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
      else response.writeHead(200, { etag }).end(request.method === "HEAD" ? undefined : text);
    });
    const workspace = await RefreshingWorkspace.load(`${server.origin}/limits.snapshot.json`, {
      periodMs: false,
      certificateAuthorities: testAuthority().authority,
    });
    onTestFinished(() => workspace.close());
    const downloads = () => server.requests.filter(({ method }) => method === "GET").length;

    await expect(workspace.refreshNow()).resolves.toBe("unchanged");
    expect(downloads()).toBe(1);

    const next = await buildSnapshot(2);
    text = next.text;
    await expect(workspace.refreshNow()).resolves.toBe("refreshed");
    expect(workspace.resolveVariable("limit", {}).value).toBe(2);
    expect(workspace.status().currentFingerprint).toBe(next.fingerprint);
    await expect(workspace.refreshNow()).resolves.toBe("unchanged");
    expect(downloads()).toBe(2);

    text = text.slice(0, -20);
    await expect(workspace.refreshNow()).rejects.toMatchObject({ code: "snapshot-invalid" });
    expect(workspace.resolveVariable("limit", {}).value).toBe(2);
    expect(workspace.status()).toMatchObject({ currentFingerprint: next.fingerprint, consecutiveFailures: 1 });
  });
});
