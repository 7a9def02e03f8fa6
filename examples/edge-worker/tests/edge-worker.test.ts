import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { buildExample, buildSnapshot, killAfterTest, startWorker, type BuiltExample } from "./built-example.js";

const SOON = { timeout: 15_000, interval: 25 };
const ENTERPRISE = "config?plan=enterprise&seats=250";

let example: BuiltExample;
/** What the bundled snapshot answers from, and one that a release publishes later. */
let bundled: string;
let published: string;

beforeAll(async () => {
  example = await buildExample();
  const { directory } = example;
  bundled = readFileSync(join(directory, "dist/config.snapshot.json"), "utf8");
  const value = join(directory, "config/variables/llm-agent-config-values/enterprise.toml");
  writeFileSync(value, readFileSync(value, "utf8").replace('"gpt-5"', '"gpt-6"'));
  await buildSnapshot(directory, join(directory, "next.snapshot.json"));
  published = readFileSync(join(directory, "next.snapshot.json"), "utf8");
}, 60_000);

afterAll(() => example.remove());

/** A server in the place of the internet, until the test is over or `close` is called. */
async function openSource(answer: RequestListener) {
  const conditions: unknown[] = [];
  const source = {
    answer,
    /** What each request wanted to be told only if it is newer than this. */
    conditions,
    close: async () => {
      server.closeAllConnections();
      if (server.listening) await once(server.close(), "close");
    },
  };
  const server = createServer((request, response) => {
    conditions.push(request.headers["if-none-match"]);
    source.answer(request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(source.close);
  return { source, outbound: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function serving(text: string, etag: string): RequestListener {
  return (request, response) => {
    if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { etag }).end(text);
  };
}

const unavailable: RequestListener = (_, response) => void response.writeHead(503).end();

interface Answer {
  readonly configuration: { readonly model: string };
}

async function get(url: string): Promise<unknown> {
  const response = await fetch(url);
  return { httpStatus: response.status, ...((await response.json()) as object) };
}

async function modelAt(url: string | undefined): Promise<string> {
  return ((await get(`${url}/${ENTERPRISE}`)) as Answer).configuration.model;
}

describe("the worker", () => {
  it("answers for the account that it is asked for", async () => {
    const { outbound } = await openSource(serving(bundled, '"1"'));
    const { urls } = await startWorker(example, outbound);
    expect(await get(`${urls["http"]}/${ENTERPRISE}`)).toMatchObject({
      httpStatus: 200,
      configuration: { model: "gpt-5", max_output_tokens: 5000 },
      valueKey: "enterprise",
      reason: "matched_rule",
    });
    expect(await get(`${urls["http"]}/config?plan=enterprise&seats=20`)).toMatchObject({
      valueKey: "standard",
      reason: "environment_default",
    });
    expect(await get(`${urls["http"]}/nothing`)).toMatchObject({ httpStatus: 404 });
  });

  it("refuses an account that the workspace does not accept", async () => {
    const { outbound } = await openSource(serving(bundled, '"1"'));
    const { urls } = await startWorker(example, outbound);
    expect(await get(`${urls["http"]}/config?plan=enterprise&seats=many`)).toMatchObject({
      httpStatus: 400,
      error: "context-invalid",
      violations: [{ pointer: "/account/seats" }],
    });
  });

  it("picks up what is published, and keeps its answers through an outage", async () => {
    const { source, outbound } = await openSource(serving(bundled, '"1"'));
    const { urls } = await startWorker(example, outbound);
    expect(await modelAt(urls["http"])).toBe("gpt-5");
    await vi.waitFor(async () => {
      expect(await modelAt(urls["http"])).toBe("gpt-5");
      expect(source.conditions).toEqual(expect.arrayContaining([undefined, '"1"']));
    }, SOON);

    source.answer = serving(published, '"2"');
    await vi.waitFor(async () => expect(await modelAt(urls["http"])).toBe("gpt-6"), SOON);

    await source.close();
    await vi.waitFor(async () => {
      expect(await modelAt(urls["http"])).toBe("gpt-6");
      expect(await get(`${urls["http"]}/health`)).toMatchObject({
        httpStatus: 200,
        origin: "source",
        lastError: "source-unavailable",
      });
    }, SOON);
  });

  it("serves no damaged snapshot", async () => {
    const { source, outbound } = await openSource(serving(published, '"1"'));
    const { urls } = await startWorker(example, outbound);
    expect(await modelAt(urls["http"])).toBe("gpt-6");
    source.answer = serving(bundled.replace('"gpt-5"', '"gpt-7"'), '"2"');
    await vi.waitFor(async () => {
      expect(await modelAt(urls["http"])).toBe("gpt-6");
      expect(await get(`${urls["http"]}/health`)).toMatchObject({ lastError: "snapshot-invalid" });
    }, SOON);
  });

  it("starts from the bundled snapshot during an outage, and says so", async () => {
    const { source, outbound } = await openSource(unavailable);
    const { urls } = await startWorker(example, outbound);
    expect(await modelAt(urls["http"])).toBe("gpt-5");
    expect(await get(`${urls["http"]}/health`)).toMatchObject({
      httpStatus: 503,
      ready: false,
      origin: "fallback",
      lastError: "source-unavailable",
    });
    source.answer = serving(published, '"1"');
    await vi.waitFor(async () => expect(await modelAt(urls["http"])).toBe("gpt-6"), SOON);
    expect(await get(`${urls["http"]}/health`)).toMatchObject({ httpStatus: 200, ready: true, origin: "source" });
  });

  it("runs where code generation is forbidden", async () => {
    const { outbound } = await openSource(unavailable);
    const { urls } = await startWorker(example, outbound);
    const response = await fetch(urls["code-generator"] ?? "");
    expect(await response.text()).toMatch(/Code generation from strings disallowed/);
  });
});

describe("the program that runs it", () => {
  it("prints where to ask, serves the snapshot that was built last, and ends with SIGTERM", async () => {
    const file = join(example.directory, "dist/config.snapshot.json");
    const program = spawn(process.execPath, ["dist/main.js"], {
      cwd: example.directory,
      env: { PORT: "0", MAX_AGE_MS: "1" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    killAfterTest(program);
    const [line] = (await once(createInterface({ input: program.stdout }), "line")) as [string];
    const [, url] = /^Ask (http:\/\/127\.0\.0\.1:\d+)\/config\?plan=enterprise&seats=250$/.exec(line) ?? [];
    expect(await modelAt(url)).toBe("gpt-5");

    const next = join(example.directory, "dist/next.json");
    writeFileSync(next, published);
    renameSync(next, file);
    await vi.waitFor(async () => expect(await modelAt(url)).toBe("gpt-6"), SOON);
    rmSync(file);
    await vi.waitFor(async () => {
      expect(await modelAt(url)).toBe("gpt-6");
      expect(await get(`${url}/health`)).toMatchObject({ lastError: "workspace-not-found" });
    }, SOON);

    program.kill("SIGTERM");
    expect(await once(program, "exit")).toEqual([0, null]);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });
});
