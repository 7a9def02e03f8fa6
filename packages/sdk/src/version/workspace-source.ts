import type { Document, Documents } from "@rototo/core/documents";
import { RototoError } from "@rototo/core/resolve";
import type { Snapshot } from "@rototo/core/snapshot";
import type { ProbeResult } from "@rototo/sources";

/** A source of the application's own: a bucket, a database, a test. */
export interface WorkspaceSource {
  /** What to call it in errors and records. No credential. */
  readonly name: string;
  /** Reads one version, whole, or rejects. */
  load(signal: AbortSignal): Promise<WorkspaceContent>;
  /** Asks cheaply whether the source moved from `fingerprint`. Without it, each refresh loads. */
  probe?(fingerprint: string, signal: AbortSignal): Promise<ProbeResult>;
}

/** One version of a workspace: its files, or a snapshot of it, which needs no lint. */
export type WorkspaceContent = WorkspaceFiles | WorkspaceSnapshot;

/** What tells one content of a source from another. */
interface ContentIdentity {
  /** Names this version, for `probe`; `sha256:<hex>` of the content when absent. */
  readonly fingerprint?: string;
  /** True when the source can never hold another version. */
  readonly immutable?: boolean;
}

/** A workspace as files. */
export interface WorkspaceFiles extends ContentIdentity {
  /** Workspace-relative path to text, as a map or an object. */
  readonly documents: Documents | Readonly<Record<string, Document>>;
  /** Absent: it is files. */
  readonly snapshot?: undefined;
}

/** A workspace as a snapshot. */
export interface WorkspaceSnapshot extends ContentIdentity {
  /** What `readSnapshot` of `@rototo/core` gives. */
  readonly snapshot: Snapshot;
  /** Absent: it is a snapshot. */
  readonly documents?: undefined;
}

/**
 * Whether it is a source of the application's own.
 *
 * @throws {RototoError} `source-invalid` when it is no source at all.
 */
export function isOwnSource(source: string | WorkspaceSource): source is WorkspaceSource {
  if (typeof source === "string") return false;
  if (isWorkspaceSource(source)) return true;
  throw new RototoError(
    "source-invalid",
    "a source is a directory or an address, as text, or an object with a name and load()",
  );
}

/** Asked of callers without types. */
function isWorkspaceSource(source: unknown): source is WorkspaceSource {
  if (typeof source !== "object" || source === null || !("name" in source) || !("load" in source)) return false;
  return typeof source.name === "string" && typeof source.load === "function";
}
