import { refuseSource } from "./refuse-source.js";

/**
 * Refuses `https://user:8080/rest@host/…`: by the rules it names a port and a path, and
 * it may be a password with an unescaped `/`, which would then be shown and sent to a stranger.
 *
 * @param text The whole source, for the message.
 * @throws {RototoError} `source-invalid`.
 */
export function refuseAmbiguousAddress(address: string, text: string): void {
  if (/^[a-z]+:\/\/[^/?@]*:\d+[/?][^?]*[^/?]@/i.test(address)) {
    throw refuseSource(text, "a port and then an @: write / in a password as %2F, and @ in a path as %40");
  }
}
