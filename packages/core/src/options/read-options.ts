import { isJsonObject, kindOf } from "../json/json-value.js";

/**
 * Reads one option: gives the value to use, which is the given one unless the reader says otherwise.
 *
 * @param name What the caller knows the option by: `periodMs`, `limits.redirects`.
 * @throws {TypeError} when `value` is of another kind than the option takes.
 * @throws {RangeError} when it is of the right kind and still impossible.
 */
export type OptionReader = (value: unknown, name: string) => unknown;

/** A reader for each option that there is: a new option without one does not compile. */
export type OptionReaders<Options extends object> = { readonly [Name in keyof Required<Options>]: OptionReader };

/** The same options without those that were not given. */
export type Given<Options extends object> = {
  readonly [Name in keyof Options]?: Exclude<Options[Name], undefined>;
};

/**
 * The options that a caller gave, checked: their own copy, in which each is read once
 * and none is `undefined`, so that it can be spread over defaults. `undefined`, for an
 * option or for all of them, stands for the default.
 *
 * @param what What takes the options, as a message names it: `RefreshingWorkspace.load`.
 * @throws {TypeError} that names the option, when it is unknown or of the wrong kind. It never shows the value, which
 *   may be a credential.
 * @throws {RangeError} that names the option, when its value is impossible.
 */
export function readOptions<Options extends object>(
  what: string,
  given: Options | undefined = {} as Options,
  readers: OptionReaders<Options>,
): Given<Options> {
  return readMembers(given, `the options of ${what}`, "", readers) as Given<Options>;
}

/** Reads an object of options inside an option. */
export function optionGroup<Options extends object>(readers: OptionReaders<Options>): OptionReader {
  return (value, name) => readMembers(value, name, `${name}.`, readers);
}

function readMembers(
  given: unknown,
  what: string,
  prefix: string,
  readers: Readonly<Record<string, OptionReader>>,
): Readonly<Record<string, unknown>> {
  // A Date or a Map is an object, too, whose members are no options.
  const tag = tagOf(given);
  if (tag !== "Object") {
    throw new TypeError(`${what} must be an object, not ${isJsonObject(given) ? tag : kindOf(given)}`);
  }
  const read: Record<string, unknown> = {};
  for (const name of Object.keys(given as object)) {
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (reader === undefined) {
      throw new TypeError(`unknown option ${prefix}${name}: ${what} are ${Object.keys(readers).join(", ")}`);
    }
    const value: unknown = Reflect.get(given as object, name);
    if (value !== undefined) read[name] = reader(value, prefix + name);
  }
  return read;
}

/** What the language calls a value, whatever the realm it is from: `Date`, `Map`; `Object` for those of a program. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}
