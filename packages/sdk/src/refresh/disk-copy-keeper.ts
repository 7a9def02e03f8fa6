import { writeDiskCopy } from "./write-disk-copy.js";

/**
 * Keeps the newest snapshot in a file, one write at a time. A snapshot that could
 * not be written is kept in memory for another try, until there is a newer one.
 */
export class DiskCopyKeeper {
  #pending: Uint8Array | undefined;
  #writing: Promise<void> | undefined;

  /** @param report Called after each write, with the error of one that failed. */
  constructor(
    private readonly path: string,
    private readonly report: (error: Error | undefined) => void,
  ) {}

  keep(snapshot: Uint8Array): void {
    this.#pending = snapshot;
    this.retry();
  }

  /** Tries again to write what could not be written. */
  retry(): void {
    if (this.#pending !== undefined) this.#writing ??= this.#writeAll();
  }

  /** Resolves when nothing is being written. */
  async idle(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    let failed = false;
    while (this.#pending !== undefined && !failed) {
      const snapshot = this.#pending;
      const error = await writeDiskCopy(this.path, snapshot).then(
        () => undefined,
        (thrown: unknown) => thrown as Error,
      );
      const newest = this.#pending === snapshot;
      if (newest && error === undefined) this.#pending = undefined;
      failed = newest && error !== undefined;
      this.report(error);
    }
    this.#writing = undefined;
  }
}
