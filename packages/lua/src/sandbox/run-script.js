import { LuaState } from "./lua-state.js";
import { pushValue } from "./push-value.js";
import { nameOf, readFindings, shorten } from "./read-findings.js";
import { ReportCollector } from "./report-collector.js";
import { restrictGlobals } from "./restrict-globals.js";
import { ScriptProblem } from "./script-problem.js";

/** @import { ReportBatch, ScriptJob } from "../script-job.js" */
/** @import { HookCall } from "./hook-call.js" */
/** @import { LuaMachine } from "./start-lua.js" */

/** What Lua calls a script in its messages: short, and easy to take away again. */
const CHUNK = "script";
const POSITION = new RegExp(`^${CHUNK}:(\\d+): `);

const MAX_ERROR_CHARACTERS = 1_000;

/** Stack slots that hold the same thing during a whole run. */
const GLOBALS = 1;
const LINT = 2;
const LINT_VALUE = 3;

/**
 * Runs one script in a Lua state of its own: its top level, `lint`, then
 * `lint_value` for each value in key order. Reports go out after each call, so
 * that they are not lost when a later call has to be stopped from outside.
 *
 * Throws a {@link ScriptProblem} when the script is at fault. Any other error means
 * that the machine was left in the middle of something and must not run again.
 * @param {LuaMachine} machine
 * @param {ScriptJob} job
 * @param {(batch: ReportBatch) => void} report
 */
export function runScript(machine, job, report) {
  const state = new LuaState(machine.api, machine.memory, job.memoryBytes);
  const reports = new ReportCollector(job.variable.id, job.maxFindings);
  const send = () => {
    const batch = reports.take();
    if (batch !== undefined) report(batch);
  };
  try {
    state.openLibraries();
    restrictGlobals(state);
    loadHooks(state, job);
    callHooks(state, job, reports, send);
  } catch (error) {
    if (error instanceof ScriptProblem) state.close();
    throw error;
  } finally {
    send();
  }
  state.close();
}

/**
 * Runs the top level of the script and leaves its hooks in their slots.
 * @param {LuaState} state
 * @param {ScriptJob} job
 */
function loadHooks(state, job) {
  // Editors on Windows write a byte order mark, and Lua reads it as a symbol.
  if (!state.load(job.source.replace(/^\uFEFF/, ""), CHUNK)) throw problem(state, job, "the script does not parse");
  if (!state.call(0)) throw problem(state, job, "the script raised an error before its hooks were called");
  state.top = 0;
  state.pushGlobals();
  for (const name of ["lint", "lint_value"]) {
    state.pushText(name);
    state.getField(GLOBALS);
    const type = state.typeOf(-1);
    if (type !== "nil" && type !== "function") throw new ScriptProblem(`\`${name}\` must be a function, not a ${type}`);
  }
  if (!hasHook(state, LINT) && !hasHook(state, LINT_VALUE)) {
    throw new ScriptProblem("the script defines neither `lint` nor `lint_value`");
  }
}

/**
 * @param {LuaState} state
 * @param {ScriptJob} job
 * @param {ReportCollector} reports
 * @param {() => void} send
 */
function callHooks(state, job, reports, send) {
  const { variable } = job;
  if (hasHook(state, LINT)) {
    callHook(state, job, { hook: "lint" }, variable, reports);
    send();
  }
  if (!hasHook(state, LINT_VALUE)) return;
  const { id, uri, path } = variable;
  for (const key of Object.keys(variable.values).sort()) {
    const value = { name: key, value: variable.values[key], variable: { id, uri, path } };
    callHook(state, job, { hook: "lint_value", valueKey: key }, value, reports);
    send();
  }
}

/**
 * @param {LuaState} state
 * @param {ScriptJob} job
 * @param {HookCall} call
 * @param {unknown} argument
 * @param {ReportCollector} reports
 */
function callHook(state, job, call, argument, reports) {
  state.pushCopy(call.hook === "lint" ? LINT : LINT_VALUE);
  pushValue(state, argument);
  if (!state.call(1)) throw problem(state, job, `${nameOf(call)} raised an error`);
  readFindings(state, call, (finding) => reports.add(finding));
  state.top = LINT_VALUE;
}

/**
 * @param {LuaState} state
 * @param {number} slot
 */
function hasHook(state, slot) {
  return state.typeOf(slot) === "function";
}

/**
 * What the error value on top of the stack says, with its line.
 * @param {LuaState} state
 * @param {ScriptJob} job
 * @param {string} what
 */
function problem(state, job, what) {
  const text = errorText(state);
  const line = Number(POSITION.exec(text)?.[1]);
  const message = `${what}: ${shorten(text.replace(POSITION, ""), MAX_ERROR_CHARACTERS)}`;
  // A script can raise any text, a line that it does not have included.
  return new ScriptProblem(message, line >= 1 && line <= job.source.split("\n").length ? line : undefined);
}

/** @param {LuaState} state */
function errorText(state) {
  const type = state.typeOf(-1);
  if (type === "string" || type === "number") return state.text(-1);
  if (type === "table") {
    state.pushText("message");
    state.getField(-2);
    if (state.typeOf(-1) === "string") return state.text(-1);
  }
  return `a ${type} instead of a text`;
}
