import { ScriptProblem } from "./script-problem.js";

/** @import { Address, LuaApi } from "./lua-api.js" */
/** @import { MemoryLimit } from "./memory-limit.js" */

/** What `lua_type` answers, in its order. */
const TYPE_NAMES = ["nil", "boolean", "userdata", "number", "string", "table", "function", "userdata", "thread"];

const LUA_OK = 0;
const LUA_ERRMEM = 4;

/** Pseudo-index of the registry and the slot of the globals in it: constants of Lua 5.4. */
const LUA_REGISTRYINDEX = -1_001_000;
const LUA_RIDX_GLOBALS = 2n;

/** Has a hook called by the number of instructions. */
const LUA_MASKCOUNT = 8;

/** Instructions between two visits of a checkpoint: some milliseconds. */
const VISITED_EVERY = 100_000;

/** Bytes of a text that are read at most. */
const MAX_TEXT_BYTES = 65_536;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * One Lua state with the few operations that the sandbox needs. Stack indexes are
 * Lua's own: positive from the bottom, negative from the top. Everything reads and
 * writes tables raw: no metamethod of a script runs outside {@link call}.
 */
export class LuaState {
  #api;
  #memory;
  #state;
  /** Where `lua_tolstring` leaves the length of a string. */
  #size;

  /**
   * @param {LuaApi} api
   * @param {MemoryLimit} memory its limit holds from now on
   * @param {number} memoryBytes
   */
  constructor(api, memory, memoryBytes) {
    this.#api = api;
    this.#memory = memory;
    memory.begin(memoryBytes);
    this.#state = api._lua_newstate(memory.allocator, 0);
    if (this.#state === 0) throw memory.exceeded();
    this.#size = api._malloc(4);
  }

  close() {
    this.#api._free(this.#size);
    this.#api._lua_close(this.#state);
  }

  /**
   * Calls a function of C or JavaScript regularly, from now on.
   * @param {Address} checkpoint
   */
  visit(checkpoint) {
    this.#api._lua_sethook(this.#state, checkpoint, LUA_MASKCOUNT, VISITED_EVERY);
  }

  /** Opens the standard libraries that a script may have, whole. */
  openLibraries() {
    this.#open("_G", (state) => this.#api._luaopen_base(state));
    this.#open("string", (state) => this.#api._luaopen_string(state));
    this.#open("table", (state) => this.#api._luaopen_table(state));
    this.#open("math", (state) => this.#api._luaopen_math(state));
    this.#open("utf8", (state) => this.#api._luaopen_utf8(state));
  }

  /**
   * Compiles Lua source (never bytecode) and pushes it as a function.
   * @param {string} source
   * @param {string} name what Lua calls the source in messages
   * @returns {boolean} false when it does not parse; the error value is then on top
   */
  load(source, name) {
    return this.#withText(source, (text, size) =>
      this.#withText(`=${name}`, (chunkName) =>
        this.#withText("t", (mode) =>
          this.#succeeded(this.#api._luaL_loadbufferx(this.#state, text, size, chunkName, mode)),
        ),
      ),
    );
  }

  /**
   * Calls the function below `args` arguments and leaves one result.
   * @param {number} args
   * @returns {boolean} false when it raised; the error value is then on top
   */
  call(args) {
    return this.#succeeded(this.#api._lua_pcallk(this.#state, args, 1, 0, 0, 0));
  }

  get top() {
    return this.#api._lua_gettop(this.#state);
  }

  set top(index) {
    this.#api._lua_settop(this.#state, index);
  }

  /**
   * Makes room on the stack. Lua guarantees 20 slots only, and pushing beyond the
   * room there is corrupts its memory.
   * @param {number} slots
   */
  reserve(slots) {
    if (this.#api._lua_checkstack(this.#state, slots) === 0) {
      throw new ScriptProblem("the value is too large for the Lua stack");
    }
  }

  pushNil() {
    this.#api._lua_pushnil(this.#state);
  }

  /** @param {boolean} value */
  pushBoolean(value) {
    this.#api._lua_pushboolean(this.#state, value ? 1 : 0);
  }

  /**
   * An integer when `value` is one exactly, else a float.
   * @param {number} value
   */
  pushNumber(value) {
    if (Number.isSafeInteger(value)) this.#api._lua_pushinteger(this.#state, BigInt(value));
    else this.#api._lua_pushnumber(this.#state, value);
  }

  /** @param {string} text any text, NUL included */
  pushText(text) {
    this.#withText(text, (address, size) => this.#api._lua_pushlstring(this.#state, address, size));
  }

  /**
   * @param {number} listSize
   * @param {number} recordSize
   */
  pushTable(listSize, recordSize) {
    this.#api._lua_createtable(this.#state, listSize, recordSize);
  }

  /** @param {number} index */
  pushCopy(index) {
    this.#api._lua_pushvalue(this.#state, index);
  }

  /** Pushes the table of the global variables. */
  pushGlobals() {
    this.#api._lua_rawgeti(this.#state, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  }

  /**
   * `table[key] = value` with the key and the value on top; pops both.
   * @param {number} table
   */
  setField(table) {
    this.#api._lua_rawset(this.#state, table);
  }

  /**
   * `table[item] = value` with the value on top; pops it.
   * @param {number} table
   * @param {number} item one-based
   */
  setItem(table, item) {
    this.#api._lua_rawseti(this.#state, table, BigInt(item));
  }

  /**
   * Replaces the key on top by `table[key]`.
   * @param {number} table
   */
  getField(table) {
    this.#api._lua_rawget(this.#state, table);
  }

  /**
   * Pushes `table[item]`.
   * @param {number} table
   * @param {number} item one-based
   */
  getItem(table, item) {
    this.#api._lua_rawgeti(this.#state, table, BigInt(item));
  }

  /**
   * Replaces the key on top by the next key and its value; pops the key and answers
   * false at the end.
   * @param {number} table
   */
  next(table) {
    return this.#api._lua_next(this.#state, table) !== 0;
  }

  /**
   * @param {number} index
   * @returns {string} Lua's name of the type
   */
  typeOf(index) {
    return TYPE_NAMES[this.#api._lua_type(this.#state, index)] ?? "nothing";
  }

  /** @param {number} index */
  isInteger(index) {
    return this.#api._lua_isinteger(this.#state, index) !== 0;
  }

  /** @param {number} index */
  rawLength(index) {
    return Number(this.#api._lua_rawlen(this.#state, index));
  }

  /**
   * The string or number at `index` as text. Bytes that are not UTF-8 become U+FFFD,
   * and only the first bytes of a long text are read.
   * @param {number} index
   */
  text(index) {
    const address = this.#api._lua_tolstring(this.#state, index, this.#size);
    const size = this.#api.HEAPU32[this.#size >>> 2] ?? 0;
    return decoder.decode(this.#api.HEAPU8.subarray(address, address + Math.min(size, MAX_TEXT_BYTES)));
  }

  /**
   * @param {string} name
   * @param {(state: number) => number} open
   */
  #open(name, open) {
    open(this.#state);
    this.#withText(name, (address) => this.#api._lua_setglobal(this.#state, address));
  }

  /** @param {number} status */
  #succeeded(status) {
    // A script may have caught the error of a refusal and ended before it needed any other memory.
    if (status === LUA_ERRMEM || this.#memory.refused) throw this.#memory.exceeded();
    return status === LUA_OK;
  }

  /**
   * Lends `text` as UTF-8 bytes with a NUL after them.
   * @template T
   * @param {string} text
   * @param {(address: Address, size: number) => T} use
   * @returns {T}
   */
  #withText(text, use) {
    const bytes = encoder.encode(text);
    const address = this.#api._malloc(bytes.length + 1);
    if (address === 0) throw new ScriptProblem("the value is too large for the memory of the Lua machine");
    this.#api.HEAPU8.set(bytes, address);
    this.#api.HEAPU8[address + bytes.length] = 0;
    try {
      return use(address, bytes.length);
    } finally {
      this.#api._free(address);
    }
  }
}
