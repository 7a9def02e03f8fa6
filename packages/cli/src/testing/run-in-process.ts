import { Readable } from "node:stream";
import { runCommandLine } from "../run-command-line.js";
import type { Session, Stream } from "../session.js";

export interface InProcessOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Width of a terminal on both streams; none without it. */
  readonly terminal?: number;
  /** Milliseconds since the epoch. */
  readonly now?: number;
}

export interface InProcessResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line with streams that are kept, in this process. */
export async function runInProcess(words: readonly string[], options: InProcessOptions = {}): Promise<InProcessResult> {
  const { cwd = "/", input = "", env = {}, terminal, now = 0 } = options;
  const [stdout, stderr] = [new KeptStream(terminal), new KeptStream(terminal)];
  const session: Session = {
    cwd,
    environmentVariables: env,
    stdout,
    stderr,
    stdin: Readable.from([Buffer.from(input)]),
    now: () => now,
    releaseWhenInterrupted: async (work) => work(),
  };
  const status = await runCommandLine(words, session);
  return { status, stdout: stdout.text, stderr: stderr.text };
}

class KeptStream implements Stream {
  text = "";
  readonly isTerminal: boolean;

  constructor(readonly columns: number | undefined) {
    this.isTerminal = columns !== undefined;
  }

  write(text: string): void {
    this.text += text;
  }
}
