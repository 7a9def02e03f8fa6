import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { wrap } from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

/** Bytes in front of the cached code: its checksum, and that of the source. */
const HEAD = 8;

/** How long a file is kept, in ms: a month. */
const LONGEST_KEPT_MS = 30 * 24 * 3_600_000;

type Require = (name: string) => unknown;

interface ChunkModule {
  exports: unknown;
}

type ChunkFunction = (
  this: unknown,
  exports: unknown,
  require: Require,
  module: ChunkModule,
  filename: string,
  directory: string,
) => void;

/**
 * The chunks of a program, with what the engine made of them before.
 *
 * The engine believes what it is given, so there are checksums of the code and of its source;
 * what another version made, or other flags, it refuses itself.
 */
export class ChunkCache {
  readonly #directory: string;
  readonly #requireOther: Require;
  readonly #loaded = new Map<string, ChunkModule>();
  readonly #fresh: (() => void)[] = [];

  /**
   * @param directory For the cached code; nobody else can write to it.
   * @param requireOther Loads what is no chunk.
   */
  constructor(directory: string, requireOther: Require) {
    this.#directory = join(directory, nameOfThisNode());
    this.#requireOther = requireOther;
  }

  /** What the chunk at a path exports. The chunks that it names lie beside it. */
  load(filename: string): unknown {
    const known = this.#loaded.get(filename);
    if (known !== undefined) return known.exports;
    const module: ChunkModule = { exports: {} };
    this.#loaded.set(filename, module);
    const directory = dirname(filename);
    const require = (name: string) =>
      name.startsWith("./") ? this.load(join(directory, name)) : this.#requireOther(name);
    this.#compile(filename).call(module.exports, module.exports, require, module, filename, directory);
    return module.exports;
  }

  /** Leaves in the cache what was not there, with all that has been compiled of it by now. Does without where it cannot. */
  keepFresh(): void {
    try {
      if (this.#fresh.length === 0) return;
      mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
      removeOldFiles(this.#directory);
      for (const keep of this.#fresh) keep();
    } catch {
      // The next call compiles again.
    }
  }

  #compile(filename: string): ChunkFunction {
    const source = readFileSync(filename);
    const path = join(this.#directory, basename(filename));
    const cachedData = readCached(path, source);
    const script = new Script(wrap(source.toString()), { filename, ...(cachedData && { cachedData }) });
    if (script.cachedDataRejected !== false)
      this.#fresh.push(() => writeCached(path, source, script.createCachedData()));
    return script.runInThisContext() as ChunkFunction;
  }
}

function readCached(path: string, source: Buffer): Buffer | undefined {
  try {
    const file = readFileSync(path);
    const code = file.subarray(HEAD);
    return file.readUInt32LE(0) === crc32(code) && file.readUInt32LE(4) === crc32(source) ? code : undefined;
  } catch {
    // There is none yet, or a part of one.
    return undefined;
  }
}

/** Others see the file whole or not at all. */
function writeCached(path: string, source: Buffer, code: Buffer): void {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(crc32(code), 0);
  head.writeUInt32LE(crc32(source), 4);
  const unfinished = `${path}.${process.pid}`;
  try {
    writeFileSync(unfinished, Buffer.concat([head, code]), { mode: 0o600 });
    renameSync(unfinished, path);
  } catch (error) {
    // On a full disk the first part is there.
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** What earlier releases left. What is still in use is only written once more. */
function removeOldFiles(directory: string): void {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (Date.now() - statSync(path).mtimeMs > LONGEST_KEPT_MS) rmSync(path);
  }
}

/** Flags count: code for others is refused, and two sets of them would replace each other's files. */
function nameOfThisNode(): string {
  const flags = JSON.stringify([process.execArgv, process.env["NODE_OPTIONS"]]);
  return `${process.version}-${process.arch}-${crc32(flags).toString(16)}`;
}
