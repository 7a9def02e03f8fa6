import { hash } from "node:crypto";
import { prepareSnapshot, type CompiledWorkspace, type JsonValue } from "@rototo/core";

/** The text of a snapshot whose catalog `files` has these values by key. */
export function snapshotText(files: Readonly<Record<string, JsonValue>>, fingerprint = "git:0123"): string {
  const entries = Object.entries(files).map(([key, value]) => ({ key, value }));
  const workspace: CompiledWorkspace = {
    environments: null,
    context: null,
    qualifiers: [],
    catalogs: [{ id: "files", entries }],
    variables: [],
    schemas: [],
    linted: true,
  };
  const prepared = prepareSnapshot({ source: "./config", fingerprint, workspace });
  return prepared.write(hash("sha256", prepared.content, "hex"));
}
