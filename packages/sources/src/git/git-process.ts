import { spawn, type ChildProcess } from "node:child_process";
import { PassThrough, type Readable, type Writable } from "node:stream";
import { RototoError } from "@rototo/core/resolve";
import { tookTooLong } from "../over-limit.js";
import { systemReason } from "../system-reason.js";
import type { GitSession } from "./git-session.js";
import { killProcessGroup, releasedOnExit } from "./release-on-exit.js";

/** How long git may take to tidy up after itself once it is asked to end, in ms. */
const GRACE_MS = 400;

/** A process that outlives git, such as a shared ssh connection, may hold its standard error open; so long we wait, in ms. */
const STDERR_GRACE_MS = 200;

/** What is kept of standard error, in characters: the end, where git says why it failed. */
const STDERR_KEPT = 16_384;

/** A running git command: a process group of its own, without a terminal. */
export interface GitProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** The end of what it said. */
  stderr(): string;
  /** Ends the whole group; `ended` then rejects with `reason`. */
  readonly stop: (reason: unknown) => void;
  /** The exit status. Rejects with the reason of a stop: the signal's, a `source-timeout`, or the one given. */
  readonly ended: Promise<number>;
}

/**
 * Starts `git` with `args`. It ends with the session's signal and after the
 * session's time limit, and with it every process that it started.
 */
export function startGit(session: GitSession, args: readonly string[], directory: string): GitProcess {
  const { environment, signal, limits } = session;
  // Detached: a group of its own, so that helpers that git started end with it, and no terminal to ask on.
  const child = spawn("git", args, { cwd: directory, env: environment.variables, detached: true, windowsHide: true });
  // First of all: where git cannot be started, everything else may fail, too, and an error without a listener ends the process.
  const exited = waitForEnd(child);
  // Where no descriptor is left there are no pipes, whatever the types say.
  const {
    stdin = new PassThrough(),
    stdout = new PassThrough(),
    stderr = new PassThrough(),
  } = child as PartOf<typeof child>;
  let said = "";
  stderr.setEncoding("utf8").on("data", (text: string) => {
    session.onStderr?.(text);
    said = (said + text).slice(-STDERR_KEPT);
  });
  // A command that ends early leaves nobody to write to; its exit status says so.
  stdin.on("error", () => undefined);

  let stopped: { readonly reason: unknown } | undefined;
  let killTimer: NodeJS.Timeout | undefined;
  const stop = (reason: unknown): void => {
    if (stopped !== undefined || child.pid === undefined) return;
    stopped = { reason };
    const id = child.pid;
    stdout.destroy();
    killProcessGroup(id, "SIGTERM");
    killTimer = setTimeout(() => killProcessGroup(id, "SIGKILL"), GRACE_MS);
  };
  const onAbort = (): void => stop(signal?.reason);
  const timer = setTimeout(() => stop(timedOut(session)), limits.gitTimeoutMs);
  signal?.addEventListener("abort", onAbort, { once: true });
  if (child.pid !== undefined) releasedOnExit.addProcessGroup(child.pid);

  const ended = exited.then(
    (status) => {
      if (stopped === undefined) return status;
      // The group's other processes may still be on their way out.
      if (child.pid !== undefined) killProcessGroup(child.pid, "SIGKILL");
      throw stopped.reason;
    },
    (error: unknown) => {
      throw couldNotStart(session, error);
    },
  );
  const release = (): void => {
    clearTimeout(timer);
    clearTimeout(killTimer);
    signal?.removeEventListener("abort", onAbort);
    if (child.pid !== undefined) releasedOnExit.deleteProcessGroup(child.pid);
  };
  // Whoever waits for the end sees the failure; a caller that never gets so far is not a second failure.
  ended.then(release, release);
  if (signal?.aborted) onAbort();
  else if (child.pid !== undefined && !mayKill(child.pid)) {
    child.kill("SIGKILL");
    stop(cannotStop(session));
  }
  return { stdin, stdout, stderr: () => said, stop, ended };
}

type PartOf<Child> = { readonly [Name in "stdin" | "stdout" | "stderr"]?: Child[Name & keyof Child] };

function waitForEnd(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => {
      const timer = setTimeout(() => child.stderr?.destroy(), STDERR_GRACE_MS);
      child.once("close", () => {
        clearTimeout(timer);
        resolve(status ?? -1);
      });
    });
  });
}

/** False in Deno when it was given a list of what may run: then it runs git, and lets nobody end what git has started. */
function mayKill(processGroup: number): boolean {
  try {
    if (process.platform !== "win32") process.kill(-processGroup, 0);
    return true;
  } catch (error) {
    return (error as Error).name !== "NotCapable";
  }
}

function cannotStop({ source }: GitSession): RototoError {
  return new RototoError(
    "runtime-unsupported",
    `${source.name}: the runtime lets git run, but not be stopped; start Deno with --allow-run, without a list of programs`,
    { details: { source: source.name } },
  );
}

function timedOut({ source, limits }: GitSession): RototoError {
  return tookTooLong("git took longer than", "gitTimeoutMs", limits).toRototoError(source.name);
}

function couldNotStart({ source }: GitSession, cause: unknown): RototoError {
  const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
  return new RototoError(
    "source-unavailable",
    missing
      ? `${source.name}: there is no git on this machine's PATH; install git`
      : `${source.name}: git could not be started: ${systemReason(cause)}`,
    { details: { source: source.name } },
  );
}
