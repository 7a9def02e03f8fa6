/** The arguments of one call, checked against the command's definition. */
export class ParsedArguments {
  readonly #values: ReadonlyMap<string, string | boolean | readonly string[]>;

  constructor(values: ReadonlyMap<string, string | boolean | readonly string[]>) {
    this.#values = values;
  }

  /** The value of an option or positional; `undefined` when it was not given. */
  text(name: string): string | undefined {
    const value = this.#values.get(name);
    return typeof value === "string" ? value : undefined;
  }

  /** A positional that the definition requires. */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new Error(`broken invariant: the command requires ${name}`);
    return value;
  }

  /** Every value of a repeatable option, in order. */
  texts(name: string): readonly string[] {
    const value = this.#values.get(name);
    return Array.isArray(value) ? (value as readonly string[]) : [];
  }

  /** Whether a switch was given. */
  flag(name: string): boolean {
    return this.#values.get(name) === true;
  }
}
