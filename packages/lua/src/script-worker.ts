import { Worker } from "node:worker_threads";
import type { CustomLintReport } from "@rototo/core";
import { RototoError } from "@rototo/core/resolve";
import type { ScriptJob, ScriptProblemReport, WorkerMessage } from "./script-job.js";
import { overtime, type RunOptions, type ScriptOutcome, type ScriptRunner } from "./script-runner.js";
import { startClock } from "./start-clock.js";
import { workerProgram } from "./worker-program.js";

type ThreadEvent = WorkerMessage | { readonly kind: "died"; readonly error: Error };

/** Time that a thread has to load Lua, in ms: far more than a busy machine needs. */
const START_TIMEOUT_MS = 60_000;

/** Time that a thread has to end, in ms: far more than a busy machine needs. */
const STOP_TIMEOUT_MS = 10_000;

/** One thread with Lua in it. It runs one job at a time and lives until {@link ScriptWorker.stop}. */
export class ScriptWorker implements ScriptRunner {
  readonly #thread: Worker;
  #death: Error | undefined;
  #receive: (event: ThreadEvent) => void = () => undefined;

  private constructor() {
    // What a script prints comes as messages, so what is printed here is noise of the Lua machine.
    // The thread gets neither the loader options nor the environment of this process.
    this.#thread = new Worker(workerProgram, {
      eval: typeof workerProgram === "string",
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
    });
    this.#thread.on("message", (message: WorkerMessage) => this.#receive(message));
    this.#thread.on("error", (error) => this.#die(error instanceof Error ? error : new Error(String(error))));
    this.#thread.on("exit", (status) => this.#die(new Error(`the thread ended with status ${status}`)));
  }

  /** Starts a thread. Rejects when it cannot load Lua, and with the signal's reason. */
  static async start(signal: AbortSignal): Promise<ScriptWorker> {
    signal.throwIfAborted();
    const worker = new ScriptWorker();
    try {
      await worker.#waitUntilReady(signal);
    } catch (error) {
      await worker.stop();
      throw error;
    }
    return worker;
  }

  /**
   * Runs one script, whose time counts from when the thread begins with it. A job over
   * its time resolves with a problem; the caller then has to {@link ScriptWorker.stop}
   * the worker. Rejects with the signal's reason only.
   */
  run(job: ScriptJob, { signal, onPrint }: RunOptions): Promise<ScriptOutcome> {
    const { timeoutMs } = job;
    const kept: CustomLintReport[] = [];
    let leftOut: readonly CustomLintReport[] = [];
    let elapsedMs = (): number => 0;
    let stopTimer = (): void => undefined;
    const end = (problem: ScriptProblemReport | undefined, reusable: boolean, tookMs = elapsedMs()): ScriptOutcome => ({
      reports: [...kept, ...leftOut],
      ...(problem !== undefined && { problem }),
      elapsedMs: tookMs,
      reusable,
    });
    return this.#converse<ScriptOutcome>(
      signal,
      (event, resolve) => {
        switch (event.kind) {
          case "started":
            elapsedMs = startClock();
            stopTimer = afterElapsed(elapsedMs, timeoutMs, () => resolve(end(overtime(timeoutMs), false)));
            break;
          case "reports":
            for (const report of event.reports) kept.push(report);
            leftOut = event.leftOut;
            break;
          case "printed":
            for (const line of event.lines) onPrint(line);
            break;
          case "finished": {
            // The thread knows better than our timer, which a busy main thread can delay.
            const problem = event.elapsedMs > timeoutMs ? overtime(timeoutMs) : event.problem;
            resolve(end(problem, event.reusable, event.elapsedMs));
            break;
          }
          case "died":
            resolve(end({ message: `the script ended its thread: ${event.error.message}` }, false));
            break;
          case "ready":
            break;
        }
      },
      () => this.#thread.postMessage(job),
    ).finally(() => stopTimer());
  }

  /**
   * Ends the thread, also in the middle of one C call. Resolves when it is gone.
   *
   * @throws {RototoError} `runtime-unsupported` where the runtime does not end it, as Bun in the middle of one C call.
   */
  async stop(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const goesOn = new Promise<"goes on">((resolve) => {
      timer = setTimeout(() => resolve("goes on"), STOP_TIMEOUT_MS);
    });
    const end = await Promise.race([this.#thread.terminate(), goesOn]).finally(() => clearTimeout(timer));
    if (end !== "goes on") return;
    this.#thread.unref();
    throw new RototoError(
      "runtime-unsupported",
      "a lint script runs without end, and this runtime cannot stop its thread; correct the script, run lint with Node, " +
        "or pass customLint: false where a pipeline has run it",
    );
  }

  async #waitUntilReady(signal: AbortSignal): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await this.#converse<undefined>(
      signal,
      (event, resolve, reject) => {
        if (event.kind === "ready") resolve(undefined);
        else if (event.kind === "died")
          reject(new Error("the thread for lint scripts could not start", { cause: event.error }));
      },
      (reject) => {
        timer = setTimeout(
          () => reject(new Error("the thread for lint scripts did not start in time")),
          START_TIMEOUT_MS,
        );
      },
    ).finally(() => clearTimeout(timer));
  }

  /** Begins something and listens until it is settled, one way or another. */
  #converse<T>(
    signal: AbortSignal,
    onEvent: (event: ThreadEvent, resolve: (value: T) => void, reject: (error: Error) => void) => void,
    begin: (reject: (error: Error) => void) => void,
  ): Promise<T> {
    let cleanUp = (): void => undefined;
    const conversation = new Promise<T>((resolve, reject) => {
      const onAbort = () => reject(signal.reason as Error);
      cleanUp = () => {
        signal.removeEventListener("abort", onAbort);
        this.#receive = () => undefined;
      };
      signal.addEventListener("abort", onAbort);
      this.#receive = (event) => onEvent(event, resolve, reject);
      if (signal.aborted) onAbort();
      else if (this.#death !== undefined) this.#receive({ kind: "died", error: this.#death });
      else begin(reject);
    });
    return conversation.finally(() => cleanUp());
  }

  #die(error: Error): void {
    this.#death ??= error;
    this.#receive({ kind: "died", error: this.#death });
  }
}

/**
 * Calls back when the clock says `ms`, but first lets messages in that have already been
 * sent: when the main thread was busy, a timer that is due comes before them.
 */
function afterElapsed(elapsedMs: () => number, ms: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let pending: NodeJS.Immediate | undefined;
  const wait = (): void => {
    const remainingMs = ms - elapsedMs();
    if (remainingMs > 0) timer = setTimeout(wait, remainingMs);
    else pending = setImmediate(callback);
  };
  wait();
  return () => {
    clearTimeout(timer);
    clearImmediate(pending);
  };
}
