import { expectTypeOf, it } from "vitest";
import type { RototoError } from "../errors/rototo-error.js";
import type { JsonValue } from "../json/json-value.js";
import type { FallbackResolution, VariableResolution } from "./resolution.js";
import type { WorkspaceQueries, WorkspaceScope } from "./workspace-queries.js";

interface Declared {
  environment: "dev" | "prod";
  context: { account: { plan: string } };
  variables: { "max-seats": number; banner: { text: string; tags: string[] } };
  qualifier: "enterprise";
}

interface WithoutEnvironments extends Omit<Declared, "environment"> {
  environment: undefined;
}

/** Never called: the compiler is the test. */
function declared(workspace: WorkspaceQueries<Declared>): void {
  const context = { account: { plan: "free" } };
  expectTypeOf(workspace.resolveVariable("max-seats", "prod", context).value).toEqualTypeOf<number>();
  expectTypeOf(workspace.resolveVariable("banner", "dev", context).value.text).toEqualTypeOf<string>();
  expectTypeOf(workspace.scope("prod", context).resolveVariable("max-seats").value).toEqualTypeOf<number>();
  expectTypeOf(workspace.trace("max-seats", "prod", context).resolution.value).toEqualTypeOf<number>();
  expectTypeOf(workspace.resolveVariable("max-seats", "prod", context, { fallback: "none" })).toEqualTypeOf<
    VariableResolution<"max-seats", number> | FallbackResolution<"max-seats", string>
  >();
  // @ts-expect-error -- an answer is frozen
  workspace.resolveVariable("banner", "dev", context).value.text = "";
  // @ts-expect-error -- an answer is frozen, all the way down
  workspace.resolveVariable("banner", "dev", context).value.tags[0] = "";
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

function withoutEnvironments(workspace: WorkspaceQueries<WithoutEnvironments>): void {
  const context = { account: { plan: "free" } };
  expectTypeOf(workspace.resolveVariable("max-seats", context).value).toEqualTypeOf<number>();
  expectTypeOf(workspace.resolveVariable("max-seats", undefined, context).value).toEqualTypeOf<number>();
  expectTypeOf(workspace.scope(context).resolveVariable("banner").value).toEqualTypeOf<{
    readonly text: string;
    readonly tags: readonly string[];
  }>();
  // @ts-expect-error -- the workspace has no environments
  workspace.resolveVariable("max-seats", "prod", context);
}

function undeclared(workspace: WorkspaceQueries): void {
  const resolution = workspace.resolveVariable("anything", "prod", { any: "context" });
  expectTypeOf(resolution.value).toEqualTypeOf<JsonValue>();
  expectTypeOf(workspace.resolveVariable("anything", {}).value).toEqualTypeOf<JsonValue>();
  const safe = workspace.resolveVariable("anything", {}, { fallback: 7 });
  if (safe.reason === "caller_fallback") expectTypeOf(safe.error).toEqualTypeOf<RototoError>();
  // @ts-expect-error -- a value is JSON until someone has looked at it
  expectTypeOf(resolution.value.model).toBeString();
}

interface Banner {
  text: string;
  link?: { href: string };
}

interface Variables {
  banner: Banner;
}

interface DeclaredByNames extends Omit<Declared, "variables"> {
  variables: Variables;
}

/** What is declared is taken where nothing is, though an interface has no index signature as JSON has. */
function taken(
  declared: WorkspaceQueries<DeclaredByNames>,
  others: WorkspaceQueries<WithoutEnvironments>,
): readonly WorkspaceQueries[] {
  expectTypeOf(declared.scope("prod", { account: { plan: "free" } })).toExtend<WorkspaceScope>();
  // @ts-expect-error -- not the same variables
  expectTypeOf(declared).toExtend<WorkspaceQueries<Declared>>();
  // @ts-expect-error -- what declares nothing is not taken where a declaration is
  expectTypeOf<WorkspaceQueries>().toExtend<typeof declared>();
  return [declared, others];
}

it("knows ids, environments, contexts and values at compile time", () => {
  expectTypeOf(declared).toBeFunction();
  expectTypeOf(withoutEnvironments).toBeFunction();
  expectTypeOf(undeclared).toBeFunction();
  expectTypeOf(taken).toBeFunction();
});
