import { setImmediate as nextTurn } from "node:timers/promises";
import { EvaluationRecorder } from "../evaluation-recorder.js";
import { fileSink } from "../sinks/file-sink.js";
import { stdoutSink } from "../sinks/stdout-sink.js";
import { recordOnce, sampleVersion } from "./sample-version.js";

/** What the program is to do, as JSON in its first argument. */
export interface RecordingPlan {
  /** Standard output without it. */
  readonly file?: string;
  readonly reopenOn?: NodeJS.Signals;
  /** How many evaluations to record, each with its number as an attribute; until input ends without it. */
  readonly count?: number;
  readonly queueLimit?: number;
  /** Without it the program ends without closing. */
  readonly closeWithinMs?: number;
  /** Ends with `process.exit()`. */
  readonly exits?: boolean;
}

/** Records to a real sink, in a process of its own, then says on standard error what became of the records. */
const plan = JSON.parse(process.argv[2] ?? "{}") as RecordingPlan;
const { file, reopenOn, count = Infinity, queueLimit = 10_000, closeWithinMs, exits } = plan;
const sink = file === undefined ? stdoutSink() : fileSink(file, reopenOn && { reopenOn });
const recorder = new EvaluationRecorder({ sinks: [sink], queueLimit });
const version = sampleVersion();
const recorderOfVersion = recorder.forVersion(version);

const inputEnded = new AbortController();
if (count === Infinity) process.stdin.resume().on("end", () => inputEnded.abort());
let made = 0;
for (; made < count && !inputEnded.signal.aborted; made++) {
  recordOnce(version, recorderOfVersion, { user: { number: made } });
  if (made % 100 === 99) await nextTurn();
}
if (closeWithinMs !== undefined) await recorder.close(closeWithinMs);
process.stderr.write(JSON.stringify({ made, ...recorder.statistics()[0] }), () => {
  if (exits === true) process.exit(0);
});
