import type { CompiledWorkspace, SchemaEngine } from "@rototo/core";
import { importPart } from "./import-part.js";

/**
 * What checks contexts, and what lint has not accepted; `undefined` where a workspace
 * has no schema for it, because Ajv takes longer to load than all the rest.
 *
 * @throws {RototoError} `runtime-unsupported` where a bundler has left it out.
 */
export async function loadSchemaEngine({ linted, schemas }: CompiledWorkspace): Promise<SchemaEngine | undefined> {
  return linted && schemas.length === 0 ? undefined : importAjv();
}

/** The engine that runs schemas fastest. */
export async function importAjv(): Promise<SchemaEngine> {
  return (await importPart(() => import("@rototo/core/ajv"))).ajvEngine;
}
