import { inspect } from "node:util";
import { RototoError, type JsonValue } from "@rototo/core";
import { isSettable } from "../limits/settable-limits.js";
import { diagnosticsJson } from "../output/diagnostics-json.js";
import { diagnosticsText } from "../output/diagnostics-text.js";
import type { Output } from "../output/output.js";
import { ConfiguredValue, type Presentation } from "../output/present-json.js";
import { printable, printableLines } from "../output/printable.js";
import { CommandError } from "./command-error.js";
import { exitStatusOf, type ExitStatus } from "./exit-status.js";
import { WorkspaceInvalidError } from "./workspace-invalid-error.js";

/** A failure in the terms that a person and a program are told it in. */
interface Failure {
  readonly code: string;
  readonly status: ExitStatus;
  readonly message: string;
  readonly help?: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Says on standard error why a command failed, and returns the status to exit
 * with. `debug` adds the stack and what caused it, for people who work on rototo.
 */
export async function reportFailure(error: unknown, output: Output, debug: boolean): Promise<ExitStatus> {
  const failure = describeFailure(error);
  const invalid = error instanceof WorkspaceInvalidError ? error.invalid : undefined;
  if (output.json) {
    const { code, message, help, details } = failure;
    const diagnostics = invalid && diagnosticsJson(invalid.diagnostics);
    output.errorDocument({ error: { code, message, details: { ...detailsJson(details), help, diagnostics } } });
  } else {
    if (invalid !== undefined) {
      const errors = invalid.diagnostics.filter(({ severity }) => severity === "error");
      output.errorLines(
        await diagnosticsText(errors, { ...invalid, paint: output.errorPaint, columns: output.errorColumns }),
      );
    }
    output.errorLines(failureText(failure, output));
  }
  if (debug) output.errorLines(printableLines(inspect(error)));
  return failure.status;
}

function describeFailure(error: unknown): Failure {
  if (error instanceof CommandError) return error;
  if (error instanceof RototoError) {
    const { code, message, details } = error;
    return { code, status: exitStatusOf(code), message, details, help: wayOut(error) };
  }
  if (isSystemError(error))
    return { code: "io", status: 2, message: error.message, details: { systemCode: error.code } };
  return {
    code: "internal",
    status: 2,
    message: `unexpected failure: ${error instanceof Error ? error.message : String(error)}`,
    help: "this is a mistake in rototo; ROTOTO_DEBUG=1 shows where it happened",
    details: {},
  };
}

/** What to do in terms of the command line, where the message speaks to callers of every kind. */
function wayOut({ code, details }: RototoError): string | undefined {
  const { environments, limit, allowed, source } = details;
  if (typeof limit === "string" && isSettable(limit) && typeof allowed === "number") {
    return `to allow twice as much: --limit ${limit}=${Math.max(1, 2 * allowed)}`;
  }
  if (code === "source-denied" && typeof source === "string" && /^https?:/.test(source)) {
    return "a token is given with --workspace-token, or in ROTOTO_WORKSPACE_TOKEN";
  }
  const canBeNamed = code === "environment-required" && Array.isArray(environments) && environments.length > 0;
  return canBeNamed ? "name it with --env" : undefined;
}

/** The operating system refused something that no step before has put into better words. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}

function failureText({ code, message, help }: Failure, { errorPaint: paint }: Output): string[] {
  return [
    `${paint.red("error:")} ${printable(message)}`,
    `  ${paint.cyan("code:")} ${code}`,
    ...(help === undefined ? [] : [`  ${paint.cyan("help:")} ${printable(help)}`]),
  ];
}

function detailsJson(details: Failure["details"]): Readonly<Record<string, Presentation | undefined>> {
  return Object.fromEntries(Object.entries(details).map(([name, detail]) => [name, plainJson(detail)]));
}

/** Details are plain data by contract; anything that JSON cannot hold is left out. */
function plainJson(detail: unknown): Presentation | undefined {
  const text = JSON.stringify(detail) as string | undefined;
  return text === undefined ? undefined : new ConfiguredValue(JSON.parse(text) as JsonValue);
}
