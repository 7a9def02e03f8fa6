import { hash } from "node:crypto";
import { prepareSnapshot } from "@rototo/core/snapshot";
import type { WorkspaceVersion } from "./workspace-version.js";

/** A linted version as the bytes of a snapshot. */
export function writeVersionSnapshot({ compiled, name, fingerprint }: WorkspaceVersion): Uint8Array {
  const prepared = prepareSnapshot({ source: name, fingerprint, workspace: compiled });
  return new TextEncoder().encode(prepared.write(hash("sha256", prepared.content, "hex")));
}
