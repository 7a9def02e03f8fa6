import { link, RototoError, type Resolver, type SchemaEngine } from "@rototo/core/resolve";
import type { WorkspaceVersion } from "./workspace-version.js";

/**
 * Links a version and resolves everything once, for a context without attributes: what
 * cannot answer is found here and not by a request. With a `schemaEngine` contexts are
 * checked, too.
 *
 * @throws {RototoError} `workspace-invalid`
 */
export function checkVersionAnswers({ compiled, name }: WorkspaceVersion, schemaEngine?: SchemaEngine): void {
  try {
    const resolver = link(compiled, schemaEngine === undefined ? {} : { schemaEngine });
    if (schemaEngine !== undefined) checkContextsAreChecked(resolver, name);
    for (const environment of compiled.environments ?? [undefined]) {
      const scope = resolver.scope(environment, {}, { validateContext: false, now: 0 });
      resolver.variableIds.forEach((id) => scope.resolveVariable(id));
      resolver.qualifierIds.forEach((id) => scope.resolveQualifier(id));
    }
  } catch (cause) {
    throw cannotAnswer(name, cause);
  }
}

/**
 * Checks an empty context, which may well be refused: what matters is that the check works in this process.
 *
 * @throws {RototoError} `workspace-invalid`
 */
export function checkContextsAreChecked(resolver: Resolver, name: string): void {
  try {
    resolver.scope(resolver.environments?.[0], {}, { now: 0 });
  } catch (cause) {
    if (!(cause instanceof RototoError && cause.code === "context-invalid")) throw cannotAnswer(name, cause);
  }
}

function cannotAnswer(name: string, cause: unknown): RototoError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RototoError("workspace-invalid", `the workspace ${name} cannot answer: ${reason}`, {
    details: { workspace: name, diagnostics: [] },
    cause,
  });
}
