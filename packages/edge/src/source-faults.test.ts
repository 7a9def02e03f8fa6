import { once } from "node:events";
import { inspect } from "node:util";
import { RototoError } from "@rototo/core/resolve";
import { describe, expect, it, test } from "vitest";
import { createClient } from "./create-client.js";
import { httpsServer } from "@rototo/test-support/https-server";
import { openClient, versioned } from "./testing/open-client.js";
import { snapshotText } from "./testing/snapshot-text.js";
import { endless, FAULT_LIMITS, faults, redirecting, sending, TOKEN } from "./testing/source-faults.js";

const TEXT = snapshotText("hello");

async function failureOf(promise: Promise<unknown>): Promise<RototoError> {
  const error: unknown = await promise.then(
    () => new Error("it did not fail"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof RototoError) return error;
  throw error;
}

describe("a server that", () => {
  test.each(faults)("$name has nothing to serve", async ({ answer, code, message }) => {
    const { client } = await openClient(answer, FAULT_LIMITS);
    const error = await failureOf(client.resolver());
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^https:\/\/localhost:\d+\/a\?sig=\*\*\*: /);
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain("hunter2");
    expect(client.status()).toMatchObject({ lastError: error, consecutiveFailures: 1, refreshing: false });
  });

  // To who has a version, that it is unchanged is an answer and no fault.
  const laterFaults = faults.filter(({ name }) => name !== "says unchanged to who knows nothing");

  test.each(laterFaults)("$name later changes no answer, and is left alone for a while", async ({ answer, code }) => {
    const { client, server, advance, settledGreeting } = await openClient(versioned(TEXT, '"1"'), FAULT_LIMITS);
    expect(await settledGreeting()).toBe("hello");
    const { lastSuccess } = client.status();
    server.answer = answer;
    advance(60_000);
    expect(await settledGreeting()).toBe("hello");
    expect(client.status()).toMatchObject({
      lastError: { code },
      consecutiveFailures: 1,
      currentFingerprint: "git:hello",
      origin: "source",
      lastSuccess,
    });

    const asked = server.requests.length;
    server.answer = versioned(snapshotText("again"), '"2"');
    advance(4_999);
    await settledGreeting();
    expect(server.requests).toHaveLength(asked);
    advance(1);
    await settledGreeting();
    expect(server.requests.at(-1)?.headers["if-none-match"]).toBe('"1"');
    expect(await settledGreeting()).toBe("again");
    expect(client.status()).toMatchObject({ consecutiveFailures: 0, lastError: undefined });
  });

  it("sends too much is stopped", async () => {
    const { client, server } = await openClient((_, response) => endless(response), {
      maxBytes: 100_000,
      timeoutMs: 60_000,
    });
    const closed = new Promise((resolve) => {
      server.answer = (_, response) => {
        void once(response, "close").then(resolve);
        endless(response);
      };
    });
    await failureOf(client.resolver());
    await closed;
  });

  it("is not there names the reason", async () => {
    const { client, server } = await openClient(sending(TEXT));
    await server.close();
    const error = await failureOf(client.resolver());
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toContain("ECONNREFUSED");
  });

  it("nobody trusts is not read", async () => {
    const { origin } = await httpsServer(sending(TEXT));
    const error = await failureOf(createClient(origin, { schemaEngine: false }).resolver());
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toMatch(/the request failed \(\w+/);
  });
});

describe("a redirect", () => {
  it("is followed five times at most", async () => {
    const { client, server } = await openClient(redirecting("?again"));
    await failureOf(client.resolver());
    expect(server.requests).toHaveLength(6);
  });

  it("within the origin takes the token along, and to another leaves it for good", async () => {
    const target = await httpsServer(sending(TEXT));
    const { server, greeting } = await openClient(sending(TEXT), { token: ` ${TOKEN}\n` });
    const steps = new Map([
      ["/config.snapshot.json", "/moved"],
      ["/moved", `${target.origin}/there`],
      ["/there", `${server.origin}/back`],
    ]);
    server.answer = target.answer = (request, response) => {
      const location = steps.get(request.url ?? "");
      (location === undefined ? sending(TEXT) : redirecting(location))(request, response);
    };
    expect(await greeting()).toBe("hello");
    expect(server.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ["/config.snapshot.json", `Bearer ${TOKEN}`],
      ["/moved", `Bearer ${TOKEN}`],
      ["/back", undefined],
    ]);
    expect(target.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it("to where a token is asked for says that it was kept back", async () => {
    const target = await httpsServer((_, response) => response.writeHead(403).end());
    const { client } = await openClient(redirecting(target.origin), { token: TOKEN });
    const error = await failureOf(client.resolver());
    expect(error.code).toBe("source-denied");
    expect(error.message).toContain("without the token, which stays with the origin of the URL");
  });

  it("that the runtime hides is not followed", async () => {
    const hidden = { type: "opaqueredirect", status: 0, headers: new Headers(), body: null } as Response;
    const client = createClient("https://example.com/x", { schemaEngine: false, fetch: () => Promise.resolve(hidden) });
    const error = await failureOf(client.resolver());
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toContain("give the URL that it should lead to");
  });
});

describe("an injected fetch", () => {
  const url = "https://example.com/x?sig=hunter2";

  it("that says why it fails is quoted, unless it says a secret", async () => {
    const failing = (message: string) =>
      createClient(url, { schemaEngine: false, token: TOKEN, fetch: () => Promise.reject(new TypeError(message)) });
    expect((await failureOf(failing("no such binding").resolver())).message).toContain("(no such binding)");
    for (const secret of [`bad header: Bearer ${TOKEN}`, `cannot reach ${url}`]) {
      const error = await failureOf(failing(secret).resolver());
      expect(error.message).toContain("(TypeError)");
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain("hunter2");
    }
  });

  it("that knows no signals is not waited for", async () => {
    const client = createClient(url, { schemaEngine: false, timeoutMs: 50, fetch: () => new Promise(() => undefined) });
    // Nothing else keeps this process waiting.
    const alive = setInterval(() => undefined, 1_000);
    expect((await failureOf(client.resolver())).code).toBe("source-timeout");
    clearInterval(alive);
  });
});
