import { open, type FileHandle } from "node:fs/promises";
import { constants } from "node:os";
import { filledText, readOptions, text, type OptionReader } from "@rototo/core/options";
import type { EvaluationSink } from "../evaluation-sink.js";
import { ndjsonChunks } from "./ndjson-chunks.js";

/** When to open the file again. */
export interface FileSinkOptions {
  /** The signal after which the file is opened anew. It then no longer has its default effect on the process. */
  readonly reopenOn?: NodeJS.Signals | undefined;
}

/** A sink that appends to a file, which can be opened again after rotation. */
export interface FileSink extends EvaluationSink {
  /** Opens the path anew, between two batches: call it when the file was renamed. */
  reopen(): void;
}

/** Records show what applications know of people. A host that wants other rights creates the file itself. */
const OWNER_ONLY = 0o600;

/** These two end or stop a process whatever it listens to. */
const UNHEARD: readonly string[] = ["SIGKILL", "SIGSTOP"];

const signalName: OptionReader = (value, name) => {
  const signal = text(value, name) as string;
  if (Object.hasOwn(constants.signals, signal) && !UNHEARD.includes(signal)) return signal;
  throw new RangeError(`${name} must be a signal that a process can listen to, such as SIGHUP`);
};

/**
 * Appends records to a file, one JSON object on each line. The file is opened at the first
 * record and made, with access for its owner only, when it is not there; its directory is not.
 * Rotating it is the host's task: rename it, then send `reopenOn` or call `reopen()`.
 *
 * After a failure, such as a full disk or a missing directory, the next batch opens the path
 * anew. Where a line was cut off, the next record starts on a line of its own.
 *
 * @throws {TypeError} or {RangeError} that names the option which is wrong.
 */
export function fileSink(path: string, options?: FileSinkOptions): FileSink {
  filledText(path, "path");
  const { reopenOn } = readOptions("fileSink", options, { reopenOn: signalName });
  const file = new RecordFile(path);
  let last: Promise<void> = Promise.resolve();
  /** A reopening must not come into the middle of a batch. */
  const inTurn = (task: () => Promise<void>): Promise<void> => {
    const done = last.then(task);
    last = done.catch(() => undefined);
    return done;
  };
  const reopen = (): void => {
    // A failure to open comes again with the next batch, which counts it.
    inTurn(() => file.reopen()).catch(() => undefined);
  };
  if (reopenOn !== undefined) process.on(reopenOn, reopen);
  return {
    reopen,
    write: (records) =>
      inTurn(async () => {
        for (const chunk of ndjsonChunks(records)) await file.append(chunk);
      }),
    close() {
      if (reopenOn !== undefined) process.off(reopenOn, reopen);
      return inTurn(() => file.close());
    },
  };
}

/** Opened when it is first needed, and closed by any failure. */
class RecordFile {
  readonly #path: string;
  #handle: FileHandle | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async append(lines: string): Promise<void> {
    this.#handle ??= await openToAppend(this.#path);
    try {
      await this.#handle.appendFile(lines);
    } catch (error) {
      await this.close().catch(() => undefined);
      throw error;
    }
  }

  async reopen(): Promise<void> {
    await this.close();
    this.#handle = await openToAppend(this.#path);
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }
}

async function openToAppend(path: string): Promise<FileHandle> {
  const handle = await open(path, "a+", OWNER_ONLY);
  try {
    if (await endsInsideLine(handle)) await handle.appendFile("\n");
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A full disk, or the end of the process, can cut off the last line. */
async function endsInsideLine(handle: FileHandle): Promise<boolean> {
  const file = await handle.stat();
  if (!file.isFile() || file.size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, file.size - 1);
  return buffer.toString() !== "\n";
}
