/** Address of a `lua_State` in the memory of the WebAssembly module. */
export type StateAddress = number;

/** Address of a byte in the memory of the WebAssembly module; 0 is null. */
export type Address = number;

/**
 * The part of the Lua 5.4 C API that the sandbox calls, as wasmoon's Emscripten
 * module exports it. The sandbox goes through these raw exports, not through
 * wasmoon's engine, so that no JavaScript function or object is ever within
 * reach of a script.
 */
export interface LuaApi {
  /** Views of the whole memory. Growing the memory replaces them: never keep one. */
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;

  _malloc(size: number): Address;
  _realloc(block: Address, size: number): Address;
  _free(block: Address): void;
  /** Makes a JavaScript function callable from C; the result is its C address. */
  addFunction(callback: (...args: number[]) => number, signature: string): Address;

  _lua_newstate(allocator: Address, userData: Address): StateAddress;
  _lua_sethook(state: StateAddress, hook: Address, mask: number, count: number): void;
  _lua_close(state: StateAddress): void;
  _luaopen_base(state: StateAddress): number;
  _luaopen_string(state: StateAddress): number;
  _luaopen_table(state: StateAddress): number;
  _luaopen_math(state: StateAddress): number;
  _luaopen_utf8(state: StateAddress): number;
  _luaL_loadbufferx(state: StateAddress, text: Address, size: number, name: Address, mode: Address): number;
  _lua_pcallk(state: StateAddress, args: number, results: number, handler: number, context: number, k: Address): number;

  _lua_checkstack(state: StateAddress, slots: number): number;
  _lua_gettop(state: StateAddress): number;
  _lua_settop(state: StateAddress, index: number): void;
  _lua_pushvalue(state: StateAddress, index: number): void;
  _lua_pushnil(state: StateAddress): void;
  _lua_pushboolean(state: StateAddress, value: number): void;
  _lua_pushinteger(state: StateAddress, value: bigint): void;
  _lua_pushnumber(state: StateAddress, value: number): void;
  _lua_pushlstring(state: StateAddress, text: Address, size: number): Address;
  _lua_createtable(state: StateAddress, listSize: number, recordSize: number): void;
  _lua_rawset(state: StateAddress, index: number): void;
  _lua_rawseti(state: StateAddress, index: number, key: bigint): void;
  _lua_setglobal(state: StateAddress, name: Address): void;

  _lua_type(state: StateAddress, index: number): number;
  _lua_isinteger(state: StateAddress, index: number): number;
  _lua_toboolean(state: StateAddress, index: number): number;
  _lua_tointegerx(state: StateAddress, index: number, isInteger: Address): bigint;
  _lua_tonumberx(state: StateAddress, index: number, isNumber: Address): number;
  _lua_tolstring(state: StateAddress, index: number, size: Address): Address;
  _lua_rawlen(state: StateAddress, index: number): bigint;
  _lua_rawget(state: StateAddress, index: number): number;
  _lua_rawgeti(state: StateAddress, index: number, key: bigint): number;
  _lua_next(state: StateAddress, index: number): number;
}
