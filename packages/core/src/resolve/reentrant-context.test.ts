import { expect, it } from "vitest";
import { compileWorkspace } from "../compile/compile-workspace.js";
import { createDocuments } from "../documents/documents.js";
import { acceptUnlinted } from "../lint/accepted-model.js";
import { readWorkspace } from "../read-workspace.js";
import { link } from "./link.js";
import { linkUnlinted } from "./link-unlinted.js";
import { compiled, qualifier, variable } from "./testing/compiled.js";
import { errorOf, outcomeOf } from "./testing/error-of.js";

it("answers right when a getter of the context asks the same resolver", () => {
  const resolver = linkUnlinted(
    compileWorkspace(
      acceptUnlinted(
        readWorkspace(
          createDocuments({
            "rototo-workspace.toml": "schema_version = 1\n",
            "qualifiers/paid.toml":
              'schema_version = 1\n[[predicate]]\nattribute = "plan"\nop = "eq"\nvalue = "paid"\n',
          }),
        ),
      ),
    ),
  );
  const ask = (plan: string): boolean => resolver.resolveQualifier("paid", { plan }).value;
  for (let call = 0; call < 1_000; call += 1) {
    const outer = call % 2 === 0 ? "paid" : "free";
    const inner = outer === "paid" ? "free" : "paid";
    let innerAnswer: boolean | undefined;
    const context = {
      get plan() {
        innerAnswer = ask(inner);
        return outer;
      },
    };
    expect(resolver.resolveQualifier("paid", context).value).toBe(outer === "paid");
    expect(innerAnswer).toBe(inner === "paid");
  }
});

it("refuses a getter that asks its own question, after asking it no more often than the stack is deep", () => {
  const paid = qualifier("paid", { attribute: "plan", op: "eq", value: "paid" });
  const resolver = link(compiled({ qualifiers: [paid], variables: [variable("v", "no", "paid -> yes")] }));
  expect(resolver.resolveVariable("v", undefined, { plan: "paid" }).value).toBe("yes");
  let asked = 0;
  const context = {
    get plan(): unknown {
      asked += 1;
      return resolver.resolveVariable("v", undefined, context).value;
    },
  };
  expect(errorOf(() => resolver.resolveVariable("v", undefined, context)).code).toBe("context-invalid");
  expect(asked).toBeLessThan(100_000);
});

it("answers in a getter of an answer about a variable", () => {
  const paid = qualifier("paid", { attribute: "plan", op: "eq", value: "paid" });
  const resolver = link(compiled({ qualifiers: [paid], variables: [variable("v", "no", "paid -> yes")] }));
  const ask = (plan: string) => resolver.resolveVariable("v", undefined, { plan }).value;
  for (let call = 0; call < 1_000; call += 1) {
    const outer = call % 2 === 0 ? "paid" : "free";
    const context = {
      get plan() {
        expect(ask("free")).toBe("no");
        expect(ask("paid")).toBe("yes");
        return outer;
      },
    };
    expect(resolver.resolveVariable("v", undefined, context).value).toBe(outer === "paid" ? "yes" : "no");
  }
});

it("gives an answer or an error for a getter that changes its mind or the context, and nothing of it stays", () => {
  const qualifiers = [
    qualifier("paid", { attribute: "a.plan", op: "eq", value: "paid" }, { attribute: "b", op: "exists", value: true }),
  ];
  const resolver = link(compiled({ qualifiers, variables: [variable("v", "no", "paid -> yes")] }));
  const ask = (context: object) => outcomeOf(() => resolver.resolveVariable("v", undefined, context));
  const answers = [{ a: { plan: "paid" }, b: 1 }, { b: 1 }].map(ask);
  const moods: readonly unknown[] = ["paid", new Map(), undefined, NaN, [1], { plan: "paid" }, Symbol("s")];
  for (const mood of moods) {
    for (const turn of [1, 2, 3, 4]) {
      let reads = 0;
      const context = {
        a: {
          get plan() {
            reads += 1;
            if (reads === turn) Object.assign(context, { b: mood });
            return reads === turn ? mood : "paid";
          },
        },
        b: 1,
      };
      expect([...answers, "context-invalid"]).toContain(ask(context));
      expect(ask({ a: { plan: "paid" }, b: 1 })).toBe(answers[0]);
      expect(ask({ a: { plan: "free" }, b: 1 })).toBe(answers[1]);
    }
  }
});
