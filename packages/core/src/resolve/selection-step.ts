import type { LinkedQualifier } from "./evaluation.js";
import type { AttributeKeys } from "./flat-branch.js";
import type { Resolution } from "./resolution.js";

/**
 * One step of a branch as a linked list: the rules in file order, at last the
 * branch's own value. As flat as it can be, for all variables of a large workspace
 * pass through here and each object on the way is a cache miss.
 */
export interface SelectionStep {
  /** The branch's name: an environment, `_` or `resolve`. */
  readonly branch: string;
  readonly valueKey: string;
  /** The rule's qualifier; `undefined` for the branch's own value, which ends the list. */
  readonly qualifier: LinkedQualifier | undefined;
  readonly next: SelectionStep | undefined;
  readonly resolve: () => Resolution;
  /** What `resolve` has made, shared by all calls. */
  resolution: Resolution | undefined;
  /** What `readFlatBranch` says of the first step, once someone has asked. */
  keys: AttributeKeys | false | undefined;
}
