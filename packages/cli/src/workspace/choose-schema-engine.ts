import { checkingInterpreterEngine, type Documents, type SchemaEngine } from "@rototo/core";

/**
 * Characters of all documents together up to which they are checked sooner than Ajv is
 * loaded and has generated code.
 */
const FEW_CHARACTERS = 2 ** 18;

/** The engine that is done with such documents first. All engines say the same. */
export async function chooseSchemaEngine(documents: Documents): Promise<SchemaEngine> {
  let characters = 0;
  for (const document of documents.values()) characters += typeof document === "string" ? document.length : 0;
  return characters <= FEW_CHARACTERS ? checkingInterpreterEngine : (await import("@rototo/core/ajv")).ajvEngine;
}
