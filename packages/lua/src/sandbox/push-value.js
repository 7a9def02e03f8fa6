/** @import { LuaState } from "./lua-state.js" */

/** A table, the key and the value that go into it, and one to spare. */
const SLOTS_PER_LEVEL = 4;

/**
 * Pushes plain JSON data as plain Lua data: tables, lists from 1, integers as
 * integers. Null and `undefined` become nil, so in a table their key is absent.
 * @param {LuaState} state
 * @param {unknown} value
 * @returns {void}
 */
export function pushValue(state, value) {
  state.reserve(SLOTS_PER_LEVEL);
  switch (typeof value) {
    case "boolean":
      return state.pushBoolean(value);
    case "number":
      return state.pushNumber(value);
    case "string":
      return state.pushText(value);
    case "object":
      if (value === null) return state.pushNil();
      return Array.isArray(value) ? pushList(state, value) : pushRecord(state, value);
    case "undefined":
      return state.pushNil();
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}

/**
 * @param {LuaState} state
 * @param {readonly unknown[]} list
 */
function pushList(state, list) {
  state.pushTable(list.length, 0);
  const table = state.top;
  list.forEach((item, index) => {
    pushValue(state, item);
    state.setItem(table, index + 1);
  });
}

/**
 * @param {LuaState} state
 * @param {object} record
 */
function pushRecord(state, record) {
  const fields = Object.entries(record);
  state.pushTable(0, fields.length);
  const table = state.top;
  for (const [key, value] of fields) {
    state.pushText(key);
    pushValue(state, value);
    state.setField(table);
  }
}
