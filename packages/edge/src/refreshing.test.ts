import { interpreterEngine } from "@rototo/core/interpreter";
import { openSnapshot } from "@rototo/core/queries";
import { RototoError, type SchemaEngine, type Snapshot } from "@rototo/core/resolve";
import { describe, expect, it, vi } from "vitest";
import type { SnapshotFetch } from "./client-options.js";
import { createClient } from "./create-client.js";
import { RefreshingClient } from "./snapshot-client.js";
import { readAddress } from "./snapshot-address.js";
import { httpsServer } from "@rototo/test-support/https-server";
import { openClient, trustingFetch, versioned } from "./testing/open-client.js";
import { snapshotText } from "./testing/snapshot-text.js";

const HELLO = snapshotText("hello");
const WORLD = snapshotText("world");

function conditions(requests: readonly { headers: Record<string, unknown> }[]): unknown[] {
  return requests.map(({ headers }) => headers["if-none-match"] ?? headers["if-modified-since"]);
}

describe("a client", () => {
  it("does nothing before it is asked", async () => {
    const { client, server } = await openClient(versioned(HELLO, '"1"'), { maxStalenessMs: 1 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.requests).toEqual([]);
    expect(client.status()).toEqual({
      currentFingerprint: undefined,
      origin: undefined,
      lastSuccess: undefined,
      lastAttempt: undefined,
      consecutiveFailures: 0,
      lastError: undefined,
      refreshing: false,
      stale: true,
    });
  });

  it("answers from what it loaded, and checks contexts with the engine that it was given", async () => {
    const { client } = await openClient(versioned(HELLO, '"1"'));
    const resolver = await client.resolver();
    expect(resolver.resolveVariable("greeting", undefined, { seats: 250 })).toMatchObject({
      value: "enterprise",
      reason: "matched_rule",
    });
    expect(() => resolver.resolveVariable("greeting", undefined, { seats: "many" })).toThrow(
      expect.objectContaining({ code: "context-invalid" }) as Error,
    );
    expect(client.status()).toMatchObject({
      currentFingerprint: "git:hello",
      origin: "source",
      lastSuccess: 1_000_000,
      lastAttempt: 1_000_000,
    });
  });

  it("checks no contexts where that is what it was told", async () => {
    const { client } = await openClient(versioned(HELLO, '"1"'), { schemaEngine: false });
    const resolver = await client.resolver();
    expect(resolver.resolveVariable("greeting", { seats: "many" }).value).toBe("hello");
  });

  it("asks once for requests that come at once", async () => {
    const { greeting, server } = await openClient((request, response) => {
      setTimeout(() => versioned(HELLO, '"1"')(request, response), 50);
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => greeting()));
    expect(new Set(answers)).toEqual(new Set(["hello"]));
    expect(server.requests).toHaveLength(1);
  });

  it("asks whether there is a newer one when its own is old, and answers meanwhile", async () => {
    const { client, server, advance, greeting, settledGreeting } = await openClient(versioned(HELLO, '"1"'));
    await greeting();
    advance(59_999);
    await settledGreeting();
    expect(server.requests).toHaveLength(1);
    advance(1);
    expect(await settledGreeting()).toBe("hello");
    expect(conditions(server.requests)).toEqual([undefined, '"1"']);
    expect(client.status()).toMatchObject({ lastSuccess: 1_060_000, currentFingerprint: "git:hello" });

    server.answer = versioned(WORLD, '"2"');
    advance(60_000);
    const kept = await client.resolver();
    // What the request found old has begun another attempt, which has brought it.
    expect(await client.refreshNow()).toBe("unchanged");
    expect(await settledGreeting()).toBe("world");
    expect(kept.resolveVariable("greeting", undefined, { seats: 1 }).value).toBe("hello");
    expect(client.status().currentFingerprint).toBe("git:world");
  });

  it("asks once for all requests that find it old", async () => {
    const { server, advance, greeting } = await openClient(versioned(HELLO, '"1"'));
    await greeting();
    let held: (() => void) | undefined;
    const asked = new Promise<void>((resolve) => {
      server.answer = (request, response) => {
        held = () => versioned(WORLD, '"2"')(request, response);
        resolve();
      };
    });
    advance(60_000);
    const background: Promise<unknown>[] = [];
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => greeting({ waitUntil: (promise) => void background.push(promise) })),
    );
    expect(new Set(answers)).toEqual(new Set(["hello"]));
    await asked;
    held?.();
    expect(background).toHaveLength(1);
    await background[0];
    expect(server.requests).toHaveLength(2);
    expect(await greeting()).toBe("world");
  });

  it("can be given the request's own object, whose waitUntil needs it", async () => {
    class Context {
      readonly promises: Promise<unknown>[] = [];
      waitUntil(promise: Promise<unknown>): void {
        this.promises.push(promise);
      }
    }
    const context = new Context();
    const { greeting } = await openClient(versioned(HELLO, '"1"'));
    await greeting(context);
    expect(context.promises).toHaveLength(1);
  });

  it("hands over to the background nothing that fails", async () => {
    const { client } = await openClient((_, response) => void response.destroy());
    const background: Promise<unknown>[] = [];
    const waitUntil = (promise: Promise<unknown>) => void background.push(promise);
    await expect(client.resolver({ waitUntil })).rejects.toThrow(RototoError);
    await Promise.all(background);
    expect(background).toHaveLength(1);
  });

  it("without anything to serve tries again for each request", async () => {
    const { server, greeting } = await openClient((_, response) => void response.destroy());
    await expect(greeting()).rejects.toMatchObject({ code: "source-unavailable" });
    server.answer = versioned(HELLO, '"1"');
    expect(await greeting()).toBe("hello");
  });
});

describe("conditions", () => {
  it("fall back to the date", async () => {
    const date = "Fri, 20 Nov 2026 10:00:00 GMT";
    const { client, server } = await openClient((request, response) => {
      if (request.headers["if-modified-since"] === date) response.writeHead(304).end();
      else response.writeHead(200, { "last-modified": date }).end(HELLO);
    });
    expect([await client.refreshNow(), await client.refreshNow()]).toEqual(["refreshed", "unchanged"]);
    expect(conditions(server.requests)).toEqual([undefined, date]);
  });

  it("are none from the second in which the file was changed: it may be changed again", async () => {
    const at = new Date(1_780_000_000_000).toUTCString();
    let text = HELLO;
    const { client, greeting, server } = await openClient((request, response) => {
      const headers = { "last-modified": at, date: at };
      if (request.headers["if-modified-since"] === at) response.writeHead(304, headers).end();
      else response.writeHead(200, headers).end(text);
    });
    expect(await greeting()).toBe("hello");
    text = WORLD;
    expect(await client.refreshNow()).toBe("refreshed");
    expect(await greeting()).toBe("world");
    expect(conditions(server.requests)).toEqual([undefined, undefined]);
  });

  it.each([undefined, '""', "W/nonsense", "never"])("are none without a usable validator: %s", async (etag) => {
    const headers = etag === undefined ? {} : { etag, "last-modified": etag };
    const { client, server } = await openClient((_, response) => response.writeHead(200, headers).end(HELLO));
    const first = await client.resolver();
    expect(await client.refreshNow()).toBe("unchanged");
    expect(await client.resolver()).toBe(first);
    expect(conditions(server.requests)).toEqual([undefined, undefined]);
  });

  it("that change every time bring no new version of the same content", async () => {
    let count = 0;
    const { client, server } = await openClient((_, response) => {
      response.writeHead(200, { etag: `W/"${(count += 1)}"` }).end(HELLO);
    });
    const first = await client.resolver();
    expect(await client.refreshNow()).toBe("unchanged");
    expect(await client.refreshNow()).toBe("unchanged");
    expect(await client.resolver()).toBe(first);
    expect(conditions(server.requests)).toEqual([undefined, 'W/"1"', 'W/"2"']);
  });

  it("of the same content from another version are another version", async () => {
    const { client, server } = await openClient(versioned(HELLO, '"1"'));
    await client.resolver();
    server.answer = versioned(snapshotText("hello", "git:other"), '"2"');
    expect(await client.refreshNow()).toBe("refreshed");
    expect(client.status().currentFingerprint).toBe("git:other");
  });
});

describe("a refresh at once", () => {
  it("is one for all who ask at once, and says why it failed", async () => {
    const { client, server } = await openClient(versioned(HELLO, '"1"'));
    await client.resolver();
    server.answer = (_, response) => void response.destroy();
    const first = client.refreshNow();
    const outcomes = await Promise.allSettled([first, client.refreshNow(), client.refreshNow()]);
    expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
    expect(server.requests).toHaveLength(3);
    expect(client.status()).toMatchObject({ consecutiveFailures: 2, origin: "source" });
  });

  it("brings what was published while the source was being asked", async () => {
    const { client, server, greeting } = await openClient(versioned(HELLO, '"1"'));
    await greeting();
    let answerLate = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      server.answer = (request, response) => {
        answerLate = () => versioned(HELLO, '"1"')(request, response);
        resolve();
      };
    });
    const before = client.refreshNow();
    await asked;
    server.answer = versioned(WORLD, '"2"');
    const after = [client.refreshNow(), client.refreshNow()];
    answerLate();
    expect(await before).toBe("unchanged");
    expect(await Promise.all(after)).toEqual(["refreshed", "refreshed"]);
    expect(await greeting()).toBe("world");
    expect(server.requests).toHaveLength(3);
  });

  it("takes no notice of the pause", async () => {
    const { client, server } = await openClient((_, response) => void response.destroy());
    await expect(client.refreshNow()).rejects.toThrow();
    server.answer = versioned(HELLO, '"1"');
    expect(await client.refreshNow()).toBe("refreshed");
  });
});

describe("a version that cannot answer", () => {
  /** Knows no schema but the first that it is given. */
  function unableLater(): SchemaEngine {
    let compiled = 0;
    return {
      compile: (path, resources) =>
        (compiled += 1) === 1
          ? interpreterEngine.compile(path, resources)
          : { ok: false, pointer: "/required", message: "is too much for it" },
    };
  }

  it("is never served, and the one before still is", async () => {
    const { client, server, greeting } = await openClient(versioned(HELLO, '"1"'), { schemaEngine: unableLater() });
    await greeting();
    server.answer = versioned(WORLD, '"2"');
    await expect(client.refreshNow()).rejects.toMatchObject({
      code: "workspace-invalid",
      message: expect.stringMatching(/^https:.*contexts cannot be checked .*is too much for it/) as string,
    });
    expect(await greeting()).toBe("hello");
    expect(client.status()).toMatchObject({
      currentFingerprint: "git:hello",
      consecutiveFailures: 1,
      lastError: { code: "workspace-invalid" },
    });
  });

  it("is not taken for a fault of rototo's where the engine throws", async () => {
    const throwing: SchemaEngine = {
      compile() {
        throw new Error("no code from strings");
      },
    };
    const { client } = await openClient(versioned(HELLO, '"1"'), { schemaEngine: throwing });
    await expect(client.resolver()).rejects.toMatchObject({ code: "workspace-invalid" });
  });
});

describe("a clock that is set back", () => {
  it("does not make what is served young again", async () => {
    const { origin } = await httpsServer(versioned(HELLO, '"1"'));
    let [now, steadyMs] = [1_000_000, 0];
    const client = new RefreshingClient({
      request: {
        address: readAddress(`${origin}/config.snapshot.json`),
        token: undefined,
        fetch: trustingFetch(),
        timeoutMs: 5_000,
        maxBytes: 100_000,
      },
      openOptions: { schemaEngine: interpreterEngine },
      fallback: undefined,
      maxAgeMs: 60_000,
      maxStalenessMs: 120_000,
      now: () => now,
      steadyClock: () => steadyMs,
      random: () => 0,
    });
    await client.resolver();
    now -= 86_400_000;
    steadyMs += 60_000;
    const background: Promise<unknown>[] = [];
    await client.resolver({ waitUntil: (promise) => void background.push(promise) });
    expect(background).toHaveLength(1);
    await Promise.all(background);
    steadyMs += 120_001;
    expect(client.status()).toMatchObject({ stale: true, lastSuccess: 1_000_000 - 86_400_000 });
    // A machine that slept has a steady clock that stood still.
    now += 86_400_000;
    await client.resolver({ waitUntil: (promise) => void background.push(promise) });
    expect(background).toHaveLength(2);
    await Promise.all(background);
  });
});

describe("the status", () => {
  it("says refreshing meanwhile, and stale after a while", async () => {
    const { client, advance } = await openClient(versioned(HELLO, '"1"'), { maxStalenessMs: 120_000 });
    const refresh = client.refreshNow();
    expect(client.status()).toMatchObject({ refreshing: true, stale: true });
    await refresh;
    expect(client.status()).toMatchObject({ refreshing: false, stale: false });
    advance(120_001);
    expect(client.status().stale).toBe(true);
    expect(Object.isFrozen(client.status())).toBe(true);
  });
});

describe("an attempt that seems to have ended with its request", () => {
  /** A fetch whose request number `held` gets its answer only after `release`, and never hears that its time is up. */
  function holding(held: number): { readonly fetch: SnapshotFetch; readonly release: () => void } {
    const fetch = trustingFetch();
    let count = 0;
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    return {
      async fetch(url, init) {
        count += 1;
        const isHeld = count === held;
        const response = await fetch(url, init);
        if (isHeld) await released;
        return response;
      },
      release,
    };
  }

  it.each([
    ["brings nothing any more", versioned(snapshotText("late"), '"3"')],
    ["fails nothing any more", versioned("late", '"3"')],
  ])("is given up by the next request, and %s", async (_, late) => {
    const { fetch, release } = holding(2);
    const { client, server, advance, greeting, settledGreeting } = await openClient(versioned(HELLO, '"1"'), {
      timeoutMs: 20_000,
      fetch,
    });
    await greeting();
    server.answer = late;
    advance(60_000);
    const background: Promise<unknown>[] = [];
    await greeting({ waitUntil: (promise) => void background.push(promise) });
    await vi.waitUntil(() => server.requests.length === 2);
    advance(20_999);
    await settledGreeting();
    expect(client.status()).toMatchObject({ refreshing: true, consecutiveFailures: 0 });
    expect(server.requests).toHaveLength(2);

    advance(1);
    expect(client.status().refreshing).toBe(false);
    server.answer = versioned(WORLD, '"2"');
    const refreshed = settledGreeting();
    await client.resolver();
    expect(client.status()).toMatchObject({ consecutiveFailures: 1, lastError: { code: "source-timeout" } });
    expect(client.status().lastError?.message).toContain("pass on the waitUntil of the request");
    await refreshed;
    expect(await greeting()).toBe("world");
    const settled = client.status();

    release();
    await Promise.all(background);
    expect(await greeting()).toBe("world");
    expect(client.status()).toEqual(settled);
    expect(server.requests).toHaveLength(3);
  });

  it("is given up by who waits for the first version", async () => {
    const { fetch, release } = holding(1);
    const { client, server, advance, greeting } = await openClient(versioned(HELLO, '"1"'), {
      timeoutMs: 20_000,
      fetch,
    });
    const first = greeting();
    await vi.waitUntil(() => server.requests.length === 1);
    advance(20_900);
    expect(await Promise.all([greeting(), greeting(), greeting()])).toEqual(["hello", "hello", "hello"]);
    expect(server.requests).toHaveLength(2);
    expect(client.status()).toMatchObject({ consecutiveFailures: 0, refreshing: false });
    release();
    expect(await first).toBe("hello");
  });
});

describe("a fallback", () => {
  const failing = { timeoutMs: 400 };
  const down = (_: unknown, response: { destroy(): void }) => response.destroy();
  const other = snapshotText("fallback");

  function resolverOf(text: string) {
    return openSnapshot(JSON.parse(text) as Snapshot, { schemaEngine: interpreterEngine });
  }

  it.each([
    ["text", other, "git:fallback"],
    ["parsed", JSON.parse(other) as Record<string, unknown>, "git:fallback"],
    ["a module", { default: resolverOf(other) }, "git:fallback"],
    ["a module of JSON", { default: JSON.parse(other) as Record<string, unknown> }, "git:fallback"],
    ["the resolver of a module", resolverOf(other), "git:fallback"],
  ])("as %s answers while nothing can be loaded, and until it can", async (_, fallback, fingerprint) => {
    const { client, server, advance, settledGreeting } = await openClient(down, { ...failing, fallback });
    expect(await settledGreeting()).toBe("fallback");
    expect(client.status()).toMatchObject({
      origin: "fallback",
      currentFingerprint: fingerprint,
      lastSuccess: undefined,
      consecutiveFailures: 1,
      lastError: { code: "source-unavailable" },
    });
    await settledGreeting();
    expect(server.requests).toHaveLength(1);

    advance(5_000);
    expect(await settledGreeting()).toBe("fallback");
    expect(client.status().consecutiveFailures).toBe(2);
    server.answer = versioned(HELLO, '"1"');
    advance(10_000);
    await settledGreeting();
    expect(await settledGreeting()).toBe("hello");
    expect(server.requests.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, undefined, undefined]);
    expect(client.status()).toMatchObject({ origin: "source", consecutiveFailures: 0 });
  });

  it("is not taken where the source answers", async () => {
    const { client, greeting } = await openClient(versioned(HELLO, '"1"'), { fallback: other });
    expect(await greeting()).toBe("hello");
    expect(client.status().origin).toBe("source");
  });

  it("does not take the place of what was loaded", async () => {
    const { client, server, greeting } = await openClient(versioned(HELLO, '"1"'), { ...failing, fallback: other });
    await greeting();
    server.answer = down;
    await expect(client.refreshNow()).rejects.toThrow();
    expect(await greeting()).toBe("hello");
    expect(client.status().origin).toBe("source");
  });

  it("answers requests that come at once", async () => {
    const { server, greeting } = await openClient(down, { fallback: other });
    const answers = await Promise.all([greeting(), greeting(), greeting()]);
    expect(answers).toEqual(["fallback", "fallback", "fallback"]);
    expect(server.requests).toHaveLength(1);
  });

  it("is read once, and nobody asks the source meanwhile", async () => {
    const fetch = vi.fn(() => Promise.reject(new Error("down")));
    const client = createClient("https://example.com/x", { schemaEngine: interpreterEngine, fetch, fallback: other });
    const served = vi.fn();
    void client.resolver().then(served);
    while (served.mock.calls.length === 0) {
      void client.resolver();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it("that is damaged is refused", async () => {
    for (const fallback of [other.replace('"fallback"', '"fallbakc"'), other.slice(0, 99), "", {}]) {
      const { client } = await openClient(down, { fallback });
      await expect(client.resolver()).rejects.toMatchObject({
        code: "snapshot-invalid",
        message: expect.stringMatching(/^the fallback: the snapshot cannot be read/) as string,
      });
      expect(client.status()).toMatchObject({ origin: undefined, lastError: { code: "source-unavailable" } });
    }
  });
});
