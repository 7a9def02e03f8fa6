import type { Stats } from "node:fs";

/** What tells two states of a file apart. */
const FACTS = ["dev", "ino", "size", "mtimeMs", "ctimeMs"] as const satisfies readonly (keyof Stats)[];

/** The states that files were in, in the order in which they were seen. Numbers, not objects: there are thousands. */
export class FileStates {
  readonly #paths: string[] = [];
  readonly #facts: number[] = [];

  get size(): number {
    return this.#paths.length;
  }

  /** @param stats Absent for a name that is no file that can be read. */
  add(path: string, stats: Stats | undefined): void {
    this.#paths.push(path);
    for (const fact of FACTS) this.#facts.push(stats?.[fact] ?? NO_FACT);
  }

  /** True when the file that was seen as number `index` was this one, in this state. */
  matches(index: number, path: string, stats: Stats | undefined): boolean {
    const start = index * FACTS.length;
    return (
      this.#paths[index] === path &&
      FACTS.every((fact, offset) => this.#facts[start + offset] === (stats?.[fact] ?? NO_FACT))
    );
  }
}

const NO_FACT = -1;
