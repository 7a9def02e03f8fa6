import { RototoError, type RototoErrorCode } from "@rototo/core/resolve";
import type { LoadPlan } from "./load-plan.js";
import type { KnownVersion } from "./workspace-version.js";

/** What the thread is asked: to ask a source, or to stop doing so. `id` tells the asks under way apart. */
export type ThreadRequest =
  ({ readonly kind: "ask"; readonly id: number } & WatchedAsk) | { readonly kind: "abort"; readonly id: number };

export interface AskRequest {
  readonly plan: LoadPlan;
  /** The version that need not be loaded. */
  readonly known: KnownVersion | undefined;
}

/** An ask, and a 32-bit integer that turns from 0 to 1 when it has ended and cleaned up behind itself. */
export interface WatchedAsk {
  readonly request: AskRequest;
  readonly ended: Int32Array<SharedArrayBuffer>;
}

/** What it answers, once for each ask. */
export type ThreadAnswer =
  | { readonly kind: "unchanged" | "immutable" }
  | { readonly kind: "version"; readonly lines: Uint8Array<ArrayBuffer>; readonly snapshot?: Uint8Array }
  | { readonly kind: "failed"; readonly failure: ThreadFailure };

/** What it says: first that its program runs, then answers. */
export type ThreadMessage = "started" | { readonly id: number; readonly answer: ThreadAnswer };

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
