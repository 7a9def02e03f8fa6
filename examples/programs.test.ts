import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { buildExamples } from "./testing/build-examples.js";
import { startExample, type StartedExample } from "./testing/start-example.js";
import { copyWorkspace } from "./testing/workspace-copy.js";

/** Starts the built examples as processes of their own. They share one file, so that they are built once. */
const BUILD_LIMIT_MS = 180_000;
const SOON = { timeout: 20_000, interval: 50 };

beforeAll(buildExamples, BUILD_LIMIT_MS);

const enterprise = { account: { plan: "enterprise", seats: 250 } };

describe("node-service", () => {
  async function startService(variables: Readonly<Record<string, string>>) {
    const service = startExample("node-service", {
      variables: { PORT: "0", WORKSPACE_ENVIRONMENT: "prod", REFRESH_PERIOD_MS: "100", ...variables },
    });
    const url = await vi.waitUntil(() => listeningUrl(service), SOON);
    const ask = async () => {
      const response = await fetch(`${url}/incidents/summary`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(enterprise),
      });
      return (await response.json()) as { configuration: { model: string }; workspaceVersion: string };
    };
    const health = async () => {
      const response = await fetch(`${url}/health/ready`);
      return { httpStatus: response.status, ...((await response.json()) as object) };
    };
    return { ...service, port: Number(new URL(url).port), ask, health };
  }

  it("serves what the source holds, and keeps the answers while the source is broken", async () => {
    const workspace = copyWorkspace();
    const { ask, health, stderr } = await startService({
      WORKSPACE_SOURCE: workspace.directory,
      MAX_STALENESS_MS: "3000",
    });
    expect((await ask()).configuration.model).toBe("gpt-5");
    expect(await health()).toMatchObject({ httpStatus: 200, lastError: null });

    workspace.changeEnterprise('"gpt-5"', '"gpt-6"');
    await vi.waitFor(async () => expect((await ask()).configuration.model).toBe("gpt-6"), SOON);
    expect(stderr()).toContain("workspace refreshed");

    const { workspaceVersion } = await ask();
    workspace.changeEnterprise('"gpt-6"', "6");
    await vi.waitFor(async () => expect(await health()).toMatchObject({ lastError: "workspace-invalid" }), SOON);
    await vi.waitFor(async () => expect(await health()).toMatchObject({ httpStatus: 503, ready: false }), SOON);
    expect(await ask()).toMatchObject({ configuration: { model: "gpt-6" }, workspaceVersion });
    expect(stderr()).toContain("workspace is stale");
  });

  it("writes the records of all answers to standard output before SIGTERM ends it", async () => {
    const { ask, child, ended, stdout } = await startService({});
    await Promise.all(Array.from({ length: 50 }, ask));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    const records = stdout().trimEnd().split("\n");
    const ids = records.map((line) => (JSON.parse(line) as { subject: { id: string } }).subject.id);
    expect(ids.filter((id) => id === "llm-agent-config")).toHaveLength(50);
    expect(ids.filter((id) => id === "enterprise-accounts")).toHaveLength(50);
  });

  it("finishes the request that is under way when SIGTERM comes, and accepts no other", async () => {
    const { port, child, ended } = await startService({});
    const request = await beginRequest(port);
    child.kill("SIGTERM");
    await vi.waitFor(() => expect(isAccepting(port)).resolves.toBe(false), SOON);
    request.finish();
    expect(await request.response).toMatch(/^HTTP\/1\.1 200 .*"model":"gpt-5"/s);
    expect(await ended).toBe(0);
  });

  it("ends at the deadline when a request does not", async () => {
    const { port, child, ended } = await startService({ SHUTDOWN_DEADLINE_MS: "200" });
    const request = await beginRequest(port);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(await request.response).toBe("");
  });

  it("ends with the git commands of a load that SIGTERM interrupts", async () => {
    const connections: Promise<unknown>[] = [];
    const silent = createServer((socket) => {
      connections.push(new Promise((resolve) => socket.on("close", resolve)));
      // A socket that nobody reads from never notices its end.
      socket.on("error", () => undefined).resume();
    });
    onTestFinished(() => void silent.close());
    await once(silent.listen(0, "127.0.0.1"), "listening");
    const { port } = silent.address() as AddressInfo;
    const { child, ended } = startExample("node-service", {
      variables: { WORKSPACE_SOURCE: `git+https://127.0.0.1:${port}/workspace.git` },
    });
    await vi.waitUntil(() => connections.length > 0, SOON);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    await Promise.all(connections);
  });

  it("does not start without a workspace", async () => {
    const { ended, stderr } = startExample("node-service", { variables: { WORKSPACE_SOURCE: "./nowhere" } });
    expect(await ended).toBe(1);
    expect(stderr()).toContain("workspace-not-found");
  });
});

describe("worker-job", () => {
  it("answers each account of a file", async () => {
    const { ended, stdout } = startExample("worker-job", { args: ["accounts.jsonl"] });
    expect(await ended).toBe(0);
    expect(chosenKeys(stdout())).toEqual([
      ["acct-1001", "enterprise"],
      ["acct-1002", "standard"],
      ["acct-1003", "standard"],
    ]);
  });

  it("answers standard input, names each line that it refuses, and ends with status 1", async () => {
    const { child, ended, stdout, stderr } = startExample("worker-job");
    child.stdin.end('{"id":"a","plan":"enterprise","seats":250}\nnonsense\n{"id":"c","plan":"free","seats":3}');
    expect(await ended).toBe(1);
    expect(chosenKeys(stdout())).toEqual([
      ["a", "enterprise"],
      ["c", "standard"],
    ]);
    expect(stderr()).toMatch(/^line 2: .+\n$/);
  });

  it("records each answer of a large batch", async () => {
    const { directory } = copyWorkspace();
    const accountsFile = join(directory, "accounts.jsonl");
    const recordsFile = join(directory, "records.jsonl");
    const accounts = Array.from({ length: 50_000 }, (_, index) => `{"id":"${index}","plan":"free","seats":3}\n`);
    writeFileSync(accountsFile, accounts.join(""));
    const { ended } = startExample("worker-job", { args: [accountsFile], variables: { RECORDS_FILE: recordsFile } });
    expect(await ended).toBe(0);
    expect(readFileSync(recordsFile, "utf8").trimEnd().split("\n")).toHaveLength(accounts.length);
  });

  it.each([
    { missing: "the workspace", variables: { WORKSPACE_SOURCE: "./nowhere" }, args: ["accounts.jsonl"] },
    { missing: "the accounts", variables: {}, args: ["nothing.jsonl"] },
  ])("ends with status 2 without $missing", async ({ variables, args }) => {
    const { ended, stdout, stderr } = startExample("worker-job", { variables, args });
    expect(await ended).toBe(2);
    expect(stdout()).toBe("");
    expect(stderr()).toMatch(/nowhere|nothing\.jsonl/);
  });

  it("stops on SIGTERM while it waits for input", async () => {
    const { child, ended, stdout } = startExample("worker-job");
    child.stdin.write('{"id":"a","plan":"free","seats":3}\n');
    await vi.waitUntil(() => stdout() !== "", SOON);
    child.kill("SIGTERM");
    expect(await ended).toBe(2);
  });
});

function listeningUrl({ stderr, child }: StartedExample): string | undefined {
  if (child.exitCode !== null) throw new Error(`the service has ended:\n${stderr()}`);
  return /Server listening at (http:[^"]+)/.exec(stderr())?.[1];
}

/** Sends all of a request but the end of its body. */
async function beginRequest(port: number): Promise<{ finish(): void; response: Promise<string> }> {
  const body = JSON.stringify(enterprise);
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  let response = "";
  socket.setEncoding("utf8").on("data", (text: string) => (response += text));
  const head = [
    "POST /incidents/summary HTTP/1.1",
    "host: localhost",
    "content-type: application/json",
    "expect: 100-continue",
    `content-length: ${body.length}`,
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  // The server's word that it has begun with the request.
  await vi.waitUntil(() => response.startsWith("HTTP/1.1 100"), SOON);
  response = "";
  socket.write(body.slice(0, 10));
  return {
    finish: () => socket.write(body.slice(10)),
    response: new Promise((resolve) => socket.on("close", () => resolve(response)).on("error", () => undefined)),
  };
}

function isAccepting(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => resolve(false));
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}

function chosenKeys(output: string): unknown[] {
  const answers = output.trimEnd().split("\n");
  return answers.map((line) => {
    const { account, valueKey } = JSON.parse(line) as { account: string; valueKey: string };
    return [account, valueKey];
  });
}
