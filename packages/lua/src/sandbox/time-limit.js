import { startClock } from "../start-clock.js";

/** @import { Address, LuaApi } from "./lua-api.js" */

/** Thrown through the running script, so that no `pcall` of it can carry on. */
export class TimeExceeded extends Error {
  /** @override */
  name = "TimeExceeded";
}

/** Stops a script from within. One call into a library of Lua is not interrupted. */
export class TimeLimit {
  #isOver = () => false;

  /** @param {LuaApi} api */
  constructor(api) {
    /**
     * What a state has to call now and then.
     * @type {Address}
     */
    this.checkpoint = api.addFunction(() => {
      if (this.#isOver()) throw new TimeExceeded("the script ran too long");
      return 0;
    }, "vii");
  }

  /**
   * Starts the clock for a script.
   * @param {number} timeoutMs
   */
  begin(timeoutMs) {
    const elapsedMs = startClock();
    this.#isOver = () => elapsedMs() > timeoutMs;
  }
}
