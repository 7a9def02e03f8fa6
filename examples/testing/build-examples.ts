import { runCommand } from "../../tools/run-command.mjs";

/** Builds the examples, and the packages that they need, for the tests that start them. */
export async function buildExamples(): Promise<void> {
  const command = ["turbo", "run", "build", "--filter=./examples/*", "--output-logs=errors-only"];
  const { ok, output } = await runCommand(command, { capture: true });
  if (!ok) throw new Error(`the examples could not be built:\n${output}`);
}
