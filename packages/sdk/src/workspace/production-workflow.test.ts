import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { requireBasicAuthentication, serveGitOverHttps } from "@rototo/test-support/git-https-server";
import { TestRepository } from "@rototo/test-support/git-repository";
import { gitSandbox } from "@rototo/test-support/git-sandbox";
import type { RefreshEventName, RefreshEvents } from "../refresh/refresh-events.js";
import { CollectingSink } from "../test-kit/collecting-sink.js";
import { ControllableClock } from "../test-kit/controllable-clock.js";
import { RefreshingWorkspace } from "./refreshing-workspace.js";

const sandbox = gitSandbox();
const tutorial = fileURLToPath(new URL("../../../../examples/llm-agent-config/", import.meta.url));
const ENTERPRISE_VALUE = "config/variables/llm-agent-config-values/enterprise.toml";
const enterprise = { account: { plan: "enterprise", seats: 250 } };
const PASSWORD = "opensesame-4711";
const PERIOD_MS = 60_000;

interface Config {
  environment: "dev" | "stage" | "prod";
  context: typeof enterprise;
  variables: { "llm-agent-config": { model: string } };
  qualifier: "enterprise-accounts";
}

/** The tutorial's workspace in a private repository on an https server, and a service that has loaded it from there. */
async function startService() {
  const repository = new TestRepository(sandbox.directory, { branch: "prod" });
  const enterpriseValue = readFileSync(join(tutorial, ENTERPRISE_VALUE), "utf8");
  const pushModel = (model: string): string =>
    `git:${repository.commit({ [ENTERPRISE_VALUE]: enterpriseValue.replace('"gpt-5"', model) })}`;
  const commit = repository.commit(filesOf(tutorial, "config"));

  const answerOwner = requireBasicAuthentication("ada", PASSWORD);
  const host = { answer: answerOwner };
  const server = await serveGitOverHttps(sandbox, repository.path, (...exchange) => host.answer(...exchange));

  const clock = new ControllableClock();
  const sink = new CollectingSink();
  const workspace = await RefreshingWorkspace.load<Config>(
    `git+https://ada:${PASSWORD}@${server.host}/.git#prod:config`,
    { periodMs: PERIOD_MS, clock, records: { sinks: [sink] } },
  );
  const told: unknown[] = [];
  for (const name of ["refreshed", "unchanged", "failed", "recovered"] as const) {
    workspace.on(name, (event) => told.push(event));
  }

  return {
    workspace,
    pushModel,
    fingerprint: `git:${commit}`,
    breakServer: () => (host.answer = (_request, response) => response.writeHead(503).end()),
    closeServer: () => (host.answer = (request) => request.socket.destroy()),
    changePassword: () => (host.answer = requireBasicAuthentication("ada", "another")),
    repairServer: () => (host.answer = answerOwner),
    model: () => workspace.resolveVariable("llm-agent-config", "prod", enterprise).value.model,
    /** Lets time pass, and waits for what the next refresh comes to. */
    async refreshWithin<Name extends RefreshEventName>(ms: number, name: Name): Promise<RefreshEvents[Name]> {
      const event = new Promise<RefreshEvents[Name]>((resolve) => {
        const stop = workspace.on(name, (happened) => {
          stop();
          resolve(happened);
        });
      });
      await clock.advance(ms);
      return event;
    },
    /** Closes the service, and looks for the password in everything that it said. */
    async close() {
      const said = [told, workspace.status(), workspace.current.source, sink.records];
      await workspace.close();
      expect(sink.records.length).toBeGreaterThan(0);
      expect(inspect(said, { depth: 20, showHidden: true, maxArrayLength: null })).not.toContain(PASSWORD);
    },
  };
}

type Service = Awaited<ReturnType<typeof startService>>;

function filesOf(folder: string, path: string): Record<string, string> {
  const files = readdirSync(join(folder, path), { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [file.slice(folder.length), readFileSync(file, "utf8")];
    }),
  );
}

describe("the tutorial's workspace, from a private repository over https", () => {
  it("serves an enterprise account what was pushed, within one period", async () => {
    const service = await startService();
    const { workspace, fingerprint } = service;
    expect(service.model()).toBe("gpt-5");
    expect(workspace.status()).toMatchObject({ currentFingerprint: fingerprint, origin: "source", immutable: false });

    await service.refreshWithin(PERIOD_MS, "unchanged");
    expect(service.model()).toBe("gpt-5");

    const pushed = service.pushModel('"gpt-5.1"');
    expect(await service.refreshWithin(PERIOD_MS, "refreshed")).toMatchObject({
      previousFingerprint: fingerprint,
      fingerprint: pushed,
      changes: { variables: { added: [], changed: ["llm-agent-config"], removed: [] } },
    });
    expect(service.model()).toBe("gpt-5.1");
    expect(workspace.status()).toMatchObject({ currentFingerprint: pushed, consecutiveFailures: 0 });
    await service.close();
  });

  const failures: readonly {
    readonly name: string;
    readonly code: string;
    readonly occur: (service: Service) => void;
    readonly repair: (service: Service) => void;
  }[] = [
    {
      name: "an outage that the server answers",
      code: "source-unavailable",
      occur: (service) => service.breakServer(),
      repair: (service) => service.repairServer(),
    },
    {
      name: "an outage without an answer",
      code: "source-unavailable",
      occur: (service) => service.closeServer(),
      repair: (service) => service.repairServer(),
    },
    {
      name: "a rejected login",
      code: "source-denied",
      occur: (service) => service.changePassword(),
      repair: (service) => service.repairServer(),
    },
    {
      name: "an invalid push",
      code: "workspace-invalid",
      occur: (service) => service.pushModel("5"),
      repair: (service) => service.pushModel('"gpt-5"'),
    },
  ];

  it.each(failures)("keeps its answers through $name, shows it, and recovers", async ({ code, occur, repair }) => {
    const service = await startService();
    const { workspace, fingerprint } = service;
    occur(service);

    const first = await service.refreshWithin(PERIOD_MS, "failed");
    expect(first.error.code).toBe(code);
    expect(service.model()).toBe("gpt-5");
    expect(workspace.status()).toMatchObject({
      currentFingerprint: fingerprint,
      lastError: { code },
      consecutiveFailures: 1,
      refreshing: false,
    });

    const second = await service.refreshWithin(first.nextAttemptMs ?? 0, "failed");
    expect(service.model()).toBe("gpt-5");
    expect(workspace.status()).toMatchObject({ currentFingerprint: fingerprint, consecutiveFailures: 2 });

    repair(service);
    const pushed = service.pushModel('"gpt-5.1"');
    await service.refreshWithin(second.nextAttemptMs ?? 0, "recovered");
    expect(service.model()).toBe("gpt-5.1");
    const { lastError, consecutiveFailures, currentFingerprint } = workspace.status();
    expect({ lastError, consecutiveFailures, currentFingerprint }).toEqual({
      lastError: undefined,
      consecutiveFailures: 0,
      currentFingerprint: pushed,
    });
    await service.close();
  });

  it("counts failures of different kinds in a row", async () => {
    const service = await startService();
    const { workspace, fingerprint } = service;
    let delayMs = PERIOD_MS;
    const codes: string[] = [];
    for (const { occur, repair } of failures) {
      occur(service);
      const { error, nextAttemptMs } = await service.refreshWithin(delayMs, "failed");
      codes.push(error.code);
      expect(service.model()).toBe("gpt-5");
      repair(service);
      delayMs = nextAttemptMs ?? 0;
    }
    expect(codes).toEqual(failures.map(({ code }) => code));
    expect(workspace.status()).toMatchObject({ consecutiveFailures: codes.length, currentFingerprint: fingerprint });
    await service.refreshWithin(delayMs, "recovered");
    expect(workspace.status().consecutiveFailures).toBe(0);
    await service.close();
  });
});
