import { DEEPEST_LEVEL } from "../json/deepest-level.js";
import { jsonPointer } from "../json/json-pointer.js";
import { isComposite, isJsonObject, type JsonObject } from "../json/json-value.js";
import { contextInvalid } from "./context-invalid.js";

/** A member of the context, by its key and the member that has it. The context itself is none. */
type Member = { readonly key: string; readonly outer: Member; readonly level: number } | undefined;

/** A list or an object that is being copied, by key. */
interface JsonCopy {
  [key: string]: unknown;
}

/**
 * A copy of `context` as plain own data. Every property of the caller's objects is
 * read once, so getters and proxies cannot answer differently later, and nothing the
 * caller changes afterwards is seen. Own enumerable properties only; one that is
 * `undefined` is left out. The caller's objects are never written to.
 *
 * Throws `context-invalid` with a JSON pointer for what JSON cannot hold: anything
 * but an object at the top, class instances (dates and maps among them), functions,
 * symbols, bigints, NaN and infinities, `undefined` in a list, more than 500 levels,
 * a getter or proxy that throws (it is the `cause`).
 */
export function copyContext(context: unknown): JsonObject {
  const copy = copyOf(context, undefined, isPrototypeExtended());
  if (!isJsonObject(copy)) throw unfit(undefined, "must be an object");
  return copy;
}

const NOTHING = Object.freeze({});

/** True when someone has added to Object.prototype, so that plain objects inherit data. */
function isPrototypeExtended(): boolean {
  for (const key in NOTHING) return key in NOTHING;
  return false;
}

function copyOf(value: unknown, member: Member, isolated: boolean): unknown {
  if (isLeaf(value)) return value;
  const level = (member?.level ?? 0) + 1;
  // It also ends the walk through a context that contains itself.
  if (level > DEEPEST_LEVEL) throw unfit(member, "must nest at most 500 levels; does it contain itself?");
  const copy = copyOneLevel(value, member, isolated);
  if (!copy) throw unfit(member, "must be plain JSON data");
  for (const key in copy) {
    const value = copy[key];
    // `for in` also meets what someone has put on Object.prototype; that is no part of the context.
    if (isLeaf(value) || !Object.hasOwn(copy, key)) continue;
    if (value !== undefined || Array.isArray(copy)) copy[key] = copyOf(value, { key, outer: member, level }, isolated);
    else Reflect.deleteProperty(copy, key);
  }
  return copy;
}

function isLeaf(value: unknown): boolean {
  return typeof value === "number"
    ? Number.isFinite(value)
    : typeof value === "string" || typeof value === "boolean" || value === null;
}

/** The only place that touches the caller's objects: each property is read once here. `undefined` for a class instance. */
function copyOneLevel(value: unknown, member: Member, isolated: boolean): JsonCopy | undefined {
  try {
    // Several times faster than asking for the prototype, and only a shortcut: whatever answers otherwise is asked.
    if (isComposite(value) && !isolated && value["__proto__"] === Object.prototype) return { ...value };
    if (Array.isArray(value)) return copyList(value);
    return isPlain(value) ? (isolated ? { __proto__: null, ...value } : { ...value }) : undefined;
  } catch (cause) {
    throw unfit(member, "could not be read (see cause)", cause);
  }
}

/** Of no prototype, or the Object.prototype of this realm or another one. */
function isPlain(value: unknown): value is object {
  const prototype: unknown = isComposite(value) ? Object.getPrototypeOf(value) : undefined;
  return prototype === null || (isComposite(prototype) && Object.getPrototypeOf(prototype) === null);
}

function copyList(list: readonly unknown[]): JsonCopy {
  const copy = [];
  for (const item of list) {
    copy.push(item);
    // It is refused anyway; a sparse list may have billions of these.
    if (item === undefined) break;
  }
  return copy as unknown as JsonCopy;
}

function unfit(member: Member, message: string, cause?: unknown): Error {
  const path: string[] = [];
  for (let at = member; at; at = at.outer) path.unshift(at.key);
  return contextInvalid("context", [{ pointer: jsonPointer(path), message, keyword: "json" }], cause);
}
