/**
 * When a rule runs, in this order. A file that nothing could be read from gets
 * only its `document` rules, and an entity with errors no `advice`: one mistake
 * gives one diagnostic.
 *
 * - `document`: the file as a file: its name, its syntax, its spelling.
 * - `shape`: the fields that it has.
 * - `reference`: what the fields name.
 * - `value`: what the values are.
 * - `advice`: what is right but probably not meant.
 */
export const STAGES = ["document", "shape", "reference", "value", "advice"] as const;

/** When a rule runs: a later stage may rely on what an earlier one found right. */
export type Stage = (typeof STAGES)[number];
