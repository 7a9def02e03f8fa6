import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import type { JsonObject } from "@rototo/core";
import { usageError } from "../failure/command-error.js";
import type { Session } from "../session.js";
import { contextAtPath, mergeContexts } from "./merge-contexts.js";
import { readJsonContext, readJsonOrText } from "./read-json-context.js";
import { readText } from "./read-text.js";

/** Parts of a path. A context may nest as deep. */
const MOST_PARTS = 500;

/** Characters of an argument that a message repeats. */
const LONGEST_SHOWN = 60;

/** Gives one of the contexts of a call; what reads a file or standard input does so only now. */
type ContextReader = (session: Session) => JsonObject | Promise<JsonObject>;

/**
 * The context that the `--context` options of a call add up to: each a JSON
 * object, `@file`, `@-` for standard input, or `path=value`; later ones merge
 * over earlier ones. Empty without any.
 *
 * What is wrong with an option itself is told at once, before anything is read.
 *
 * @returns What reads the files and standard input. It rejects with a `usage` error.
 * @throws {CommandError} `usage`
 */
export function readContext(texts: readonly string[]): (session: Session) => Promise<JsonObject> {
  if (texts.filter((text) => text === "@-").length > 1) throw usageError("--context @- is given more than once");
  const readers = texts.map(contextReader);
  return async (session) => {
    const contexts: JsonObject[] = [];
    for (const read of readers) contexts.push(await read(session));
    return mergeContexts(contexts);
  };
}

function contextReader(text: string): ContextReader {
  if (text === "@-") return async ({ stdin }) => readJsonContext(await readText(stdin, "--context @-"), "--context @-");
  if (text.startsWith("@")) {
    const where = `--context ${text}`;
    return async ({ cwd }) =>
      readJsonContext(await readText(createReadStream(resolve(cwd, text.slice(1))), where), where);
  }
  // A path cannot begin like this, so it is JSON that was meant, sound or not.
  const context = /^\s*[[{"]/.test(text) ? readJsonContext(text, "--context") : readField(text);
  return () => context;
}

/** `path=value` */
function readField(text: string): JsonObject {
  const equals = text.indexOf("=");
  if (equals === -1) {
    throw usageError(`--context ${quote(text)} is no context`, { help: "give a JSON object, @file, @- or path=value" });
  }
  const path = text.slice(0, equals);
  const keys = path.split(".");
  if (keys.includes("")) {
    throw usageError(`--context ${quote(text)}: the path has an empty part`, {
      help: "write it as account.plan=enterprise",
    });
  }
  if (keys.length > MOST_PARTS) {
    throw usageError(`--context ${quote(text)}: the path has ${keys.length} parts, more than ${MOST_PARTS}`, {
      help: "a context nests at most that deep",
    });
  }
  return contextAtPath(keys, readJsonOrText(text.slice(equals + 1), `--context ${shorten(path)}`));
}

function quote(text: string): string {
  return JSON.stringify(shorten(text));
}

function shorten(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}
