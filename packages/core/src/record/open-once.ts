import { openScopes } from "../resolve/link.js";
import type { Resolver, Scope, ScopeOptions } from "../resolve/resolver.js";

/**
 * Opens a scope for one question and for observing how it was answered. It costs what the
 * question alone costs, for all such scopes of a resolver share one memo: it is good until
 * `resolver` is asked anything else, through this function or its own methods.
 *
 * Throws what `resolver.resolveVariable` throws before it looks for the id, in the same
 * order, or for a `question` about a qualifier what `resolver.resolveQualifier` throws.
 */
export function openOnce(
  resolver: Resolver,
  environment: string | undefined,
  context: unknown,
  options?: ScopeOptions,
  question: "variable" | "qualifier" = "variable",
): Scope {
  const open = openScopes.get(resolver);
  if (open === undefined) throw new Error("broken invariant: link did not make this resolver");
  return open(question === "variable", environment, context, options);
}
