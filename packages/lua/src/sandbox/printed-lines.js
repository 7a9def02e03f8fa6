/** @import { LuaState } from "./lua-state.js" */

/** Lines of one script that are shown. */
export const MOST_PRINTED_LINES = 100;

/** What a script printed, read from the list that the sandbox keeps of it. */
export class PrintedLines {
  #state;
  #slot;
  #taken = 0;

  /**
   * @param {LuaState} state
   * @param {number} slot of the list
   */
  constructor(state, slot) {
    this.#state = state;
    this.#slot = slot;
  }

  /**
   * The lines since the last call. After the last one that is shown comes one that says so.
   * @returns {string[]}
   */
  take() {
    const lines = [];
    for (const end = this.#state.rawLength(this.#slot); this.#taken < end; this.#taken++) {
      if (this.#taken === MOST_PRINTED_LINES) {
        lines.push(`more was printed: only the first ${MOST_PRINTED_LINES} lines of a script are shown`);
        continue;
      }
      this.#state.getItem(this.#slot, this.#taken + 1);
      lines.push(this.#state.text(-1));
      this.#state.top -= 1;
    }
    return lines;
  }
}
