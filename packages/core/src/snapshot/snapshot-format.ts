/** What the member `format` of every snapshot says. */
export const SNAPSHOT_FORMAT = "rototo-snapshot";

/** The format that is written and read here. A reader refuses a newer one. */
export const SNAPSHOT_MAJOR = 1;

/**
 * `<major>.<minor>` of the format that is written here. A minor adds only what an
 * older reader may pass over without giving another answer; anything else, a new
 * operator among it, is a new major. What a minor adds beside the workspace is scalar
 * and stands before it.
 */
export const SNAPSHOT_FORMAT_VERSION = `${SNAPSHOT_MAJOR}.0`;

/**
 * What stands before the workspace, the last member. The members before it are
 * scalars, so this is the first place where the text has it, and what is hashed can
 * be cut out of the text, which is much faster than to write it again.
 */
export const WORKSPACE_MEMBER = ',"workspace":';
