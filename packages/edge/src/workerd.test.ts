import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, test, vi } from "vitest";
import { startWorkerd, type Worker } from "../../../conformance/workerd/start-workerd.mjs";
import { httpsServer } from "@rototo/test-support/https-server";
import { testAuthority } from "@rototo/test-support/test-authority";
import { versioned } from "./testing/open-client.js";
import { snapshotText } from "./testing/snapshot-text.js";
import { FAULT_LIMITS, faults, redirecting, sending, TOKEN } from "./testing/source-faults.js";
import type { WorkerQuestion } from "./testing/worker.js";

/** The client in workerd, without Node's modules and without code generation. */
const HELLO = snapshotText("hello");
const SOON = { timeout: 10_000, interval: 20 };

let worker: Worker;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("testing/worker.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["@rototo/source"],
  });
  worker = await startWorkerd({
    modules: { main: outputFiles[0]!.text },
    certificateAuthorities: testAuthority().authority,
  });
}, 60_000);

afterAll(() => worker.stop());

async function ask(question: WorkerQuestion, signal?: AbortSignal): Promise<unknown> {
  const response = await fetch(worker.url, {
    method: "POST",
    body: JSON.stringify(question),
    ...(signal && { signal }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}\n${worker.output()}`);
  return response.json();
}

/** Questions about one server. */
async function openSource(
  answer: Parameters<typeof httpsServer>[0],
  options: WorkerQuestion["options"] & { readonly path?: string } = {},
) {
  const server = await httpsServer(answer);
  const { path = "/config.snapshot.json", ...rest } = options;
  const url = server.origin + path;
  return {
    server,
    ask: (does: WorkerQuestion["does"], signal?: AbortSignal) => ask({ url, options: rest, does }, signal),
  };
}

describe("in workerd a client", () => {
  it("answers, asks for what is new in the background, and answers through an outage", async () => {
    const { server, ask } = await openSource(versioned(HELLO, '"1"'), { maxAgeMs: 1 });
    expect(await ask("answer")).toBe("hello");
    await vi.waitFor(async () => {
      await ask("answer");
      expect(server.requests.at(-1)?.headers["if-none-match"]).toBe('"1"');
    }, SOON);
    server.answer = versioned(snapshotText("world"), '"2"');
    await vi.waitFor(async () => expect(await ask("answer")).toBe("world"), SOON);
    await server.close();
    await vi.waitFor(async () => {
      expect(await ask("answer")).toBe("world");
      expect(await ask("status")).toMatchObject({
        lastError: "source-unavailable",
        currentFingerprint: "git:world",
        origin: "source",
      });
    }, SOON);
  });

  it("asks once for first requests that come at once", async () => {
    const { server, ask } = await openSource((request, response) => {
      setTimeout(() => versioned(HELLO, '"1"')(request, response), 200);
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask("answer")));
    expect(new Set(answers)).toEqual(new Set(["hello"]));
    expect(server.requests).toHaveLength(1);
  });

  it("takes the fallback while there is nothing else", async () => {
    const fallback = JSON.parse(snapshotText("fallback")) as Record<string, unknown>;
    const { ask } = await openSource((_, response) => void response.destroy(), { fallback });
    expect(await ask("answer")).toBe("fallback");
    expect(await ask("status")).toMatchObject({ origin: "fallback", currentFingerprint: "git:fallback" });
  });

  it("gives the token to the origin of the URL only", async () => {
    const target = await httpsServer(sending(HELLO));
    const { server, ask } = await openSource(redirecting(target.origin), { token: TOKEN });
    expect(await ask("answer")).toBe("hello");
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${TOKEN}`]);
    expect(target.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});

describe("in workerd a source that", () => {
  test.each(faults)("$name gives one clear error", async ({ answer, code, message }) => {
    const { ask } = await openSource(answer, FAULT_LIMITS);
    const error = (await ask("answer")) as { code: unknown; message: string };
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("hunter2");
  });
});

describe("in workerd a request that goes away before the source has answered", () => {
  it("goes on in the background where it may", async () => {
    let release = (): void => undefined;
    const { server, ask } = await openSource((request, response) => {
      release = () => versioned(HELLO, '"1"')(request, response);
    });
    const leaving = new AbortController();
    const left = ask("answer", leaving.signal).catch(() => "left");
    await vi.waitUntil(() => server.requests.length === 1, SOON);
    leaving.abort();
    await left;
    const joined = ask("answer");
    await new Promise((resolve) => setTimeout(resolve, 100));
    release();
    expect(await joined).toBe("hello");
    expect(server.requests).toHaveLength(1);
  });

  it("and may not, is named in the status, and nobody waits for it for good", async () => {
    const { server, ask } = await openSource(versioned(HELLO, '"1"'), { maxAgeMs: 1, timeoutMs: 100 });
    expect(await ask("answer-without-wait-until")).toBe("hello");
    server.answer = versioned(snapshotText("world"), '"2"');
    await vi.waitFor(async () => {
      expect(await ask("answer-without-wait-until")).toBe("hello");
      expect(await ask("status")).toMatchObject({
        lastError: "source-timeout",
        lastMessage: expect.stringContaining("waitUntil") as string,
      });
    }, SOON);
    expect(await ask("status")).toMatchObject({ refreshing: true });
    expect(await ask("refresh")).toBe("refreshed");
    expect(await ask("answer-without-wait-until")).toBe("world");
    expect(server.requests).toHaveLength(2);
  });
});
