import { isJsonObject, parseJsonText, type JsonObject, type JsonParse, type JsonValue } from "@rototo/core";
import { getLocation } from "jsonc-parser";
import { usageError, type CommandError } from "../failure/command-error.js";

type Refusal = Extract<JsonParse, { ok: false }>;

/**
 * A context that is written as a JSON object.
 *
 * @param where What a message calls it: `--context @request.json`.
 * @throws {CommandError} `usage`
 */
export function readJsonContext(text: string, where: string): JsonObject {
  const parse = parseJsonText(text);
  if (!parse.ok) throw refuseJson(parse, [where, ...memberAt(text, parse)].join(": "), "the context is a JSON object");
  if (isJsonObject(parse.value)) return parse.value;
  const { value } = parse;
  const kind = Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`;
  throw usageError(`${where}: the context is a JSON object, not ${kind}`);
}

/**
 * The value of `path=value`: JSON when it reads as JSON, else text.
 *
 * @param where What a message calls it: `--context user.id`.
 * @throws {CommandError} `usage` for JSON that cannot be taken as it is written.
 */
export function readJsonOrText(text: string, where: string): JsonValue {
  const parse = parseJsonText(text);
  if (parse.ok) return parse.value;
  if (parse.reason === "syntax") return text;
  throw refuseJson(parse, where, `for a text, put it in double quotes: '"…"'`);
}

function refuseJson({ reason, message, position }: Refusal, where: string, help: string): CommandError {
  const { line, character } = position;
  const place = line + character === 0 ? "" : `, at line ${line + 1}, column ${character + 1}`;
  return usageError(`${where}: ${message}${place}`, {
    help: reason === "number" ? "an id goes in double quotes, as a JSON string; it is compared as text then" : help,
  });
}

/** The dotted path of a number that cannot be taken; none for other mistakes, whose message says more. */
function memberAt(text: string, { reason, position }: Refusal): string[] {
  if (reason !== "number") return [];
  const source = text.replace(/^\uFEFF/, "");
  const before = source.split("\n").slice(0, position.line);
  const offset = before.reduce((sum, line) => sum + line.length + 1, position.character);
  return [getLocation(source, offset).path.join(".")];
}
