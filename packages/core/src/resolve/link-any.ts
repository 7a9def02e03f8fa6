import type { CompiledWorkspace } from "../compile/compiled-workspace.js";
import { checkWhenRead } from "./check-when-read.js";
import { link as linkAccepted, type LinkOptions } from "./link.js";
import type { Resolver } from "./resolver.js";

/**
 * Makes a compiled workspace answer. Reads `compiled` and keeps it; it must not
 * change afterwards. The context schema is compiled here, predicates and branches
 * at first use. Throws nothing: what an unlinted workspace has wrong is an error of
 * the call that meets it.
 */
export function link(compiled: CompiledWorkspace, options: LinkOptions = {}): Resolver {
  return linkAccepted(compiled.linted ? compiled : checkWhenRead(compiled, options.schemaEngine), options);
}
