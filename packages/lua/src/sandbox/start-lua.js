import { LuaFactory } from "wasmoon";
import { MemoryLimit } from "./memory-limit.js";

/** @import { LuaApi } from "./lua-api.js" */

/**
 * The WebAssembly module with Lua in it. It runs one state after another.
 * @typedef {{ readonly api: LuaApi, readonly memory: MemoryLimit }} LuaMachine
 */

/**
 * Loads Lua, without any state yet.
 * @returns {Promise<LuaMachine>}
 */
export async function startLua() {
  const { module } = await new LuaFactory().getLuaModule();
  // wasmoon's types leave out the exports that its own wrapper calls.
  const api = /** @type {LuaApi} */ (/** @type {unknown} */ (module));
  return { api, memory: new MemoryLimit(api) };
}
