import { importPart } from "../version/import-part.js";
import type { EvaluationRecorder } from "./evaluation-recorder.js";
import type { RecordOptions } from "./record-options.js";

/**
 * Makes something that records, and is to close the recorder. When that fails, the
 * sinks are closed here.
 *
 * @throws {TypeError} or {@link RangeError} for records options that are none.
 */
export async function withRecorder<T>(
  options: RecordOptions | undefined,
  make: (recorder: EvaluationRecorder | undefined) => Promise<T>,
): Promise<T> {
  const recorder = options && (await createRecorder(options));
  try {
    return await make(recorder);
  } catch (error) {
    await recorder?.close();
    throw error;
  }
}

async function createRecorder(options: RecordOptions): Promise<EvaluationRecorder> {
  const { EvaluationRecorder } = await importPart(() => import("./evaluation-recorder.js"));
  return new EvaluationRecorder(options);
}
