import type { RototoError } from "@rototo/core/resolve";
import { tooLarge } from "../over-limit.js";
import { gitFailure } from "./git-failure.js";
import { startGit, type GitProcess } from "./git-process.js";
import type { GitSession } from "./git-session.js";

export interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly content: Buffer;
}

interface Request {
  readonly resolve: (object: GitObject | undefined) => void;
  readonly reject: (reason: unknown) => void;
}

/** An object of which the content is still arriving. */
interface Arriving {
  readonly id: string;
  readonly type: string;
  readonly content: Buffer;
  received: number;
}

const NEWLINE = 10;

/** Reads objects from a repository by one `git cat-file --batch`, answering in the order of the questions. */
export class ObjectReader {
  readonly #session: GitSession;
  readonly #git: GitProcess;
  readonly #ended: Promise<void>;
  readonly #waiting: Request[] = [];
  #nextWaiting = 0;
  #header: Buffer = Buffer.alloc(0);
  #arriving: Arriving | undefined;
  #remainingBytes: number;
  #failure: { readonly reason: unknown } | undefined;

  constructor(session: GitSession, directory: string) {
    this.#session = session;
    this.#remainingBytes = session.limits.extractedBytes;
    this.#git = startGit(session, ["--git-dir=.", "cat-file", "--batch"], directory);
    this.#git.stdout.on("data", (chunk: Buffer) => this.#take(chunk));
    this.#ended = this.#git.ended.then(
      () => void this.#fail(gitFailure(session, this.#git.stderr())),
      (reason: unknown) => void this.#fail(reason),
    );
  }

  /**
   * The object that an id or expression names; `undefined` when the repository has none.
   *
   * @throws {RototoError} `source-too-large` once everything read so far is more than the limit.
   */
  async read(expression: string): Promise<GitObject | undefined> {
    if (this.#failure !== undefined) throw this.#failure.reason;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#git.stdin.write(`${expression}\n`);
    });
  }

  /** Ends the process; nothing is read afterwards. */
  async close(): Promise<void> {
    this.#git.stdin.end();
    await this.#ended;
  }

  #take(chunk: Buffer): void {
    let offset = 0;
    while (offset < chunk.length && this.#failure === undefined) {
      offset =
        this.#arriving === undefined
          ? this.#takeHeader(chunk, offset)
          : this.#takeContent(chunk, offset, this.#arriving);
    }
  }

  #takeHeader(chunk: Buffer, offset: number): number {
    const end = chunk.indexOf(NEWLINE, offset);
    const part = chunk.subarray(offset, end === -1 ? chunk.length : end);
    this.#header = this.#header.length === 0 ? Buffer.from(part) : Buffer.concat([this.#header, part]);
    if (end === -1) return chunk.length;
    const header = this.#header.toString("utf8");
    this.#header = Buffer.alloc(0);
    const [, id = "", type = "", size = ""] = /^([0-9a-f]+) ([a-z]+) (\d+)$/.exec(header) ?? [];
    if (id === "") {
      this.#answer(undefined);
      return end + 1;
    }
    const bytes = Number(size);
    this.#remainingBytes -= bytes;
    if (this.#remainingBytes < 0) this.#git.stop(this.#fail(overLimit(this.#session)));
    // A newline follows the content.
    else this.#arriving = { id, type, content: Buffer.allocUnsafe(bytes + 1), received: 0 };
    return end + 1;
  }

  #takeContent(chunk: Buffer, offset: number, arriving: Arriving): number {
    const { id, type, content } = arriving;
    const taken = chunk.copy(content, arriving.received, offset);
    arriving.received += taken;
    if (arriving.received === content.length) {
      this.#arriving = undefined;
      this.#answer({ id, type, content: content.subarray(0, -1) });
    }
    return offset + taken;
  }

  #answer(object: GitObject | undefined): void {
    this.#waiting[this.#nextWaiting++]?.resolve(object);
  }

  #fail(reason: unknown): unknown {
    this.#failure ??= { reason };
    for (const { reject } of this.#waiting.splice(this.#nextWaiting)) reject(this.#failure.reason);
    return reason;
  }
}

function overLimit({ source, limits }: GitSession): RototoError {
  const failure = tooLarge("the workspace has more than", "extractedBytes", limits, "make its files smaller");
  return failure.toRototoError(source.name);
}
