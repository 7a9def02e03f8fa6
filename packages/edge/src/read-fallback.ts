import { link, type LinkOptions, type Resolver } from "@rototo/core/resolve";
import type { Fallback, SnapshotModule } from "./client-options.js";
import { verifySnapshot } from "./verify-snapshot.js";

/** What is served: a resolver, and the version that answers where that is known. */
export interface FallbackVersion {
  readonly resolver: Resolver;
  readonly fingerprint: string | undefined;
}

/** @throws {RototoError} `snapshot-invalid` when it is a snapshot and not whole. */
export async function readFallback(fallback: Fallback, linkOptions: LinkOptions): Promise<FallbackVersion> {
  if (typeof fallback === "object" && isModule(fallback))
    return { resolver: fallback.default, fingerprint: fallback.fingerprint };
  if (isResolver(fallback)) return { resolver: fallback, fingerprint: undefined };
  const text = typeof fallback === "string" ? fallback : JSON.stringify(fallback);
  const { workspace, fingerprint } = await verifySnapshot(text, "the fallback");
  return { resolver: link(workspace, linkOptions), fingerprint };
}

function isModule(fallback: Exclude<Fallback, string>): fallback is SnapshotModule {
  return "default" in fallback && isResolver(fallback.default);
}

function isResolver(value: unknown): value is Resolver {
  return typeof value === "object" && value !== null && "resolveVariable" in value;
}
