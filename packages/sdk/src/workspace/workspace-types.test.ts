import type { JsonValue, RototoError } from "@rototo/core";
import { expectTypeOf, it } from "vitest";
import type { FallbackResolution, VariableResolution } from "./resolution.js";
import type { Workspace } from "./workspace.js";

interface Declared {
  environment: "dev" | "prod";
  context: { account: { plan: string } };
  variables: { "max-seats": number; banner: { text: string } };
  qualifier: "enterprise";
}

interface WithoutEnvironments extends Omit<Declared, "environment"> {
  environment: undefined;
}

/** Never called: the compiler is the test. */
function declared(workspace: Workspace<Declared>): void {
  const context = { account: { plan: "free" } };
  expectTypeOf(workspace.resolveVariable("max-seats", "prod", context).value).toEqualTypeOf<number>();
  expectTypeOf(workspace.resolveVariable("banner", "dev", context).value.text).toEqualTypeOf<string>();
  expectTypeOf(workspace.scope("prod", context).resolveVariable("max-seats").value).toEqualTypeOf<number>();
  expectTypeOf(workspace.trace("max-seats", "prod", context).resolution.value).toEqualTypeOf<number>();
  expectTypeOf(workspace.resolveVariable("max-seats", "prod", context, { fallback: "none" })).toEqualTypeOf<
    VariableResolution<"max-seats", number> | FallbackResolution<"max-seats", string>
  >();
  // @ts-expect-error -- no such variable
  workspace.resolveVariable("max-seat", "prod", context);
  // @ts-expect-error -- no such environment
  workspace.resolveVariable("max-seats", "prd", context);
  // @ts-expect-error -- a context of another shape
  workspace.resolveVariable("max-seats", "prod", { account: { plan: 1 } });
  // @ts-expect-error -- the workspace has environments
  workspace.resolveVariable("max-seats", context);
  // @ts-expect-error -- the workspace has environments
  workspace.scope(context);
  // @ts-expect-error -- no such qualifier
  workspace.resolveQualifier("enterprises", context);
}

function withoutEnvironments(workspace: Workspace<WithoutEnvironments>): void {
  const context = { account: { plan: "free" } };
  expectTypeOf(workspace.resolveVariable("max-seats", context).value).toEqualTypeOf<number>();
  expectTypeOf(workspace.resolveVariable("max-seats", undefined, context).value).toEqualTypeOf<number>();
  expectTypeOf(workspace.scope(context).resolveVariable("banner").value).toEqualTypeOf<{ text: string }>();
  // @ts-expect-error -- the workspace has no environments
  workspace.resolveVariable("max-seats", "prod", context);
}

function undeclared(workspace: Workspace): void {
  const resolution = workspace.resolveVariable("anything", "prod", { any: "context" });
  expectTypeOf(resolution.value).toEqualTypeOf<JsonValue>();
  expectTypeOf(workspace.resolveVariable("anything", {}).value).toEqualTypeOf<JsonValue>();
  const safe = workspace.resolveVariable("anything", {}, { fallback: 7 });
  if (safe.reason === "caller_fallback") expectTypeOf(safe.error).toEqualTypeOf<RototoError>();
  // @ts-expect-error -- a value is JSON until someone has looked at it
  expectTypeOf(resolution.value.model).toBeString();
}

it("knows ids, environments, contexts and values at compile time", () => {
  expectTypeOf(declared).toBeFunction();
  expectTypeOf(withoutEnvironments).toBeFunction();
  expectTypeOf(undeclared).toBeFunction();
});
