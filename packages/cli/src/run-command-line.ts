import type { Parse } from "./arguments/parse.js";
import { parseArguments } from "./arguments/parse-arguments.js";
import { commands, groups } from "./commands/index.js";
import type { ExitStatus } from "./failure/exit-status.js";
import { usageError } from "./failure/command-error.js";
import { reportFailure } from "./failure/report-failure.js";
import { Output } from "./output/output.js";
import type { Session } from "./session.js";

/** Runs what the words after `rototo` ask for, and returns the exit status. Never rejects. */
export async function runCommandLine(words: readonly string[], session: Session): Promise<ExitStatus> {
  const debug = Boolean(session.environmentVariables["ROTOTO_DEBUG"]);
  let output = new Output(session, {
    json: words.includes("--json"),
    quiet: false,
    noColor: words.includes("--no-color"),
  });
  try {
    const parse = await parseArguments(words, commands, groups, session.stdout.columns);
    if (parse.kind === "command") output = outputFor(parse, session);
    return await run(parse, output, session);
  } catch (error) {
    return await reportFailure(error, output, debug);
  }
}

async function run(parse: Parse, output: Output, session: Session): Promise<ExitStatus> {
  switch (parse.kind) {
    case "text":
      output.lines(parse.text);
      return 0;
    case "no-command":
      if (!output.json) output.errorLines(parse.text, "");
      throw usageError("a command is missing");
    case "command":
      return parse.command.run({ arguments: parse.arguments, output, session });
  }
}

function outputFor({ arguments: given }: Extract<Parse, { kind: "command" }>, session: Session): Output {
  return new Output(session, {
    json: given.flag("json"),
    quiet: given.flag("quiet"),
    noColor: given.flag("no-color"),
  });
}
