import type { Readable } from "node:stream";

/** One of the two output streams. */
export interface Stream {
  write(text: string): void;
  /** True when a person looks at it, false for a pipe or file. */
  readonly isTerminal: boolean;
  /** Width in columns; `undefined` when it is no terminal. */
  readonly columns: number | undefined;
}

/** The world outside, as the command line sees it. Commands reach it through here only. */
export interface Session {
  /** Absolute. */
  readonly cwd: string;
  readonly environmentVariables: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Does work of which nothing must stay behind, also when a signal ends the command in the middle of it. */
  releaseWhenInterrupted<T>(work: () => T | Promise<T>): Promise<T>;
}
