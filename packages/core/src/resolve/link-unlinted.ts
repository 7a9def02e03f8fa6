import type { CompiledWorkspace } from "../compile/compiled-workspace.js";
import { checkWhenRead } from "./check-when-read.js";
import { link, type LinkOptions } from "./link.js";
import type { Resolver } from "./resolver.js";

/**
 * `link` for tools that look into a workspace which lint has not accepted. Throws nothing:
 * what such a workspace has wrong is an error of each call that meets it.
 */
export function linkUnlinted(compiled: CompiledWorkspace, options: LinkOptions = {}): Resolver {
  return link(compiled.linted ? compiled : checkWhenRead(compiled, options.schemaEngine), options);
}
