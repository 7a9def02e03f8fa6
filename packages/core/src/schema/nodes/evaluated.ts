/** Which properties and items of one value some schema has looked at. */
export class Evaluated {
  readonly #names = new Set<string>();
  readonly #indexes = new Set<number>();
  /** Every item before this one. */
  #before = 0;

  addName(name: string): void {
    this.#names.add(name);
  }

  addIndex(index: number): void {
    this.#indexes.add(index);
  }

  addIndexesBefore(end: number): void {
    this.#before = Math.max(this.#before, end);
  }

  add(other: Evaluated): void {
    for (const name of other.#names) this.#names.add(name);
    for (const index of other.#indexes) this.#indexes.add(index);
    this.addIndexesBefore(other.#before);
  }

  hasName(name: string): boolean {
    return this.#names.has(name);
  }

  hasIndex(index: number): boolean {
    return index < this.#before || this.#indexes.has(index);
  }
}
