import { Worker } from "node:worker_threads";
import { emitWarning } from "../emit-warning.js";
import type { LoadPlan } from "./load-plan.js";
import {
  restoreFailure,
  type AskRequest,
  type ThreadAnswer,
  type ThreadMessage,
  type ThreadRequest,
} from "./thread-message.js";
import { readVersionLines } from "./version-lines.js";
import type { LoadCircumstances, SourceAnswer, VersionLoader } from "./version-loader.js";

/** How long an idle thread is kept for the next ask, in ms. */
const IDLE_MS = 10_000;

/** How long an aborted ask may take to clean up behind itself, in ms. */
const ABORT_MS = 2_000;

/** So many sources are asked at once: one that hangs does not hold up all others, and memory stays bounded. */
const MOST_AT_ONCE = 4;

interface NoThread {
  readonly kind: "no-thread";
}

interface Ask {
  readonly request: AskRequest;
  readonly signal: AbortSignal;
  /** Called when its turn has come. */
  readonly onBegin: LoadCircumstances["onBegin"];
  readonly resolve: (answer: ThreadAnswer | NoThread) => void;
  readonly reject: (error: unknown) => void;
  readonly ended: Int32Array<SharedArrayBuffer>;
  /** Resolves when it has its answer, be it a failure. */
  readonly over: Promise<void>;
  /** True once a thread has ended under it. */
  isRetry: boolean;
}

/**
 * The thread that loads versions, one for all workspaces of the process, and who waits
 * for it. It is started when there is something to ask and ended when there was nothing
 * for a while. It never keeps the process alive.
 */
class LoaderThread {
  readonly #waiting: Ask[] = [];
  readonly #running = new Map<number, Ask>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #nextId = 0;
  #isImpossible = false;

  /**
   * Asks a source, in turn. Gives `no-thread` where the thread's program cannot run, because
   * a bundler has left it out or changed it: the caller then asks in its own thread, which
   * one process warning says.
   *
   * @throws {RototoError} what loading throws, the signal's reason, or why the thread ended.
   */
  async ask(request: AskRequest, { newest, signal, onBegin }: LoadCircumstances): Promise<SourceAnswer | "no-thread"> {
    signal.throwIfAborted();
    const answer = await this.#takeTurn(request, signal, onBegin);
    if (answer.kind === "failed") throw restoreFailure(answer.failure);
    if (answer.kind !== "version") return answer.kind;
    const version = await readVersionLines(answer.lines, newest, signal);
    return answer.snapshot === undefined ? version : { ...version, snapshot: answer.snapshot };
  }

  /** Ends the thread once what it does is over; nobody asks any more. */
  async rest(): Promise<void> {
    while (this.#running.size > 0) await Promise.race([...this.#running.values()].map(({ over }) => over));
    await this.#end();
  }

  async #takeTurn(
    request: AskRequest,
    signal: AbortSignal,
    onBegin: LoadCircumstances["onBegin"],
  ): Promise<ThreadAnswer | NoThread> {
    if (this.#isImpossible) return { kind: "no-thread" };
    let onAbort = (): void => undefined;
    let isOver = (): void => undefined;
    let abandon: NodeJS.Timeout | undefined;
    try {
      return await new Promise<ThreadAnswer | NoThread>((resolve, reject) => {
        const ended = new Int32Array(new SharedArrayBuffer(4));
        const over = new Promise<void>((resolveOver) => (isOver = resolveOver));
        const ask: Ask = { request, signal, onBegin, resolve, reject, ended, over, isRetry: false };
        onAbort = () => {
          const place = this.#waiting.indexOf(ask);
          if (place !== -1) {
            this.#waiting.splice(place, 1);
            reject(signal.reason as Error);
            return;
          }
          for (const [id, running] of this.#running) if (running === ask) this.#post({ kind: "abort", id });
          // What does not even listen computes, and only its thread's end stops it.
          abandon = setTimeout(() => void this.#end(), ABORT_MS).unref();
        };
        signal.addEventListener("abort", onAbort, { once: true });
        this.#waiting.push(ask);
        this.#begin();
      });
    } finally {
      clearTimeout(abandon);
      signal.removeEventListener("abort", onAbort);
      isOver();
    }
  }

  #begin(): void {
    clearTimeout(this.#idle);
    process.off("exit", this.#cleanUp);
    while (this.#running.size < MOST_AT_ONCE) {
      const ask = this.#waiting.shift();
      if (ask === undefined) break;
      const id = this.#nextId++;
      this.#running.set(id, ask);
      try {
        this.#worker ??= this.#start();
        ask.onBegin?.();
        this.#post({ kind: "ask", id, request: ask.request, ended: ask.ended });
      } catch (error) {
        if (this.#worker === undefined) {
          this.#giveUp(error);
          break;
        }
        this.#running.delete(id);
        ask.reject(error);
      }
    }
    if (this.#running.size > 0) {
      process.on("exit", this.#cleanUp);
      return;
    }
    this.#idle = setTimeout(() => void this.#end(), IDLE_MS).unref();
  }

  #post(message: ThreadRequest): void {
    this.#worker?.postMessage(message);
  }

  #start(): Worker {
    // Written so that webpack makes a program of it. In a bundle that is CommonJS there is no such URL.
    const worker = new Worker(new URL("./version-thread.js", import.meta.url), { execArgv: [] });
    let hasStarted = false;
    let failure: unknown = new Error("the thread that loads workspaces ended");
    // Node holds on to a thread again when it has begun, and with each message.
    const letGo = (): void => worker.unref();
    letGo();
    worker.once("online", letGo);
    worker.on("message", (message: ThreadMessage) => {
      letGo();
      if (message === "started") {
        hasStarted = true;
        return;
      }
      const { id, answer } = message;
      const ask = this.#running.get(id);
      this.#running.delete(id);
      if (ask?.signal.aborted) ask.reject(ask.signal.reason);
      else ask?.resolve(answer);
      this.#begin();
    });
    worker.on("error", (error) => (failure = error));
    worker.once("exit", () => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      if (hasStarted) this.#resume(failure);
      else this.#giveUp(failure);
    });
    return worker;
  }

  /** No thread can be had in this process, now or later. */
  #giveUp(failure: unknown): void {
    this.#isImpossible = true;
    emitWarning(
      "ROTOTO_NO_THREAD",
      "rototo loads workspaces in the thread that serves, and requests wait meanwhile: its own thread cannot start, as " +
        "in a bundle. Where that matters, keep @rototo/sdk out of the bundle",
      failure instanceof Error ? failure.message : String(failure),
    );
    for (const ask of [...this.#running.values(), ...this.#waiting.splice(0)]) ask.resolve({ kind: "no-thread" });
    this.#running.clear();
  }

  /** Ends the thread; what others had it do is begun anew in the next one. */
  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    const ended = worker?.terminate();
    this.#resume(new Error("the thread that loads workspaces was ended"));
    // Bun never ends a thread that has begun another one which it cannot end.
    let timer: NodeJS.Timeout | undefined;
    const waitedLong = new Promise((resolve) => (timer = setTimeout(resolve, ABORT_MS)));
    await Promise.race([ended, waitedLong]).finally(() => clearTimeout(timer));
  }

  /** Its thread is gone: an ask that was aborted is over, another begins once more, in front of those that wait. */
  #resume(failure: unknown): void {
    const asks = [...this.#running.values()];
    this.#running.clear();
    for (const ask of asks.reverse()) {
      if (ask.signal.aborted || ask.isRetry) {
        ask.reject(ask.signal.aborted ? ask.signal.reason : failure);
        continue;
      }
      ask.isRetry = true;
      this.#waiting.unshift(ask);
    }
    if (this.#waiting.length > 0) this.#begin();
  }

  /** The process exits, and the thread would just stop, in the middle of a git command: it is given a moment. */
  readonly #cleanUp = (): void => {
    for (const id of this.#running.keys()) this.#post({ kind: "abort", id });
    const deadline = performance.now() + ABORT_MS;
    for (const { ended } of this.#running.values()) {
      Atomics.wait(ended, 0, 0, Math.max(0, deadline - performance.now()));
    }
  };
}

/** The one of this process. */
export const loaderThread = new LoaderThread();

/** Loads by `plan` in the thread, or by `here` where no thread can start. */
export function loaderInThread(plan: LoadPlan, here: VersionLoader): VersionLoader {
  return {
    async load(known, circumstances) {
      const answer = await loaderThread.ask({ plan, known }, circumstances);
      return answer === "no-thread" ? here.load(known, circumstances) : answer;
    },
  };
}
