/** One decision of two comparisons, as every contender makes it: account plan and seats. */
export function decide(context, seats) {
  return context.account.plan === "enterprise" && context.account.seats >= seats ? "large" : "standard";
}

export const contextSchema = {
  type: "object",
  required: ["account"],
  additionalProperties: false,
  properties: {
    account: {
      type: "object",
      required: ["plan", "seats"],
      additionalProperties: false,
      properties: { plan: { type: "string" }, seats: { type: "integer", minimum: 0 } },
    },
  },
};

/** Contexts of which half match, so that no branch is always the same. */
export const contexts = Array.from({ length: 64 }, (_, index) => ({
  account: { plan: index % 2 === 0 ? "enterprise" : "free", seats: (index * 37) % 400 },
}));

/** The least that a configurable resolver can be: an id looked up in a Map, and closures. */
export function mapOfClosures(count) {
  const equals = (first, second, value) => (context) => context[first][second] === value;
  const atLeast = (first, second, value) => (context) => context[first][second] >= value;
  const variables = new Map();
  for (let index = 0; index < count; index++) {
    const tests = [equals("account", "plan", "enterprise"), atLeast("account", "seats", seatsOf(index))];
    variables.set(idOf(index), { tests, matched: "large", otherwise: "standard" });
  }
  return (id, context) => {
    const variable = variables.get(id);
    for (const test of variable.tests) if (!test(context)) return variable.otherwise;
    return variable.matched;
  };
}

/** The same decisions as a compiled workspace: each variable with a qualifier of its own. */
export function compiledWorkspace(count, { schema = false } = {}) {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const byId = (left, right) => (left.id < right.id ? -1 : 1);
  return {
    environments: ["dev", "prod"],
    context: schema ? { schema: "schemas/context.schema.json", redacted: [] } : null,
    catalogs: [],
    schemas: schema ? [{ path: "schemas/context.schema.json", schema: contextSchema }] : [],
    linted: true,
    qualifiers: indexes
      .map((index) => ({
        id: "large-" + idOf(index),
        match: "all",
        predicates: [
          { attribute: "account.plan", op: "eq", value: "enterprise" },
          { attribute: "account.seats", op: "gte", value: seatsOf(index) },
        ],
      }))
      .sort(byId),
    variables: indexes
      .map((index) => ({
        id: idOf(index),
        type: { kind: "primitive", type: "string" },
        values: [
          { key: "large", value: "large" },
          { key: "standard", value: "standard" },
        ],
        selection: {
          kind: "env",
          fallback: { defaultKey: "standard", rules: [] },
          environments: [
            {
              name: "prod",
              branch: {
                defaultKey: "standard",
                rules: [{ qualifier: "large-" + idOf(index), valueKey: "large" }],
              },
            },
          ],
        },
      }))
      .sort(byId),
  };
}

/** `count` ids in an order that is the same in each run and follows no pattern of memory. */
export function shuffledIds(count) {
  const ids = Array.from({ length: count }, (_, index) => idOf(index));
  for (let index = count - 1, seed = 1; index > 0; index--) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    const other = seed % (index + 1);
    [ids[index], ids[other]] = [ids[other], ids[index]];
  }
  return ids;
}

export function idOf(index) {
  return `variable-${index}`;
}

export function seatsOf(index) {
  return 50 + (index % 300);
}
