import { closestName } from "@rototo/core";
import type { SourceLimits } from "@rototo/sources";
import type { ParsedArguments } from "../arguments/parsed-arguments.js";
import { usageError } from "../failure/command-error.js";
import { isSettable, settableLimits, type Limits } from "./settable-limits.js";

/**
 * What the `--limit` options of a call set.
 *
 * @throws {CommandError} `usage`
 */
export function readLimits(given: ParsedArguments): {
  readonly source: Partial<SourceLimits>;
  readonly customLintTotalMs: number | undefined;
} {
  const limits = new Map<string, number>();
  for (const text of given.texts("limit")) {
    const [name, value] = readLimit(text);
    if (limits.has(name)) throw usageError(`--limit ${name} is given more than once`);
    limits.set(name, value);
  }
  const { customLintTotalMs, ...source } = Object.fromEntries(limits) as Partial<Limits>;
  return { source, customLintTotalMs };
}

function readLimit(text: string): [name: string, value: number] {
  const [, name, value] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw usageError(`--limit ${JSON.stringify(text)} is no NAME=VALUE`, { help: "write it as redirects=2" });
  }
  const known = Object.keys(settableLimits);
  if (!isSettable(name)) {
    const near = closestName(name, known);
    throw usageError(`--limit ${JSON.stringify(name)}: there is no such limit, or it cannot be set`, {
      help: near === undefined ? `those that can be set are ${known.join(", ")}` : `did you mean \`${near}\`?`,
      details: { suggestions: near === undefined ? [] : [near] },
    });
  }
  if (!/^[0-9]+$/.test(value)) {
    throw usageError(`--limit ${name} is a whole number, not ${JSON.stringify(value)}`, {
      help: settableLimits[name].description,
    });
  }
  try {
    return [name, settableLimits[name].read(Number(value), `--limit ${name}`) as number];
  } catch (cause) {
    throw usageError((cause as Error).message, { help: settableLimits[name].description, cause });
  }
}
