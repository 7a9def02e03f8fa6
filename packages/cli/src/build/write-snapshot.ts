import { hash } from "node:crypto";
import { prepareSnapshot } from "@rototo/core";
import type { BuildInput } from "./compile-linted.js";

/** A snapshot as JSON text, and the hash of its content, `sha256:<hex>`. */
export function writeSnapshot({ source, fingerprint, compiled: workspace }: BuildInput): {
  readonly text: string;
  readonly contentHash: string;
} {
  const prepared = prepareSnapshot({ source, fingerprint, workspace });
  const sha256 = hash("sha256", prepared.content, "hex");
  return { text: prepared.write(sha256), contentHash: `sha256:${sha256}` };
}
