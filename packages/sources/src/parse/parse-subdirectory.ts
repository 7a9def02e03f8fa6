import { refuseSource } from "./refuse-source.js";

/**
 * Checks the subdirectory that a fragment names.
 *
 * @param text The whole source, for the message.
 * @returns The subdirectory without a slash at its end.
 * @throws {RototoError} `source-invalid`.
 */
export function parseSubdirectory(given: string, text: string): string {
  if (given === "") throw refuseSource(text, "the fragment ends after its colon: name a directory, or leave it out");
  if (given.startsWith("/")) throw refuseSource(text, "a subdirectory is relative: write it without the first /");
  const subdirectory = given.replace(/\/$/, "");
  if (subdirectory.includes("\\")) throw refuseSource(text, "a subdirectory is written with /, not with \\");
  for (const part of subdirectory.split("/")) {
    if (part === "") throw refuseSource(text, "the subdirectory has an empty part: write one / between names");
    if (part === "." || part === "..")
      throw refuseSource(text, `a subdirectory has no ${part} in it: write the path itself`);
  }
  return subdirectory;
}
