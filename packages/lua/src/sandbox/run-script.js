import { LuaState } from "./lua-state.js";
import { pushValue } from "./push-value.js";
import { PrintedLines } from "./printed-lines.js";
import { nameOf, readFindings, shorten } from "./read-findings.js";
import { ReportCollector } from "./report-collector.js";
import { restrictGlobals } from "./restrict-globals.js";
import { ScriptProblem } from "./script-problem.js";

/** @import { ReportBatch, ScriptJob } from "../script-job.js" */
/** @import { HookCall } from "./hook-call.js" */
/** @import { LuaMachine } from "./start-lua.js" */

/**
 * Calls a function of the script, as {@link LuaState.call} does, and sends on what it printed.
 * @typedef {(args: number) => boolean} Call
 */

/** What Lua calls a script in its messages: short, and easy to take away again. */
const CHUNK = "script";
const POSITION = new RegExp(`^${CHUNK}:(\\d+): `);

const MAX_ERROR_CHARACTERS = 1_000;

/** Stack slots that hold the same thing during a whole run. */
const PRINTED = 1;
const GLOBALS = 2;
const LINT = 3;
const LINT_VALUE = 4;

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
 * @param {(lines: string[]) => void} print
 */
export function runScript(machine, job, report, print) {
  const state = new LuaState(machine.api, machine.memory, job.memoryBytes);
  const reports = new ReportCollector(job.variable.id, job.maxFindings);
  const send = () => {
    const batch = reports.take();
    if (batch !== undefined) report(batch);
  };
  try {
    state.openLibraries();
    restrictGlobals(state);
    if (machine.time !== undefined) {
      machine.time.begin(job.timeoutMs);
      state.visit(machine.time.checkpoint);
    }
    const printed = new PrintedLines(state, PRINTED);
    /** @param {number} args */
    const call = (args) => {
      const done = state.call(args);
      const lines = printed.take();
      if (lines.length > 0) print(lines);
      return done;
    };
    loadHooks(state, job, call);
    callHooks(state, job, call, reports, send);
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
 * @param {Call} call
 */
function loadHooks(state, job, call) {
  // Editors on Windows write a byte order mark, and Lua reads it as a symbol.
  if (!state.load(job.source.replace(/^\uFEFF/, ""), CHUNK)) throw problem(state, job, "the script does not parse");
  if (!call(0)) throw problem(state, job, "the script raised an error before its hooks were called");
  state.top = PRINTED;
  state.pushGlobals();
  for (const name of ["lint", "lint_value"]) {
    state.pushText(name);
    state.getField(GLOBALS);
    const type = state.typeOf(-1);
    if (type !== "nil" && type !== "function") throw new ScriptProblem(`\`${name}\` must be a function, not a ${type}`);
  }
  if (!hasHook(state, LINT) && !hasHook(state, LINT_VALUE)) {
    state.pushText("register");
    state.getField(GLOBALS);
    const remark =
      state.typeOf(-1) === "function" ? "; `register` is not called, so put what it registers into them" : "";
    throw new ScriptProblem(`the script defines neither \`lint\` nor \`lint_value\`${remark}`);
  }
}

/**
 * @param {LuaState} state
 * @param {ScriptJob} job
 * @param {Call} call
 * @param {ReportCollector} reports
 * @param {() => void} send
 */
function callHooks(state, job, call, reports, send) {
  const { variable } = job;
  if (hasHook(state, LINT)) {
    callHook(state, job, call, { hook: "lint" }, variable, reports);
    send();
  }
  if (!hasHook(state, LINT_VALUE)) return;
  const { id, uri, path } = variable;
  for (const key of Object.keys(variable.values).sort()) {
    const value = { name: key, value: variable.values[key], variable: { id, uri, path } };
    callHook(state, job, call, { hook: "lint_value", valueKey: key }, value, reports);
    send();
  }
}

/**
 * @param {LuaState} state
 * @param {ScriptJob} job
 * @param {Call} call
 * @param {HookCall} hookCall
 * @param {unknown} argument
 * @param {ReportCollector} reports
 */
function callHook(state, job, call, hookCall, argument, reports) {
  state.pushCopy(hookCall.hook === "lint" ? LINT : LINT_VALUE);
  pushValue(state, argument);
  if (!call(1)) throw problem(state, job, `${nameOf(hookCall)} raised an error`);
  readFindings(state, hookCall, (finding) => reports.add(finding));
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
