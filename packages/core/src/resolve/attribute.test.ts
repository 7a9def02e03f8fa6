import { afterEach, describe, expect, it } from "vitest";
import type { CompiledPredicate } from "../compile/compiled-workspace.js";
import { link } from "./link.js";
import { compiled, qualifier } from "./testing/compiled.js";

function holds(
  predicate: CompiledPredicate,
  context: object,
  options: { environment?: string; now?: number } = {},
): boolean {
  const workspace = compiled({ environments: ["dev", "prod"], qualifiers: [qualifier("q", predicate)] });
  return link(workspace).resolveQualifier("q", context, options).value;
}

const exists = (attribute: string): CompiledPredicate => ({ attribute, op: "exists", value: true });

describe("context attributes", () => {
  it("follows own properties of objects only, never into lists or strings", () => {
    expect(holds(exists("a.b.c.d"), { a: { b: { c: { d: null } } } })).toBe(true);
    expect(holds(exists("a.length"), { a: "text" })).toBe(false);
    expect(holds(exists("a.length"), { a: [1] })).toBe(false);
    expect(holds(exists("a.0"), { a: [1] })).toBe(false);
    expect(holds(exists("a.b.0"), { a: { b: [1] } })).toBe(false);
    expect(holds(exists("a.b.c"), { a: null })).toBe(false);
    expect(holds(exists("a.b"), { "a.b": 1 })).toBe(false);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"])("%s is plain data", (name) => {
    const own = JSON.parse(`{"${name}": {"${name}": {"${name}": "own"}}}`) as object;
    for (const path of [name, `${name}.${name}`, `${name}.${name}.${name}`]) {
      expect(holds(exists(path), own)).toBe(true);
      expect(holds(exists(path), {})).toBe(false);
    }
    expect(holds({ attribute: `${name}.${name}.${name}`, op: "eq", value: "own" }, own)).toBe(true);
    for (const path of [`a.${name}`, `a.b.${name}`, `${name}.name`, `${name}.length`]) {
      expect(holds(exists(path), { a: { b: {} } })).toBe(false);
    }
  });

  describe("with an Object.prototype that someone has added to", () => {
    afterEach(() => {
      for (const key of ["account", "plan"]) Reflect.deleteProperty(Object.prototype, key);
    });

    it.each([true, false])("reads nothing of it (added before linking: %s)", (early) => {
      const add = () => Object.assign(Object.prototype, { account: { plan: "stolen" }, plan: "stolen" });
      if (early) add();
      const paths = ["plan", "account.plan", "account.plan.plan"];
      const qualifiers = paths.map((path) => qualifier(path, exists(path)));
      const resolver = link(compiled({ qualifiers }));
      const ask = (context: object) => paths.map((path) => resolver.resolveQualifier(path, context).value);
      if (!early) expect(ask({ account: { plan: 1 } })).toEqual([false, true, false]);
      if (!early) add();
      expect(ask({})).toEqual([false, false, false]);
      expect(ask({ account: {} })).toEqual([false, false, false]);
      expect(ask({ list: [{}], account: { plan: { plan: 1 } } })).toEqual([false, true, true]);
    });
  });
});

describe("reserved attributes", () => {
  it("never come from the context", () => {
    const context = { qualifier: { x: true }, rototo: { environment: "prod", now: "x", other: 1 } };
    for (const path of ["qualifier", "rototo", "rototo.environment", "rototo.now", "rototo.other", "rototo.now.x"]) {
      expect(holds(exists(path), context)).toBe(false);
    }
  });

  it("rototo.environment is the requested one", () => {
    const predicate: CompiledPredicate = { attribute: "rototo.environment", op: "in", value: ["prod"] };
    expect(holds(predicate, {}, { environment: "prod" })).toBe(true);
    expect(holds(predicate, {}, { environment: "dev" })).toBe(false);
    expect(holds(predicate, {})).toBe(false);
  });

  it("rototo.now is the caller's instant", () => {
    const predicate: CompiledPredicate = { attribute: "rototo.now", op: "after", value: "2026-03-01T00:00:00Z" };
    expect(holds(predicate, {}, { now: Date.UTC(2026, 2, 1) + 1 })).toBe(true);
    expect(holds(predicate, {}, { now: Date.UTC(2026, 2, 1) })).toBe(false);
    expect(holds(predicate, {})).toBe(false);
    expect(
      holds({ attribute: "rototo.now", op: "eq", value: "0000-01-01T00:00:00.000Z" }, {}, { now: -62_167_219_200_000 }),
    ).toBe(true);
  });

  it.each([NaN, Infinity, 253_402_300_800_000, -62_167_219_200_001])("refuses the instant %d", (now) => {
    expect(() => holds(exists("rototo.now"), {}, { now })).toThrow(/now.*milliseconds/);
  });
});
