import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { restoreFailure, type LoadRequest, type ThreadAnswer, type ThreadRequest } from "./thread-message.js";
import { readVersionLines } from "./version-lines.js";
import { whenProcessExits } from "./when-process-exits.js";
import type { WorkspaceVersion } from "./workspace-version.js";

const PROGRAM = new URL("./version-thread.js", import.meta.url);

/** How long an idle thread is kept for the next load, in ms. */
const IDLE_MS = 10_000;

/** How long an aborted load may take to clean up behind itself, in ms. */
const ABORT_MS = 2_000;

/**
 * A thread that loads versions, started when there is something to load and ended
 * when there was nothing for a while. It keeps the process alive only while it loads.
 */
export class VersionThread {
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** False where the thread's program is not beside this file: a bundler has left it out. */
  static readonly isAvailable: boolean = existsSync(PROGRAM);

  /**
   * Loads one version; one load at a time.
   *
   * @param newest The version before: what has not changed is shared with it, and not read again.
   * @throws {RototoError} what loading throws, the signal's reason, or why the thread ended.
   */
  async load(
    request: LoadRequest,
    newest: WorkspaceVersion | undefined,
    signal: AbortSignal,
  ): Promise<WorkspaceVersion | "unchanged"> {
    signal.throwIfAborted();
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    try {
      const answer = await ask(worker, request, signal);
      if (answer.kind === "unchanged") return "unchanged";
      if (answer.kind === "failed") throw restoreFailure(answer.failure);
      const version = await readVersionLines(answer.lines, newest, signal);
      return answer.snapshot === undefined ? version : { ...version, snapshot: answer.snapshot };
    } finally {
      worker.unref();
      if (signal.aborted) await this.close();
      else this.#idle = setTimeout(() => void this.close(), IDLE_MS).unref();
    }
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(PROGRAM, { execArgv: [] });
    worker.once("exit", () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }
}

/**
 * One question and its answer. After an abort, and when the process exits, the thread
 * gets a moment to leave no process and no file behind.
 */
function ask(worker: Worker, request: LoadRequest, signal: AbortSignal): Promise<ThreadAnswer> {
  return new Promise((resolve, reject) => {
    const post = (message: ThreadRequest) => worker.postMessage(message);
    const ended = new Int32Array(new SharedArrayBuffer(4));
    let deadline: NodeJS.Timeout | undefined;
    // The thread would just stop, in the middle of a git command: it is given its moment here, too.
    const exitAnyway = whenProcessExits(() => {
      post({ kind: "abort" });
      Atomics.wait(ended, 0, 0, ABORT_MS);
    });
    const settle = (finish: () => void) => {
      exitAnyway();
      clearTimeout(deadline);
      signal.removeEventListener("abort", onAbort);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      finish();
    };
    const rejectWith = (error: unknown) =>
      settle(() => reject(error instanceof Error ? error : new Error(String(error))));
    const onMessage = (answer: ThreadAnswer) =>
      signal.aborted ? rejectWith(signal.reason) : settle(() => resolve(answer));
    const onError = (error: unknown) => rejectWith(signal.aborted ? signal.reason : error);
    const onExit = () => onError(new Error("the thread that loads workspaces ended"));
    const onAbort = () => {
      post({ kind: "abort" });
      deadline = setTimeout(() => rejectWith(signal.reason), ABORT_MS);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    post({ kind: "load", request, ended });
  });
}
