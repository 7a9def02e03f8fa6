import { isDate, isDateTime, isDuration, isTime } from "./dates.js";
import { isEmail, isHostname, isIdnEmail } from "./hosts.js";
import { isIpv4, isIpv6 } from "./ip-addresses.js";
import { isJsonPointer, isRegex, isRelativeJsonPointer, isUuid } from "./texts.js";
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate } from "./uris.js";

/** Whether a text is of a format. Takes time linear in the text. */
export type SchemaFormat = (text: string) => boolean;

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
  ["json-pointer", isJsonPointer],
  ["relative-json-pointer", isRelativeJsonPointer],
  ["regex", isRegex],
  ["uuid", isUuid],
]);
