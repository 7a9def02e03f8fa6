import { interpreterEngine } from "@rototo/core/interpreter";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createClient } from "./create-client.js";
import { snapshotText } from "./testing/snapshot-text.js";

const MAX_AGE_MS = 60_000;
const VERSIONS = ["one", "two", "three"].map((name) => ({ name, text: snapshotText(name) }));

/** What the source does from now on. */
type Behaviour = { readonly serves: number } | "fails" | "is damaged" | "refuses";
const behaviour = fc.oneof(
  fc.record({ serves: fc.nat({ max: VERSIONS.length - 1 }) }),
  fc.constantFrom<Behaviour>("fails", "is damaged", "refuses"),
);
const step = fc.oneof(
  fc.record({ behaviour }),
  fc.record({
    advanceMs: fc.oneof(
      fc.integer({ min: 0, max: 400_000 }),
      // From one side of a pause's end to the other.
      fc.constantFrom(1, 4_999, 5_000, 9_999, 10_000, MAX_AGE_MS - 1, MAX_AGE_MS),
    ),
  }),
  fc.record({ requests: fc.integer({ min: 1, max: 3 }) }),
);

/** The pause after so many failures, where the draw is always 0. */
const PAUSES_MS = [MAX_AGE_MS, 5_000, 10_000, 20_000, 40_000, 80_000, 150_000];

it("answers from the last version that arrived whole, and asks exactly when it is time to", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: "max" }), async (steps) => {
      let source: Behaviour = { serves: 0 };
      let now = 1_000_000;
      let asked = 0;
      const client = createClient("https://example.com/x", {
        schemaEngine: interpreterEngine,
        now: () => now,
        random: () => 0,
        maxAgeMs: MAX_AGE_MS,
        fetch: (_, { headers }) => {
          asked += 1;
          return answer(source, headers["if-none-match"]);
        },
      });

      // The model: what is served, and from when on the source is to be asked.
      let served: string | undefined;
      let failures = 0;
      let dueAt = -Infinity;
      for (const each of steps) {
        if ("behaviour" in each) source = each.behaviour;
        else if ("advanceMs" in each) now += each.advanceMs;
        else {
          const before = served;
          const isAsked = served === undefined || now >= dueAt;
          if (isAsked && typeof source === "object") {
            served = VERSIONS[source.serves]?.name;
            failures = 0;
          } else if (isAsked) failures += 1;
          if (isAsked) dueAt = now + (PAUSES_MS[failures] ?? 150_000);

          const askedBefore = asked;
          const background: Promise<unknown>[] = [];
          const answers = await Promise.allSettled(
            Array.from({ length: each.requests }, async () => {
              const resolver = await client.resolver({ waitUntil: (promise) => void background.push(promise) });
              return resolver.resolveVariable("greeting", undefined, { seats: 1 }).value;
            }),
          );
          await Promise.all(background);
          expect(asked - askedBefore).toBe(isAsked ? 1 : 0);
          // Who finds an old version is answered from it, and the next request from the new one.
          const expected = before ?? served;
          for (const outcome of answers) {
            if (expected === undefined) expect(outcome.status).toBe("rejected");
            else expect(outcome).toEqual({ status: "fulfilled", value: expected });
          }
          expect(client.status()).toMatchObject({
            currentFingerprint: served === undefined ? undefined : `git:${served}`,
            consecutiveFailures: failures,
            refreshing: false,
          });
        }
      }
    }),
  );
});

function answer(source: Behaviour, condition: string | undefined): Promise<Response> {
  if (source === "fails") return Promise.reject(new Error("away"));
  if (source === "refuses") return Promise.resolve(new Response(null, { status: 403 }));
  const { name, text } = VERSIONS[source === "is damaged" ? 0 : source.serves]!;
  if (source === "is damaged") return Promise.resolve(new Response(text.replace('"one"', '"eno"')));
  const etag = `"${name}"`;
  const isUnchanged = condition === etag;
  return Promise.resolve(
    new Response(isUnchanged ? null : text, { status: isUnchanged ? 304 : 200, headers: { etag } }),
  );
}
