import { expect, it } from "vitest";
import { compileWorkspace } from "../compile/compile-workspace.js";
import { createDocuments } from "../documents/documents.js";
import { acceptUnlinted } from "../lint/accepted-model.js";
import { readWorkspace } from "../read-workspace.js";
import { linkUnlinted } from "./link-unlinted.js";

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
