import { Transform, type TransformCallback } from "node:stream";
import { createGunzip, type Gunzip } from "node:zlib";

/** True for the beginning of gzip data, also when it is one byte only. */
export function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && (start[1] ?? 0x8b) === 0x8b;
}

/** Decompresses gzip data, and lets everything else through. */
export class GunzipWhereNeeded extends Transform {
  /** `null` when nothing is to be done; `undefined` before the first bytes. */
  #gunzip: Gunzip | null | undefined;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#gunzip ??= isGzip(chunk) ? this.#start() : null;
    if (this.#gunzip === null) done(null, chunk);
    else this.#gunzip.write(chunk, () => done());
  }

  override _flush(done: TransformCallback): void {
    if (this.#gunzip) this.#gunzip.once("end", () => done()).end();
    else done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#gunzip?.destroy();
    done(error);
  }

  #start(): Gunzip {
    return createGunzip()
      .on("data", (bytes) => this.push(bytes))
      .on("error", (error) => this.destroy(error));
  }
}
