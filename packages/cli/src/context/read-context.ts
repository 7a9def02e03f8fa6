import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isJsonObject, type JsonObject, type JsonValue } from "@rototo/core";
import { usageError } from "../failure/command-error.js";
import type { Session } from "../session.js";
import { contextAtPath, mergeContexts } from "./merge-contexts.js";

/**
 * The context that the `--context` options of a call add up to: each a JSON
 * object, `@file`, `@-` for standard input, or `path=value`; later ones merge
 * over earlier ones. Empty without any.
 *
 * @throws {CommandError} `usage`
 */
export async function readContext(texts: readonly string[], session: Session): Promise<JsonObject> {
  if (texts.filter((text) => text === "@-").length > 1) throw usageError("--context @- is given more than once");
  const contexts: JsonObject[] = [];
  for (const text of texts) contexts.push(await readOne(text, session));
  return mergeContexts(contexts);
}

async function readOne(text: string, session: Session): Promise<JsonObject> {
  if (text === "@-") return readObject(session.readStandardInput(), "standard input");
  if (text.startsWith("@")) {
    const file = text.slice(1);
    return readObject(readFile(file, session.cwd), file);
  }
  // A path cannot begin like this, so it is JSON that was meant, sound or not.
  if (/^\s*[[{"]/.test(text)) return readObject(text, "--context");
  const equals = text.indexOf("=");
  if (equals === -1) {
    throw usageError(`--context ${JSON.stringify(text)} is no context`, {
      help: "give a JSON object, @file, @- or path=value",
    });
  }
  const keys = text.slice(0, equals).split(".");
  if (keys.includes("")) {
    throw usageError(`--context ${JSON.stringify(text)}: the path has an empty part`, {
      help: "write it as account.plan=enterprise",
    });
  }
  return contextAtPath(keys, jsonOrText(text.slice(equals + 1)));
}

function readFile(file: string, cwd: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(resolve(cwd, file));
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : (cause as Error).message;
    throw usageError(`--context @${file}: ${reason}`, { cause });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw usageError(`--context @${file}: the file is not UTF-8`, { cause });
  }
}

async function readObject(text: string, where: string): Promise<JsonObject> {
  let value: JsonValue;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, "")) as JsonValue;
  } catch (cause) {
    const { describeJsonMistake } = await import("./describe-json-mistake.js");
    throw usageError(`${where}: ${describeJsonMistake(text)}`, { help: "the context is a JSON object", cause });
  }
  if (isJsonObject(value)) return value;
  const kind = Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`;
  throw usageError(`${where}: the context is a JSON object, not ${kind}`);
}

/** `5`, `true`, `"5"` and `{…}` are JSON; `enterprise` is text. */
function jsonOrText(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
