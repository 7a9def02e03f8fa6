import { parentPort } from "node:worker_threads";
import { adaptSource, loadVersion } from "./load-version.js";
import {
  describeFailure,
  type LoadRequest,
  type ThreadAnswer,
  type ThreadRequest,
  type WatchedLoad,
} from "./thread-message.js";
import { writeVersionLines } from "./version-lines.js";
import { writeVersionSnapshot } from "./version-snapshot.js";

/**
 * The program of the thread that loads versions: reading, lint and compiling a
 * large workspace take a second, in which the thread that serves requests goes on.
 */
let loading = new AbortController();

parentPort?.on("message", (request: ThreadRequest) => {
  if (request.kind === "abort") loading.abort();
  else void load(request);
});

async function load({ request, ended }: WatchedLoad): Promise<void> {
  const { message, transfer } = await answer(request);
  // Whoever waits for the process to exit sleeps, and reads no message.
  Atomics.store(ended, 0, 1);
  Atomics.notify(ended, 0);
  parentPort?.postMessage(message, transfer);
}

async function answer(request: LoadRequest): Promise<{ message: ThreadAnswer; transfer: ArrayBuffer[] }> {
  loading = new AbortController();
  try {
    const { source, options, known } = request;
    const version = await loadVersion(adaptSource(source, options), options, loading.signal, known);
    if (version === "unchanged") return { message: { kind: "unchanged" }, transfer: [] };
    const lines = writeVersionLines(version);
    if (!request.snapshot) return { message: { kind: "version", lines }, transfer: [lines.buffer] };
    const snapshot = writeVersionSnapshot(version);
    return { message: { kind: "version", lines, snapshot }, transfer: [lines.buffer, snapshot.buffer] };
  } catch (error) {
    return { message: { kind: "failed", failure: describeFailure(error) }, transfer: [] };
  }
}
