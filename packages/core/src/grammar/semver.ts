const VERSION = /^(\d+\.\d+\.\d+(-[\da-z.-]+)?)(?:\+[\da-z-]+(?:\.[\da-z-]+)*)?$/i;
const NUMBER = /^\d+$/;
const EMPTY_OR_LEADING_ZERO = /^(0\d+)?$/;

/**
 * Reads a SemVer 2.0.0 version in the strict grammar (no `v`, no leading zeros), as a
 * key: the code-unit order of keys is the precedence of their versions, numbers of any
 * size and pre-releases included, and build metadata has no part in it. `undefined`
 * when `text` is no version. Not taken from a package, because resolving has to stay a
 * few kB; a test holds it against the `semver` package.
 */
export function parseSemanticVersion(text: string): string | undefined {
  const [, version, prerelease] = VERSION.exec(text) ?? [];
  const identifiers = version?.replace("-", ".").split(".");
  if (identifiers === undefined || identifiers.some((each) => EMPTY_OR_LEADING_ZERO.test(each))) return undefined;
  // Digits without leading zeros: the longer number is the larger one. Numbers (1) precede names (2), and these a release (3).
  const keys = identifiers.map((each) => (NUMBER.test(each) ? `${1e9 + each.length}${each}` : "2" + each));
  return keys.join(" ") + (prerelease === undefined ? " 3" : "");
}
