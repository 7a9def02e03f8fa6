import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RototoError } from "../errors/rototo-error.js";
import { copyContext } from "./copy-context.js";
import { errorOf } from "./testing/error-of.js";

function refusal(context: unknown): { pointer: string; message: string; error: RototoError } {
  const error = errorOf(() => copyContext(context));
  expect(error.code).toBe("context-invalid");
  const violations = error.details["violations"] as { pointer: string; message: string; keyword: string }[];
  expect(violations).toHaveLength(1);
  const { pointer = "none", message = "none" } = violations[0] ?? {};
  expect(error.message).toContain(message);
  return { pointer, message, error };
}

function nested(levels: number): object {
  let value: object = {};
  for (let level = 1; level < levels; level++) value = level % 2 === 0 ? { a: value } : [value];
  if (Array.isArray(value)) throw new Error("an odd number of levels ends in an object");
  return value;
}

describe("copyContext", () => {
  it("copies any JSON object, all the way down, and leaves it alone", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (context) => {
        const before = JSON.stringify(context);
        const copy = copyContext(context);
        expect(JSON.stringify(copy)).toBe(before);
        expect(JSON.stringify(context)).toBe(before);
        const shared = objectsOf(context).filter((object) => objectsOf(copy).includes(object));
        expect(shared).toEqual([]);
      }),
    );
  });

  it("takes frozen objects, objects without a prototype and those of another realm", () => {
    const context = Object.freeze({ a: Object.freeze([Object.freeze({ b: 1 })]) });
    expect(copyContext(context)).toEqual({ a: [{ b: 1 }] });
    expect(copyContext(Object.assign(Object.create(null) as object, { a: 1 }))).toEqual({ a: 1 });
    expect(copyContext(runInNewContext("({ a: { b: [1, { c: null }] } })"))).toEqual({ a: { b: [1, { c: null }] } });
  });

  it("keeps __proto__ as plain data, and no prototype changes", () => {
    const copy = copyContext(JSON.parse('{"__proto__": {"polluted": true}, "a": {"__proto__": 1}}'));
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"polluted":true},"a":{"__proto__":1}}');
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(copyContext({ ["__proto__"]: Object.prototype })).toEqual({ ["__proto__"]: {} });
  });

  it("leaves out undefined properties", () => {
    expect(Object.keys(copyContext({ a: undefined, b: { c: undefined, d: 1 } }))).toEqual(["b"]);
    expect(copyContext({ b: { c: undefined, d: 1 } })).toStrictEqual({ b: { d: 1 } });
  });

  it("reads each property once, so getters and proxies cannot change their mind", () => {
    let reads = 0;
    const getters = {
      get plan() {
        return ++reads;
      },
      list: {
        get inner() {
          return ++reads;
        },
      },
    };
    expect(copyContext(getters)).toEqual({ plan: 1, list: { inner: 2 } });
    const counts = new Map<PropertyKey, number>();
    const proxy = new Proxy(
      { a: 1, b: [1, 2] },
      {
        get(target, key, receiver) {
          counts.set(key, (counts.get(key) ?? 0) + 1);
          return Reflect.get(target, key, receiver) as unknown;
        },
      },
    );
    expect(copyContext(proxy)).toEqual({ a: 1, b: [1, 2] });
    expect([counts.get("a"), counts.get("b")]).toEqual([1, 1]);
  });

  it("does not see what the caller changes afterwards", () => {
    const context = { account: { plans: ["free"] } };
    const copy = copyContext(context);
    context.account.plans.push("enterprise");
    context.account = { plans: [] };
    expect(copy).toEqual({ account: { plans: ["free"] } });
  });

  class Account {
    plan = "free";
  }

  it.each<[string, unknown, string]>([
    ["undefined", undefined, ""],
    ["null", null, ""],
    ["a string", "text", ""],
    ["a number", 1, ""],
    ["a list", [], ""],
    ["a function", () => 1, ""],
    ["a symbol", Symbol("s"), ""],
    ["a bigint", 1n, ""],
    ["a date", new Date(0), ""],
    ["a class instance", new Account(), ""],
    ["a map inside", { a: { "b/c~d": new Map() } }, "/a/b~1c~0d"],
    ["a date inside a list", { a: [1, { at: new Date(0) }] }, "/a/1/at"],
    ["an object that inherits", { a: Object.create({ b: 1 }) as object }, "/a"],
    ["a boxed string", { a: Object("text") as object }, "/a"],
    ["a typed array", { a: new Uint8Array(1) }, "/a"],
    ["an error", { a: new Error("x") }, "/a"],
    ["a promise", { a: Promise.resolve(1) }, "/a"],
    ["a function inside", { a: { b: () => 1 } }, "/a/b"],
    ["a toJSON method", { a: { toJSON: () => 1 } }, "/a/toJSON"],
    ["a symbol inside", { a: [Symbol("s")] }, "/a/0"],
    ["a bigint inside", { a: 1n }, "/a"],
    ["NaN", { a: NaN }, "/a"],
    ["infinity", { a: { b: [-Infinity] } }, "/a/b/0"],
    ["undefined in a list", { a: [1, undefined] }, "/a/1"],
    ["a huge sparse list", { a: new Array(4_294_967_295) }, "/a/0"],
  ])("refuses %s", (_, context, pointer) => {
    expect(refusal(context).pointer).toBe(pointer);
  });

  it("refuses getters and proxies that throw, with the cause", () => {
    const cause = new Error("no such account");
    const getter = {
      a: {
        get b(): number {
          throw cause;
        },
      },
    };
    expect(refusal(getter)).toMatchObject({ pointer: "/a", error: { cause } });
    for (const trap of ["get", "ownKeys", "getOwnPropertyDescriptor"] as const) {
      const proxy: object = new Proxy(
        { x: 1 },
        {
          [trap]: () => {
            throw cause;
          },
        },
      );
      expect(refusal({ a: proxy })).toMatchObject({ pointer: "/a", error: { cause } });
    }
    const revocable = Proxy.revocable({}, {});
    revocable.revoke();
    expect(refusal({ a: [revocable.proxy] }).pointer).toBe("/a/0");
    expect(refusal(revocable.proxy).pointer).toBe("");
  });

  it("refuses a getter that throws something hostile", () => {
    const hostile: unknown = new Proxy(
      {},
      {
        get: () => {
          throw new Error("trap");
        },
        getPrototypeOf: () => {
          throw new Error("trap");
        },
      },
    );
    expect(
      refusal({
        a: {
          get b(): unknown {
            throw hostile;
          },
        },
      }).pointer,
    ).toBe("/a");
  });

  it("accepts 500 levels and refuses more, cycles among them", () => {
    expect(() => copyContext({ a: nested(499) })).not.toThrow();
    expect(refusal({ a: nested(501) }).message).toContain("500 levels");
    const cyclic: Record<string, unknown> = { a: 1 };
    cyclic["self"] = cyclic;
    cyclic["again"] = [cyclic];
    expect(refusal(cyclic).message).toContain("contain itself");
    expect(refusal({ a: nested(100_001) }).message).toContain("500 levels");
  });

  it("takes a huge context", () => {
    const context = { list: Array.from({ length: 100_000 }, (_, index) => ({ index })), text: "x".repeat(1_000_000) };
    expect(copyContext(context)).toEqual(context);
  });
});

function objectsOf(value: unknown): object[] {
  return typeof value === "object" && value !== null ? [value, ...Object.values(value).flatMap(objectsOf)] : [];
}
