import type { OpenOptions, WorkspaceDeclaration, WorkspaceResolver } from "@rototo/core/queries";
import { verifySnapshot } from "@rototo/core/snapshot";
import type { Fallback } from "./client-options.js";
import { openVersion } from "./open-version.js";
import { webSha256 } from "./web-sha256.js";

/**
 * What answers from the fallback.
 *
 * @throws {RototoError} when it is a snapshot: `snapshot-invalid` if it is not whole, `workspace-invalid` if it cannot
 *   answer.
 */
export async function readFallback<D extends WorkspaceDeclaration>(
  fallback: Fallback,
  options: OpenOptions,
): Promise<WorkspaceResolver<D>> {
  const answering = typeof fallback === "object" && "default" in fallback ? fallback.default : fallback;
  // As the caller has declared it: nothing at run time could tell.
  if (isResolver(answering)) return answering as WorkspaceResolver<D>;
  const text = typeof answering === "string" ? answering : JSON.stringify(answering);
  return openVersion<D>(await verifySnapshot(text, NAME, webSha256), NAME, options);
}

const NAME = "the fallback";

function isResolver(value: unknown): boolean {
  return typeof value === "object" && value !== null && "resolveVariable" in value;
}
