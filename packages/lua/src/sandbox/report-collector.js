/** @import { CustomLintReport } from "@rototo/core" */
/** @import { ReportBatch } from "../script-job.js" */
/** @import { Finding } from "./read-findings.js" */

/**
 * The reports of one task up to a limit. What is beyond it is counted, so that a
 * last report can say so.
 */
export class ReportCollector {
  #variable;
  #limit;
  #kept = 0;
  #leftOut = 0;
  /** @type {CustomLintReport["severity"]} */
  #worstLeftOut = "warning";
  /** @type {CustomLintReport[]} */
  #pending = [];
  #changed = false;

  /**
   * @param {string} variable id
   * @param {number} limit
   */
  constructor(variable, limit) {
    this.#variable = variable;
    this.#limit = limit;
  }

  /** @param {Finding} finding */
  add(finding) {
    this.#changed = true;
    if (this.#kept < this.#limit) {
      this.#kept++;
      this.#pending.push({ kind: "report", variable: this.#variable, ...finding });
    } else {
      this.#leftOut++;
      if (finding.severity === "error") this.#worstLeftOut = "error";
    }
  }

  /**
   * What there is to tell since the last call, or `undefined` for nothing.
   * @returns {ReportBatch | undefined}
   */
  take() {
    if (!this.#changed) return undefined;
    const batch = { reports: this.#pending, leftOut: this.#note() };
    this.#pending = [];
    this.#changed = false;
    return batch;
  }

  /**
   * One report that speaks for all that were left out, with the severity of the worst.
   * @returns {CustomLintReport[]}
   */
  #note() {
    if (this.#leftOut === 0) return [];
    const findings = this.#leftOut === 1 ? "1 more finding was" : `${this.#leftOut} more findings were`;
    return [
      {
        kind: "report",
        variable: this.#variable,
        message: `${findings} left out: only the first ${this.#limit} of a variable are shown`,
        severity: this.#worstLeftOut,
      },
    ];
  }
}
