/**
 * SemVer 2.0.0, precedence only. Written here, and not taken from a package, because
 * this entry point has to stay a few kB; a test holds it against the `semver` package.
 */
export interface SemanticVersion {
  /** Major, minor and patch as decimal digits: numbers of any size stay exact. */
  readonly core: readonly string[];
  /** Pre-release identifiers; empty for a release. */
  readonly prerelease: readonly string[];
}

const SHAPE = /^(\d+)\.(\d+)\.(\d+)(?:-([\dA-Za-z.-]+))?(?:\+([\dA-Za-z.-]+))?$/;
const NUMERIC = /^\d+$/;
const LEADING_ZERO = /^0\d+$/;

/** The version that `text` states in the strict grammar (no `v`, no leading zeros), or `undefined`. */
export function parseSemanticVersion(text: string): SemanticVersion | undefined {
  const match = SHAPE.exec(text);
  if (match === null) return undefined;
  const core = match.slice(1, 4);
  const prerelease = match[4]?.split(".") ?? [];
  const build = match[5]?.split(".") ?? [];
  const hasLeadingZero = (identifier: string) => LEADING_ZERO.test(identifier);
  if (core.some(hasLeadingZero) || prerelease.some(hasLeadingZero)) return undefined;
  if (prerelease.includes("") || build.includes("")) return undefined;
  return { core, prerelease };
}

/** Negative, zero or positive as `left` precedes, equals or follows `right`; build metadata has no part in it. */
export function compareSemanticVersions(left: SemanticVersion, right: SemanticVersion): number {
  const difference = compareIdentifiers(left.core, right.core);
  if (difference !== 0) return difference;
  if (left.prerelease.length === 0 || right.prerelease.length === 0) {
    return right.prerelease.length - left.prerelease.length;
  }
  return compareIdentifiers(left.prerelease, right.prerelease);
}

function compareIdentifiers(left: readonly string[], right: readonly string[]): number {
  for (const [index, mine] of left.entries()) {
    const theirs = right[index];
    if (theirs === undefined) return 1;
    if (mine === theirs) continue;
    const numeric = NUMERIC.test(mine);
    if (numeric !== NUMERIC.test(theirs)) return numeric ? -1 : 1;
    // Digits without leading zeros: the longer number is the larger one.
    if (numeric && mine.length !== theirs.length) return mine.length - theirs.length;
    return mine < theirs ? -1 : 1;
  }
  return left.length - right.length;
}
