/** Why a script could not be run to its end, in words for its author. */
export class ScriptProblem extends Error {
  /** @override */
  name = "ScriptProblem";

  /**
   * @param {string} message
   * @param {number} [line] one-based line in the script
   */
  constructor(message, line) {
    super(message);
    this.line = line;
  }
}
