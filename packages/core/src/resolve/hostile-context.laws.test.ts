import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CompiledPredicate, CompiledWorkspace } from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import type { ComparisonOperator } from "../operators/operators.js";
import type { JsonValue } from "../json/json-value.js";
import { ajvEngine } from "../schema/ajv/index.js";
import { findAttribute } from "../schema/questions/find-attribute.js";
import { link } from "./link.js";
import type { Resolver } from "./resolver.js";
import { compiled, qualifier, variable } from "./testing/compiled.js";

/** Makes a part of a context. Each call makes another one, so that both sides of a law begin with the same. */
type Make = () => unknown;

interface Property {
  readonly key: string;
  readonly make: Make;
  readonly as: "data" | "getter" | "hidden" | "hidden getter" | "inherited" | "throwing getter" | "symbol too";
}

interface Shape {
  readonly properties: readonly Property[];
  readonly prototype: "plain" | "none" | "class" | "claims to be plain" | "claims to be plain, hidden";
  readonly proxy: "none" | "passes on" | "has every key" | "hides every key";
}

class Account {
  readonly #plan = "paid";

  get plan(): string {
    return this.#plan;
  }
}

function define(object: object, { key, make, as }: Property): void {
  const enumerable = !as.startsWith("hidden");
  if (as === "symbol too") Object.defineProperty(object, Symbol(key), { value: new Map(), enumerable: true });
  if (as === "throwing getter") {
    const get = () => {
      throw new Error("no such account");
    };
    Object.defineProperty(object, key, { get, enumerable: true, configurable: true });
  } else if (as.endsWith("getter")) {
    Object.defineProperty(object, key, { get: make, enumerable, configurable: true });
  } else {
    Object.defineProperty(object, key, { value: make(), enumerable, configurable: true, writable: true });
  }
}

function build({ properties, prototype, proxy }: Shape): object {
  const inherited: object = prototype === "class" || prototype.startsWith("claims") ? new Account() : {};
  for (const property of properties) if (property.as === "inherited") define(inherited, property);
  const isPlain = prototype === "plain" && !properties.some(({ as }) => as === "inherited");
  const object = Object.create(isPlain ? Object.prototype : prototype === "none" ? null : inherited) as object;
  for (const property of properties) if (property.as !== "inherited") define(object, property);
  if (prototype.startsWith("claims")) {
    const enumerable = !prototype.endsWith("hidden");
    Object.defineProperty(object, "__proto__", { value: Object.prototype, enumerable });
  }
  if (proxy === "passes on") return new Proxy(object, {});
  if (proxy === "has every key") {
    const get = (target: object, key: PropertyKey): unknown =>
      Reflect.has(target, key) || typeof key === "symbol" ? Reflect.get(target, key) : "paid";
    return new Proxy(object, { get });
  }
  return proxy === "hides every key" ? new Proxy(object, { ownKeys: () => [] }) : object;
}

const keys = fc.constantFrom("account", "plan", "seats", "a", "b", "__proto__", "constructor");
const scalars: fc.Arbitrary<Make> = fc
  .constantFrom<unknown>("paid", "free", "", 0, 5, 10.5, true, false, null)
  .map((value) => () => value);
const odd: fc.Arbitrary<Make> = fc.constantFrom<Make>(
  () => undefined,
  () => NaN,
  () => -0,
  () => Infinity,
  () => 1n,
  () => Symbol("s"),
  () => () => "paid",
  () => new Date(0),
  () => new Map([["plan", "paid"]]),
  () => new Account(),
  () => Object("paid") as object,
  () => ({ toJSON: () => "paid" }),
  () => new Array<unknown>(3),
  () => [1, undefined],
  () => Object.assign(["paid"], { extra: () => 1 }),
  () => Object.assign(["paid"], { some: () => true }),
  () => Object.assign(["paid"], { [Symbol.iterator]: () => [new Date(0)].values() }),
  () => new (class extends Array<string> {})("paid", "free"),
  () => new Proxy(["paid"], {}),
  () => nested(495),
  () => nested(505),
  () => {
    const circle: Record<string, unknown> = {};
    circle["self"] = [circle];
    return circle;
  },
);

function nested(levels: number): object {
  let value: object = {};
  for (let level = 1; level < levels; level++) value = level % 2 === 0 ? { a: value } : [value];
  return value;
}

const values: fc.Arbitrary<Make> = fc.letrec<{ value: Make; object: Make }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    { weight: 8, arbitrary: scalars },
    { weight: 1, arbitrary: odd },
    { weight: 2, arbitrary: fc.array(tie("value"), { maxLength: 3 }).map((all) => () => all.map((make) => make())) },
    { weight: 6, arbitrary: tie("object") },
  ),
  object: fc
    .record<Shape>({
      properties: fc.uniqueArray(
        fc.record<Property>({
          key: keys,
          make: tie("value"),
          as: mostly("data", "getter", "hidden", "hidden getter", "inherited", "throwing getter", "symbol too"),
        }),
        { maxLength: 5, selector: ({ key }) => key },
      ),
      prototype: mostly("plain", "none", "class", "claims to be plain", "claims to be plain, hidden"),
      proxy: mostly("none", "passes on", "has every key", "hides every key"),
    })
    .map((shape) => () => build(shape)),
})).object;

/** Contexts near what the schemas take, so that most pass but for one oddity. */
const accounts: fc.Arbitrary<Make> = fc
  .record({
    plan: fc.tuple(
      fc.oneof({ weight: 9, arbitrary: scalars }, odd),
      mostly<Property["as"]>("data", "getter", "hidden"),
    ),
    seats: fc.tuple(fc.constantFrom(5, 10.5, -0), mostly<Property["as"]>("data", "getter", "hidden", "inherited")),
    more: fc.option(fc.tuple(keys, fc.oneof(values, scalars, odd)), { freq: 6 }),
    prototype: mostly<Shape["prototype"]>("plain", "none", "class", "claims to be plain", "claims to be plain, hidden"),
    proxy: mostly<Shape["proxy"]>("none", "passes on", "has every key", "hides every key"),
  })
  .map(({ plan, seats, more, prototype, proxy }) => () => {
    const properties: Property[] = [
      { key: "plan", make: plan[0], as: plan[1] },
      { key: "seats", make: () => seats[0], as: seats[1] },
    ];
    if (more) properties.push({ key: more[0], make: more[1], as: "data" });
    return { account: build({ properties, prototype, proxy }) };
  });

function mostly<T>(first: T, ...others: T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(first) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
}

const closed = (properties: JsonValue, required: string[] = []): JsonValue => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});
const PLAN: JsonValue = { type: ["string", "boolean", "null"] };
const SEATS: JsonValue = { type: "number" };
const account = closed({ plan: PLAN, seats: SEATS, a: { enum: [1, "x"] } }, ["plan"]);
const open: JsonValue = { type: "object", properties: { plan: PLAN, seats: SEATS }, minProperties: 1 };
const schemas: readonly (JsonValue | undefined)[] = [
  undefined,
  closed({ account }),
  closed({ account }, ["account"]),
  closed({ account: open, a: { const: 1 } }),
  { type: "object", properties: { account: { $ref: "#/$defs/account" } }, $defs: { account } },
  closed({ account: { ...(open as object), required: ["a"] } }),
  { type: "object", properties: { account: { type: "object" }, a: { type: "array", items: { type: "string" } } } },
  { allOf: [closed({ account })] },
];

/** As lint accepts it: its predicates read what the schema declares. */
function workspace(schema: JsonValue | undefined): CompiledWorkspace {
  const schemas = schema === undefined ? [] : [{ path: "context.json", schema }];
  const resources = new Map(schemas.map(({ path, schema }) => [path, schema]));
  const isDeclared = ({ attribute }: CompiledPredicate) =>
    schema === undefined ||
    attribute.startsWith("qualifier.") ||
    findAttribute(attribute.split("."), "context.json", resources).declared;
  const ask = (attribute: string, op: ComparisonOperator, value: JsonValue) => ({ attribute, op, value });
  const qualifiers = [
    qualifier("paid", ask("account.plan", "eq", "paid"), ask("account.seats", "gte", 5)),
    qualifier("free", ask("account.plan", "neq", "paid")),
    qualifier("listed", ask("account.plan", "contains", "paid")),
    qualifier("there", ask("account.plan", "exists", true)),
    qualifier("top", ask("a", "exists", true)),
    qualifier("deep", ask("account.a.b", "neq", "paid")),
    qualifier("object", ask("account", "eq", { plan: "paid", seats: 5 })),
    qualifier("odd", ask("account.constructor", "exists", true)),
    qualifier("not-paid", ask("qualifier.paid", "eq", false)),
  ].filter(({ predicates }) => predicates.every(isDeclared));
  const ruled = (id: string, ...names: string[]) =>
    variable(
      id,
      "no",
      ...names.filter((name) => qualifiers.some(({ id }) => id === name)).map((it) => `${it} -> ${it}`),
    );
  return compiled({
    context: schema === undefined ? null : { schema: "context.json", redacted: [] },
    schemas,
    qualifiers,
    variables: [
      ruled("v0", "paid", "free"),
      ruled("v1", "listed", "there"),
      ruled("v2", "top", "deep"),
      ruled("v3", "object"),
      ruled("v4", "odd"),
      ruled("v5", "not-paid"),
      ruled("v6", "paid"),
      ruled("v7"),
    ],
  });
}

/** The answer, or all of the error that a caller can see. */
function told(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof RototoError)) throw error;
    const { code, message, details, cause } = error;
    return { code, message, details, cause: String(cause) };
  }
}

/** A resolver that has been asked for every variable, so that none is linked anew. */
function warm(schema: JsonValue | undefined): Resolver {
  const resolver = link(workspace(schema), { schemaEngine: ajvEngine });
  for (const id of resolver.variableIds)
    told(() => resolver.resolveVariable(id, undefined, { account: { plan: "x" } }));
  return resolver;
}

const resolvers = schemas.map(warm);

describe("a full call", () => {
  it.each([
    ["any hostile context", values],
    ["a context with one oddity", accounts],
  ])("answers as a scope does, which copies its context: %s", (_, contexts) => {
    fc.assert(
      fc.property(contexts, fc.constantFrom(...resolvers), fc.boolean(), (make, resolver, validateContext) => {
        const options = validateContext ? undefined : { validateContext };
        for (const id of resolver.variableIds) {
          const answer = told(() => resolver.resolveVariable(id, undefined, make(), options));
          // Traced, so that the trace has to come to the same answer.
          const scoped = told(() => resolver.scope(undefined, make(), options).traceVariable(id).resolution);
          expect(answer).toStrictEqual(scoped);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("reads from the caller's own object where nothing is in doubt", () => {
    const reads = resolvers.map((resolver) => {
      let count = 0;
      const account = {
        seats: 5,
        a: 1,
        get plan() {
          count += 1;
          return "paid";
        },
      };
      expect(resolver.resolveVariable("v0", undefined, { account }).value).toBe("paid");
      return count;
    });
    // Once where the context was copied.
    expect(reads.map((count) => count > 1)).toEqual([true, true, true, true, true, false, false, true]);
  });
});
