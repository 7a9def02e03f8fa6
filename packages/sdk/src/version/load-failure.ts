import { RototoError } from "@rototo/core/resolve";

/** How runtimes and bundlers say that code is not where it was when the program was built. */
const MISSING_CODE = /MODULE_NOT_FOUND|UNKNOWN_BUILTIN_MODULE/;
const MISSING_WORDS = /^(Dynamic require of|Loading chunk|Cannot find module|Failed to fetch dynamically imported)/;

/** What `thrown` is to callers: itself when it is a `RototoError`, or else the cause of one. */
export function loadFailure(thrown: unknown): RototoError {
  if (thrown instanceof RototoError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (isPartMissing(thrown)) {
    return new RototoError(
      "runtime-unsupported",
      `a part of the program is missing, as when a bundler leaves it out: ${message}; deploy all that the bundler ` +
        "wrote, or keep @rototo/sdk out of the bundle",
      { cause: thrown },
    );
  }
  // Deno says which flag is missing.
  if (thrown instanceof Error && thrown.name === "NotCapable") {
    return new RototoError("runtime-unsupported", `the runtime does not permit what loading needs: ${message}`, {
      cause: thrown,
    });
  }
  return new RototoError("source-unavailable", `the workspace could not be loaded: ${message}`, { cause: thrown });
}

function isPartMissing(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return MISSING_WORDS.test(thrown.message) || ("code" in thrown && MISSING_CODE.test(String(thrown.code)));
}
