import { isJsonObject } from "@rototo/core";
import { describe, expect, it } from "vitest";
import { runInProcess } from "../packages/cli/src/testing/run-in-process.js";
import { casesWithClock, expectedAnswer, type ConformanceCase } from "./answer-case.js";
import { readSuites } from "./read-suites.js";

/** The cases in which what the caller names matters, asked by the command line, which is given its clock here. */
const suites = (await readSuites()).filter(({ name }) => /^(?:time|environments-flat)$/.test(name));

describe.each(suites)("$name by the command line", ({ directory, cases }) => {
  // To it, what is no object is no context but a mistake in the words.
  it.each(casesWithClock(cases).filter(({ context }) => isJsonObject(context)))("%j", async (each) => {
    expect(await ask(directory, each)).toEqual(shownAnswer(each));
  });
});

async function ask(workspace: string, each: ConformanceCase): Promise<unknown> {
  const { variable, qualifier = "", environment, context, now } = each;
  const words = variable === undefined ? ["qualifier", "resolve", qualifier] : ["variable", "resolve", variable];
  words.push("--json", "--workspace", workspace, "--context", JSON.stringify(context));
  if (environment !== undefined) words.push("--env", environment);
  if (typeof now === "string") words.push("--now", now);
  const { stdout, stderr } = await runInProcess(words, { now: Date.now() });
  const [, error] = /^ *"?code"?: "?([\w-]+)/m.exec(stderr) ?? [];
  if (error !== undefined) return { error };
  const { value_key, value } = JSON.parse(stdout) as { value_key?: string; value: unknown };
  return value_key === undefined ? { value } : { value_key, value };
}

/** Without the reason, which the command line does not show. */
function shownAnswer(each: ConformanceCase): unknown {
  const { reason: _, ...shown } = each;
  return expectedAnswer(shown);
}
