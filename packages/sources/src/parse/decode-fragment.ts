import { refuseSource } from "./refuse-source.js";

const CONTROL = /[\0-\x1f\x7f]/;

const ESCAPED_CONTROL = /%(?:[01][0-9a-f]|7f)/i;

/**
 * Splits a source at its first `#` and undoes the percent escapes of the fragment.
 *
 * @returns The text before the fragment; the fragment is `undefined` where there is none.
 * @throws {RototoError} `source-invalid` for an empty fragment, and for control characters anywhere.
 */
export function decodeFragment(text: string): { readonly address: string; readonly fragment: string | undefined } {
  const hash = text.indexOf("#");
  const address = hash === -1 ? text : text.slice(0, hash);
  // The parser of URLs would take tabs away without a word.
  if (CONTROL.test(address) || ESCAPED_CONTROL.test(address)) {
    throw refuseSource(text, "an address must hold no NUL, line break or control character");
  }
  if (hash === -1) return { address, fragment: undefined };
  let fragment: string;
  try {
    fragment = decodeURIComponent(text.slice(hash + 1));
  } catch {
    throw refuseSource(text, "the fragment has a % that begins no escape such as %20: write % as %25");
  }
  if (fragment === "") throw refuseSource(text, "the fragment is empty: leave out the #");
  if (CONTROL.test(fragment)) throw refuseSource(text, "a fragment must hold no NUL, line break or control character");
  return { address, fragment };
}
