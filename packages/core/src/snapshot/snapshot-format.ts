import type { CompiledWorkspace } from "../compile/compiled-workspace.js";

/** What the member `format` of every snapshot says. */
export const SNAPSHOT_FORMAT = "rototo-snapshot";

/** The major version that is written and read here. A reader refuses a newer one. */
export const SNAPSHOT_MAJOR = 1;

/**
 * `<major>.<minor>` of the lowest format that has what `workspace` needs. A minor adds
 * only what an older reader may pass over without giving another answer; anything else, a
 * new operator among it, is a new major. What a minor adds beside the workspace is scalar
 * and stands before it.
 */
export function snapshotFormatVersion({ patterns }: CompiledWorkspace): string {
  return `${SNAPSHOT_MAJOR}.${patterns === undefined ? 0 : 1}`;
}

/**
 * What stands before the workspace, the last member. The members before it are
 * scalars, so this is the first place where the text has it, and what is hashed can
 * be cut out of the text, which is much faster than to write it again.
 */
export const WORKSPACE_MEMBER = ',"workspace":';
