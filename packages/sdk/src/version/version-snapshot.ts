import { hash } from "node:crypto";
import { prepareSnapshot } from "@rototo/core/snapshot";
import { removeCredentials } from "@rototo/sources";
import type { WorkspaceVersion } from "./workspace-version.js";

/** A linted version as the bytes of a snapshot. The name may be that of a source of the caller's own, which nobody has looked at. */
export function writeVersionSnapshot({ compiled, name, fingerprint }: WorkspaceVersion): Uint8Array {
  const prepared = prepareSnapshot({ source: removeCredentials(name), fingerprint, workspace: compiled });
  return new TextEncoder().encode(prepared.write(hash("sha256", prepared.content, "hex")));
}
