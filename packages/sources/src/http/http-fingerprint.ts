import { readValidator } from "@rototo/core/remote";
import type { Dispatcher } from "undici";
import { firstValue } from "./first-value.js";

/** The fingerprint that a server gives what it sends, if it does: see {@link readValidator}. */
export function httpFingerprint(headers: Dispatcher.ResponseData["headers"]): string | undefined {
  return readValidator((name) => firstValue(headers[name]));
}
