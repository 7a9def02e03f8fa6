import { ScriptProblem } from "./script-problem.js";

/** @import { CustomLintReport } from "@rototo/core" */
/** @import { HookCall } from "./hook-call.js" */
/** @import { LuaState } from "./lua-state.js" */

/** @typedef {Omit<CustomLintReport, "kind" | "variable">} Finding */

/** Characters of a text that are shown; a longer one ends with an ellipsis. */
const MAX_TEXT_CHARACTERS = 10_000;

const CODE = /^([A-Za-z0-9][A-Za-z0-9._-]{0,63})\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The authority of the built-in rules. */
const RESERVED_AUTHORITY = "rototo";

const FIELDS = /** @type {const} */ (["message", "help", "severity", "code", "field"]);

/**
 * Reads what a hook returned, on top of the stack, and hands over each finding in
 * order. Throws a {@link ScriptProblem} at the first thing that is not as the
 * format says.
 * @param {LuaState} state
 * @param {HookCall} call
 * @param {(finding: Finding) => void} take
 */
export function readFindings(state, call, take) {
  const list = state.top;
  const type = state.typeOf(list);
  if (type === "nil") return;
  if (type !== "table") throw new ScriptProblem(`${nameOf(call)} must return nil or a list of findings, not a ${type}`);
  state.reserve(FIELDS.length + 4);
  const length = listLength(state, list, call);
  // The names stay on the stack, as making a Lua string for each finding costs more than all the rest.
  for (const field of FIELDS) state.pushText(field);
  for (let item = 1; item <= length; item++) {
    state.getItem(list, item);
    take(readFinding(state, list + 1, `finding ${item} of ${nameOf(call)}`, call));
    state.top = list + FIELDS.length;
  }
}

/**
 * The call as its author would name it.
 * @param {HookCall} call
 */
export function nameOf(call) {
  return call.valueKey === undefined ? `\`${call.hook}\`` : `\`${call.hook}\` for the value \`${call.valueKey}\``;
}

/**
 * @param {LuaState} state
 * @param {number} list
 * @param {HookCall} call
 */
function listLength(state, list, call) {
  const length = state.rawLength(list);
  let items = 0;
  state.pushNil();
  while (state.next(list)) {
    state.top -= 1;
    if (!state.isInteger(-1)) {
      const key =
        state.typeOf(-1) === "string"
          ? `the key \`${shorten(state.text(-1), 100)}\``
          : `a ${state.typeOf(-1)} as a key`;
      throw new ScriptProblem(
        `${nameOf(call)} must return a list of findings, { { message = "..." } }, but its table has ${key}`,
      );
    }
    items++;
  }
  // In a table with integer keys only, a border that counts every key leaves no room for a gap.
  if (items !== length) throw new ScriptProblem(`${nameOf(call)} returned a list with gaps`);
  return length;
}

/**
 * Reads the finding on top of the stack.
 * @param {LuaState} state
 * @param {number} names stack index of the first of {@link FIELDS}
 * @param {string} place what to call the finding in a message
 * @param {HookCall} call
 * @returns {Finding}
 */
function readFinding(state, names, place, call) {
  if (state.typeOf(-1) !== "table") throw new ScriptProblem(`${place} must be a table, not a ${state.typeOf(-1)}`);
  const table = state.top;
  const [message, help, severity, code, field] = FIELDS.map((name, index) => {
    state.pushCopy(names + index);
    state.getField(table);
    return textField(state, name, place);
  });
  if (message === undefined) throw new ScriptProblem(`${place} has no \`message\``);
  if (message === "") throw new ScriptProblem(`the \`message\` of ${place} is empty`);
  return {
    ...(call.valueKey !== undefined && { valueKey: call.valueKey }),
    message,
    ...(help !== undefined && { help }),
    severity: severityOf(severity, place),
    ...(code !== undefined && { code: codeOf(code, place) }),
    ...(field !== undefined && { field }),
  };
}

/**
 * The optional text on top of the stack.
 * @param {LuaState} state
 * @param {string} name
 * @param {string} place
 */
function textField(state, name, place) {
  const type = state.typeOf(-1);
  if (type === "nil") return undefined;
  if (type !== "string") throw new ScriptProblem(`the \`${name}\` of ${place} must be a string, not a ${type}`);
  return shorten(state.text(-1), MAX_TEXT_CHARACTERS);
}

/**
 * @param {string | undefined} severity
 * @param {string} place
 */
function severityOf(severity, place) {
  if (severity === undefined) return "error";
  if (severity === "error" || severity === "warning") return severity;
  throw new ScriptProblem(`the \`severity\` of ${place} must be "error" or "warning", not "${shorten(severity, 100)}"`);
}

/**
 * @param {string} code
 * @param {string} place
 */
function codeOf(code, place) {
  const authority = CODE.exec(code)?.[1];
  if (authority === undefined) {
    throw new ScriptProblem(
      `the \`code\` of ${place} must be an authority and a rule, as in "team/token-budget", not "${shorten(code, 100)}"`,
    );
  }
  if (authority.toLowerCase() === RESERVED_AUTHORITY) {
    throw new ScriptProblem(
      `the \`code\` of ${place} takes the authority "${authority}", which belongs to the built-in rules`,
    );
  }
  return code;
}

/**
 * @param {string} text
 * @param {number} limit in UTF-16 code units
 */
export function shorten(text, limit) {
  // A cut must not leave half of a surrogate pair.
  return text.length <= limit ? text : `${text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
