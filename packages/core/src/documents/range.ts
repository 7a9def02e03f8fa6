/** A position in a text: zero-based; `character` counts UTF-16 code units, as in the Language Server Protocol. */
export interface Position {
  /** Counted from zero. */
  readonly line: number;
  /** In UTF-16 units, counted from zero. */
  readonly character: number;
}

/** Part of a text, from `start` up to `end`. */
export interface Range {
  /** The first position in it. */
  readonly start: Position;
  /** The first position after it. */
  readonly end: Position;
}
