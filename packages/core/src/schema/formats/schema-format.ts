import { isDate, isDateTime, isDuration, isTime } from "./dates.js";
import { isEmail, isHostname, isIdnEmail } from "./hosts.js";
import { isIpv4, isIpv6 } from "./ip-addresses.js";
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate } from "./uris.js";

/** Whether a text is of a format. Takes time linear in the text. */
export type SchemaFormat = (text: string) => boolean;

const JSON_POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;
const RELATIVE_JSON_POINTER = /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** Every format that is asserted, in all drafts. Any other is an annotation. */
export const SCHEMA_FORMATS: ReadonlyMap<string, SchemaFormat> = new Map([
  ["date-time", isDateTime],
  ["date", isDate],
  ["time", isTime],
  ["duration", isDuration],
  ["email", isEmail],
  ["idn-email", isIdnEmail],
  ["hostname", isHostname],
  ["ipv4", isIpv4],
  ["ipv6", isIpv6],
  ["uri", isUri],
  ["uri-reference", isUriReference],
  ["iri", isIri],
  ["iri-reference", isIriReference],
  ["uri-template", isUriTemplate],
  ["json-pointer", (text) => JSON_POINTER.test(text)],
  ["relative-json-pointer", (text) => RELATIVE_JSON_POINTER.test(text)],
  ["regex", isRegex],
  ["uuid", (text) => UUID.test(text)],
]);

/** The test for the format `name`; `undefined` for an annotation. */
export function schemaFormat(name: string): SchemaFormat | undefined {
  return SCHEMA_FORMATS.get(name);
}

function isRegex(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}
