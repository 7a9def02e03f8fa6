import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileWorkspace } from "../compile/compile-workspace.js";
import { createDocuments } from "../documents/documents.js";
import { acceptUnlinted } from "../lint/accepted-model.js";
import { readWorkspace } from "../read-workspace.js";
import { link } from "../resolve/link.js";
import { linkUnlinted } from "../resolve/link-unlinted.js";
import { compiled, qualifier, variable } from "../resolve/testing/compiled.js";
import { errorOf } from "../resolve/testing/error-of.js";
import { interpreterEngine } from "../schema/interpreter/index.js";
import { arbitraryContext, arbitraryWorkspace, writeWorkspace } from "../testing/arbitrary-workspace.js";
import { observeVariable } from "./observe.js";
import { openOnce } from "./open-once.js";

describe("a scope for one question", () => {
  it("answers, explains and is observed like any scope, however often the resolver was asked before", () => {
    fc.assert(
      fc.property(
        arbitraryWorkspace,
        fc.array(arbitraryContext, { minLength: 1, maxLength: 3 }),
        fc.nat(150),
        (sketch, contexts, asked) => {
          const documents = createDocuments(writeWorkspace(sketch, "flat"));
          const resolver = linkUnlinted(compileWorkspace(acceptUnlinted(readWorkspace(documents))));
          const environment = resolver.environments?.[0];
          const asking = { environment, now: 0 };
          // The shared memo is cleared every so many questions.
          for (let question = 0; question < asked; question++) resolver.resolveQualifier("q0", contexts[0], asking);
          for (const context of contexts) {
            for (const id of resolver.variableIds) {
              const own = resolver.scope(environment, context, asking);
              const once = openOnce(resolver, environment, context, asking);
              expect(once.resolveVariable(id)).toBe(own.resolveVariable(id));
              const redacts = () => false;
              expect(observeVariable(once, id, redacts)).toStrictEqual(observeVariable(own, id, redacts));
              expect(once.traceVariable(id)).toStrictEqual(own.traceVariable(id));
            }
            const answer = openOnce(resolver, environment, context, asking, "qualifier").resolveQualifier("q0");
            expect(answer).toBe(resolver.scope(environment, context, asking).resolveQualifier("q0"));
          }
        },
      ),
    );
  });

  const resolver = link(
    compiled({
      environments: ["dev"],
      context: { schema: "schemas/context.json", redacted: [] },
      schemas: [{ path: "schemas/context.json", schema: { required: ["plan"] } }],
      qualifiers: [qualifier("paid", { attribute: "plan", op: "eq", value: "paid" })],
      variables: [variable("v", "off", "paid -> on")],
    }),
    { schemaEngine: interpreterEngine },
  );

  it("checks what the question checks, in the same order", () => {
    for (const [environment, context] of [
      [undefined, {}],
      ["prod", {}],
      ["dev", {}],
      ["dev", null],
    ] as const) {
      const variableError = errorOf(() => openOnce(resolver, environment, context));
      expect(variableError).toStrictEqual(errorOf(() => resolver.resolveVariable("v", environment, context)));
      const options = environment === undefined ? {} : { environment };
      const qualifierError = errorOf(() => openOnce(resolver, environment, context, {}, "qualifier"));
      expect(qualifierError).toStrictEqual(errorOf(() => resolver.resolveQualifier("paid", context, options)));
    }
    expect(errorOf(() => openOnce(resolver, undefined, {})).code).toBe("environment-required");
    expect(errorOf(() => openOnce(resolver, undefined, {}, {}, "qualifier")).code).toBe("context-invalid");
    expect(() => openOnce(resolver, "dev", { plan: 1 }, { now: Number.NaN })).toThrow(RangeError);
    expect(openOnce(resolver, "dev", {}, { validateContext: false }).resolveVariable("v").valueKey).toBe("off");
  });

  it("answers for qualifiers without an environment, and then not for variables", () => {
    const scope = openOnce(resolver, undefined, { plan: "paid" }, {}, "qualifier");
    expect(scope.resolveQualifier("paid").value).toBe(true);
    expect(errorOf(() => scope.resolveVariable("v")).code).toBe("environment-required");
  });

  it("is for resolvers of rototo's own", () => {
    expect(() => openOnce({ ...resolver }, "dev", {})).toThrow(/^broken invariant/);
  });
});
