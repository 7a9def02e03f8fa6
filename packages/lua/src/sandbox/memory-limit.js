/** @import { Address, LuaApi } from "./lua-api.js" */

/** Thrown through the running script, so that no `pcall` of it can carry on. */
export class MemoryExceeded extends Error {
  /** @override */
  name = "MemoryExceeded";

  /** @param {number} limit in bytes */
  constructor(limit) {
    super(`the script needed more than ${formatBytes(limit)} of memory and was stopped`);
  }
}

/**
 * The allocator of Lua states: one state at a time, with a limit on the bytes
 * that the state holds at once.
 *
 * Most of Lua answers a refused request by collecting its garbage and asking once
 * more; the buffers of its string functions raise an error that a script can catch.
 * So the allocator throws {@link MemoryExceeded} when the second request has to be
 * refused as well, when no collection could help, and when Lua goes on without what
 * it was refused. The WebAssembly module must not be used after that.
 */
export class MemoryLimit {
  #api;
  #limit = 0;
  #used = 0;
  /** @type {Address} */
  #stateBlock = 0;
  #expectsState = false;
  /**
   * The request that was refused and not yet granted: the block that should grow, and the size that it should have; 0 for none.
   * @type {Address}
   */
  #refusedBlock = 0;
  #refusedSize = 0;

  /** @param {LuaApi} api */
  constructor(api) {
    this.#api = api;
    /** What `lua_newstate` takes as its allocator. */
    this.allocator = api.addFunction(
      (_userData, block = 0, oldSize = 0, newSize = 0) => this.#allocate(block, oldSize >>> 0, newSize >>> 0),
      "iiiii",
    );
  }

  /** True when Lua was refused something and did without: whatever failed since, failed for memory. */
  get refused() {
    return this.#refusedSize !== 0;
  }

  /** The error for a script that failed for memory. */
  exceeded() {
    return new MemoryExceeded(this.#limit);
  }

  /**
   * Starts counting for a new state.
   * @param {number} limit in bytes
   */
  begin(limit) {
    this.#limit = limit;
    this.#used = 0;
    this.#refusedSize = 0;
    this.#expectsState = true;
  }

  /**
   * The contract of `lua_Alloc`.
   * @param {Address} block
   * @param {number} oldSize in bytes; for a new block it tells the kind of object instead
   * @param {number} newSize in bytes; 0 frees
   * @returns {Address}
   */
  #allocate(block, oldSize, newSize) {
    if (newSize === 0) {
      if (block !== 0) this.#release(block, oldSize);
      return 0;
    }
    const growth = block === 0 ? newSize : newSize - oldSize;
    const isRetry = block === this.#refusedBlock && newSize === this.#refusedSize;
    if (growth > 0) {
      if (this.refused && !isRetry) throw this.exceeded();
      if (this.#used + growth > this.#limit) return this.#refuse(block, newSize);
    }
    const result = this.#isStateBlock(block) ? this.#placeState(newSize) : this.#api._realloc(block, newSize);
    if (result === 0) return this.#refuse(block, newSize);
    this.#used += growth;
    if (isRetry) this.#refusedSize = 0;
    return result;
  }

  /** @param {Address} block */
  #isStateBlock(block) {
    return block === 0 && this.#expectsState;
  }

  /**
   * Every state gets the same block: Lua derives its hash seed from the address,
   * and the seed decides the order of `pairs`.
   * @param {number} size
   */
  #placeState(size) {
    this.#expectsState = false;
    if (this.#stateBlock === 0) this.#stateBlock = this.#api._malloc(size);
    return this.#stateBlock;
  }

  /**
   * @param {Address} block
   * @param {number} size
   */
  #release(block, size) {
    this.#used -= size;
    if (block !== this.#stateBlock) this.#api._free(block);
  }

  /**
   * @param {Address} block
   * @param {number} size
   * @returns {Address}
   */
  #refuse(block, size) {
    if (this.refused || size > this.#limit) throw this.exceeded();
    this.#refusedBlock = block;
    this.#refusedSize = size;
    return 0;
  }
}

/** @param {number} bytes */
function formatBytes(bytes) {
  for (const [unit, size] of /** @type {const} */ ([
    ["MiB", 2 ** 20],
    ["KiB", 2 ** 10],
  ])) {
    if (bytes >= size && bytes % size === 0) return `${bytes / size} ${unit}`;
  }
  return `${bytes} bytes`;
}
