import { setImmediate as nextTurn } from "node:timers/promises";
import type { EvaluationSink } from "../evaluation-sink.js";
import { ndjsonChunks } from "./ndjson-chunks.js";

/**
 * Writes records to standard output, one JSON object on each line.
 *
 * A reader that does not read makes the sink wait. One that is gone makes batches fail
 * and does not end the process. A process that ends by itself first waits for Node's write
 * to standard output; `process.exit()` does not.
 */
export function stdoutSink(): EvaluationSink {
  return {
    async write(records) {
      // Node also emits a write's error, right after the callback: it would end the process if nobody listened.
      process.stdout.on("error", ignore);
      try {
        for (const chunk of ndjsonChunks(records)) {
          await writeChunk(chunk);
          await nextTurn();
        }
      } finally {
        process.stdout.off("error", ignore);
      }
    },
  };
}

function writeChunk(chunk: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

function ignore(): void {
  // The callback of the write has it.
}
