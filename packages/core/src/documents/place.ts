import type { Step } from "../json/json-pointer.js";
import type { Position } from "./range.js";

/**
 * Where a person should look. Cheap to carry: it becomes a range only when a
 * diagnostic is made of it. Without `steps` or `position` it is the whole file,
 * shown at its first character. Never spread one: its fields may be getters.
 */
export interface Place {
  /** Workspace-relative path of the file; the empty string is the workspace itself. */
  readonly path: string;
  /** The way to a value in the file's data. Where nothing stands there, its nearest parent is meant. */
  readonly steps?: readonly Step[];
  /** Points at the key of the value instead of the value. */
  readonly part?: "key";
  /** A known position, which wins over `steps`. */
  readonly position?: Position;
}

/** The place of a member of what stands at `place`. */
export function placeOf(place: Place, ...steps: readonly Step[]): Place {
  let member = place;
  for (const step of steps) member = new MemberPlace(member, step);
  return member;
}

/** The same place, pointing at the key. */
export function keyOf({ path, steps, position }: Place): Place {
  return { path, part: "key", ...(steps && { steps }), ...(position && { position }) };
}

// A model holds a place for every field of every file, and hardly any is ever looked at.
class MemberPlace implements Place {
  readonly #parent: Place;
  readonly #step: Step;

  constructor(parent: Place, step: Step) {
    this.#parent = parent;
    this.#step = step;
  }

  get path(): string {
    return this.#parent.path;
  }

  get steps(): readonly Step[] {
    return [...(this.#parent.steps ?? []), this.#step];
  }
}
