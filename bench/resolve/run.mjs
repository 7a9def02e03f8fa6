import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { compare } from "./compare.mjs";
import { compiledWorkspace, contexts, contextSchema, decide, mapOfClosures, seatsOf, shuffledIds } from "./peers.mjs";

const core = new URL("../../packages/core/", import.meta.url);

/**
 * Prints what one resolution costs as ratios to the least code that could do it:
 * a plain function, a Map of closures, and Ajv's validation with a plain function.
 * Runs on the built package. Returns the rows.
 */
export async function run() {
  const { link } = await import(new URL("dist/resolve/index.js", core).href);
  const { ajvEngine } = await import(new URL("dist/schema/ajv/index.js", core).href);
  const { Ajv2020 } = await import(
    pathToFileURL(createRequire(new URL("package.json", core)).resolve("ajv/dist/2020.js")).href
  );
  const rows = [];
  for (const count of [1, 1_000, 10_000])
    rows.push(...(await measure(link, ajvEngine, new Ajv2020().compile(contextSchema), count)));
  print(rows);
  return rows;
}

async function measure(link, schemaEngine, validate, count) {
  const ids = shuffledIds(count);
  const closures = mapOfClosures(count);
  const resolver = link(compiledWorkspace(count));
  const validating = link(compiledWorkspace(count, { schema: true }), { schemaEngine });
  const prepared = contexts.map((context) => resolver.scope("prod", context));

  const each = (once) => (operations) => {
    let total = 0;
    for (let index = 0, id = 0; index < operations; index++) {
      total += once(ids[id], index & 63, id).length;
      if (++id === ids.length) id = 0;
    }
    return total;
  };
  // A scope answers from its memo the second time, so this one is made anew for each pass over the ids.
  let fresh = prepared[0];
  // A resolver lives long: link everything and let it move to where long-lived objects are.
  for (const id of ids) for (const context of contexts.slice(0, 2)) validating.resolveVariable(id, "prod", context);
  for (const scope of prepared) for (const id of ids) scope.resolveVariable(id);
  globalThis.gc?.();
  const result = await compare(
    {
      plain: each((id, context, index) => decide(contexts[context], seatsOf(index))),
      closures: each((id, context) => closures(id, contexts[context])),
      validatedPlain: each((id, context, index) => {
        if (!validate(contexts[context])) throw new Error("context does not match");
        return decide(contexts[context], seatsOf(index));
      }),
      validatedClosures: each((id, context) => {
        if (!validate(contexts[context])) throw new Error("context does not match");
        return closures(id, contexts[context]);
      }),
      scope: each((id, context) => prepared[context].resolveVariable(id).value),
      firstInScope: each((id, context, index) => {
        if (index === 0) fresh = resolver.scope("prod", contexts[context]);
        return fresh.resolveVariable(id).value;
      }),
      call: each((id, context) => resolver.resolveVariable(id, "prod", contexts[context]).value),
      validatedCall: each((id, context) => validating.resolveVariable(id, "prod", contexts[context]).value),
      traced: each((id, context) => prepared[context].traceVariable(id).resolution.value),
    },
    // Many short rounds bear a busy machine best. But long enough to pass over all ids several times, for the first pass
    // only warms the caches.
    count > 1_000 ? { rounds: 15, milliseconds: 40 } : { rounds: 101, milliseconds: 2 },
  );
  const row = (what, mine, peer) => ({
    variables: count,
    what,
    nanoseconds: result.nanoseconds(mine),
    ratio: result.ratio(mine, peer),
    against: peer,
  });
  return [
    row("prepared scope", "scope", "plain"),
    row("prepared scope", "scope", "closures"),
    row("scope, nothing evaluated yet", "firstInScope", "closures"),
    row("full call, no context schema", "call", "closures"),
    row("full call with validation", "validatedCall", "validatedPlain"),
    row("full call with validation", "validatedCall", "validatedClosures"),
    row("prepared scope with trace", "traced", "closures"),
  ];
}

const PEERS = {
  plain: "plain function",
  closures: "Map + closures",
  validatedPlain: "Ajv + plain function",
  validatedClosures: "Ajv + Map + closures",
};

function print(rows) {
  console.log("resolve");
  for (const { variables, what, nanoseconds, ratio, against } of rows) {
    const cells = [
      String(variables).padStart(7) + " variables",
      what.padEnd(30),
      ratio.toFixed(1).padStart(7) + " x " + PEERS[against].padEnd(22),
      nanoseconds.toFixed(0).padStart(7) + " ns",
    ];
    console.log("  " + cells.join("  "));
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await run();
