import { RototoError, type RototoErrorCode } from "@rototo/core";
import type { Source, SourceOptions } from "@rototo/sources";
import type { PrepareOptions } from "./prepare-version.js";
import type { VersionIdentity } from "./workspace-version.js";

/** What the thread is asked: to load a version, or to stop loading it. */
export type ThreadRequest = ({ readonly kind: "load" } & WatchedLoad) | { readonly kind: "abort" };

export interface LoadRequest {
  readonly source: Source;
  /** The version that need not be loaded. */
  readonly known: VersionIdentity | undefined;
  readonly options: Omit<SourceOptions, "signal" | "onProgress"> & PrepareOptions;
  /** Whether to write the version as a snapshot, too. */
  readonly snapshot: boolean;
}

/** A load, and a 32-bit integer that turns from 0 to 1 when it has ended and cleaned up behind itself. */
export interface WatchedLoad {
  readonly request: LoadRequest;
  readonly ended: Int32Array<SharedArrayBuffer>;
}

/** What it answers, once for each load. */
export type ThreadAnswer =
  | { readonly kind: "unchanged" }
  | { readonly kind: "version"; readonly lines: Uint8Array<ArrayBuffer>; readonly snapshot?: Uint8Array<ArrayBuffer> }
  | { readonly kind: "failed"; readonly failure: ThreadFailure };

/** An error in a form that crosses threads as it is. */
export interface ThreadFailure {
  readonly code?: RototoErrorCode;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: ThreadFailure;
}

export function describeFailure(error: unknown): ThreadFailure {
  if (!(error instanceof Error)) return { message: String(error) };
  const cause = error.cause === undefined ? undefined : { cause: describeFailure(error.cause) };
  if (!(error instanceof RototoError)) return { message: error.message, ...cause };
  return { code: error.code, message: error.message, details: error.details, ...cause };
}

export function restoreFailure({ code, message, details, cause }: ThreadFailure): Error {
  const options = cause === undefined ? {} : { cause: restoreFailure(cause) };
  if (code === undefined) return new Error(message, options);
  return new RototoError(code, message, { ...options, ...(details !== undefined && { details }) });
}
