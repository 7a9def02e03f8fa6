import { LuaFactory } from "wasmoon";
import { MemoryLimit } from "./memory-limit.js";
import { TimeLimit } from "./time-limit.js";

/** @import { LuaApi } from "./lua-api.js" */

/**
 * The WebAssembly module with Lua in it. It runs one state after another.
 * @typedef {{ readonly api: LuaApi, readonly memory: MemoryLimit, readonly time?: TimeLimit | undefined }} LuaMachine
 *   There is a `time` where the thread cannot be ended in the middle of a script.
 */

/**
 * Loads Lua, without any state yet.
 * @returns {Promise<LuaMachine>}
 */
export async function startLua() {
  const { module } = await new LuaFactory().getLuaModule();
  // wasmoon's types leave out the exports that its own wrapper calls.
  const api = /** @type {LuaApi} */ (/** @type {unknown} */ (module));
  // Bun ends no thread in the middle of WebAssembly. Elsewhere this would only slow scripts down.
  const time = process.versions["bun"] === undefined ? undefined : new TimeLimit(api);
  return { api, memory: new MemoryLimit(api), time };
}
