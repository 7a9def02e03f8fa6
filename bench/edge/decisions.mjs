import { interpreterEngine } from "@rototo/core/interpreter";
import { link } from "@rototo/core/resolve";
import { compiledWorkspace, contexts, shuffledIds } from "../resolve/peers.mjs";

/** The loops that Node and workerd both run, by name: each does `count` operations and returns a number of them. */
const loops = {
  empty: over(1, () => (_id, context) => context.account.plan),
  "prepared scope": over(1, (workspace) => {
    const resolver = link(workspace);
    const scopes = new Map(contexts.map((context) => [context, resolver.scope("prod", context)]));
    return (id, context) => scopes.get(context).resolveVariable(id).value;
  }),
  "full call": over(1, fullCall),
  "full call, 1000 variables": over(1_000, fullCall),
  "full call with validation": over(1, fullCall, { schema: true }),
  "full call with trace": over(1, (workspace) => {
    const resolver = link(workspace);
    return (id, context) => resolver.scope("prod", context).traceVariable(id).resolution.value;
  }),
};

export const names = Object.keys(loops);

function fullCall(workspace) {
  const resolver = link(workspace, { schemaEngine: interpreterEngine });
  return (id, context) => resolver.resolveVariable(id, "prod", context).value;
}

/** Prepared when it is first run: a worker may take little time to start. */
function over(variables, prepare, options) {
  let decide;
  let ids;
  return (count) => {
    decide ??= prepare(compiledWorkspace(variables, options));
    ids ??= shuffledIds(variables);
    let total = 0;
    for (let index = 0, id = 0; index < count; index++) {
      total += decide(ids[id], contexts[index & 63]).length;
      if (++id === ids.length) id = 0;
    }
    return total;
  };
}

/** Runs what a URL's query names, and answers with the number that came of it. */
export function answer(url) {
  const { searchParams } = new URL(url, "http://localhost");
  return String(loops[searchParams.get("loop")](Number(searchParams.get("count"))));
}
