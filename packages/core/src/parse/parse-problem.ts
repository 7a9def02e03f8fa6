import type { Position } from "../documents/range.js";
import type { Step } from "../json/json-pointer.js";

/** Why a document did not become data, and where: a position of its text, or a value in it. */
export interface ParseProblem {
  readonly message: string;
  readonly at: { readonly position: Position } | { readonly steps: readonly Step[] };
}
