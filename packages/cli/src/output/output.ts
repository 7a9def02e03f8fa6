import picocolors from "picocolors";
import type { Session, Stream } from "../session.js";
import { presentJson, type Presentation } from "./present-json.js";
import { printable, printableFile, printableJson } from "./printable.js";

/** Functions that wrap text in colours, or leave it as it is. */
export type Paint = ReturnType<typeof picocolors.createColors>;

export interface OutputOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly noColor: boolean;
}

/**
 * Where results and messages go. Results are for standard output, everything said
 * about them for standard error. Nothing from a workspace reaches a terminal with
 * control characters in it.
 */
export class Output {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly paint: Paint;
  readonly errorPaint: Paint;
  readonly #stdout: Stream;
  readonly #stderr: Stream;

  constructor({ stdout, stderr, environmentVariables }: Session, { json, quiet, noColor }: OutputOptions) {
    this.json = json;
    this.quiet = quiet;
    this.#stdout = stdout;
    this.#stderr = stderr;
    this.paint = picocolors.createColors(!noColor && wantsColour(stdout, environmentVariables));
    this.errorPaint = picocolors.createColors(!noColor && wantsColour(stderr, environmentVariables));
  }

  /** Width for excerpts on standard output. */
  get columns(): number | undefined {
    return this.#stdout.columns;
  }

  /** Width for excerpts on standard error. */
  get errorColumns(): number | undefined {
    return this.#stderr.columns;
  }

  /** Result lines that are safe already: made of `printable` parts and paint. A list may be of any length. */
  lines(...lines: readonly (string | readonly string[])[]): void {
    this.#stdout.write(textOf(lines));
  }

  /** A result line of workspace text. */
  plainLine(line: string): void {
    this.lines(printable(line));
  }

  /** A result line whose text around the JSON is safe already. */
  jsonLine(before: string, json: string, after: string): void {
    this.lines(before + (this.#stdout.isTerminal ? printableJson(json) : json) + after);
  }

  /** A whole result as JSON. */
  document(output: Presentation): void {
    const text = presentJson(output);
    this.lines(this.#stdout.isTerminal ? printableJson(text) : text);
  }

  /** A file as it is; on a terminal with its control characters shown. */
  file(text: string): void {
    if (!this.#stdout.isTerminal) this.#stdout.write(text);
    else this.#stdout.write(printableFile(text.endsWith("\n") ? text : `${text}\n`));
  }

  /** Text in a format of its own, such as XML, as it is. */
  raw(text: string): void {
    this.#stdout.write(text);
  }

  /** Lines for standard error that are safe already. A list may be of any length. */
  errorLines(...lines: readonly (string | readonly string[])[]): void {
    this.#stderr.write(textOf(lines));
  }

  /** An error as JSON, on standard error. */
  errorDocument(output: Presentation): void {
    const text = presentJson(output);
    this.errorLines(this.#stderr.isTerminal ? printableJson(text) : text);
  }
}

function textOf(lines: readonly (string | readonly string[])[]): string {
  return lines
    .flat()
    .map((line) => `${line}\n`)
    .join("");
}

/** https://no-color.org first, then https://force-color.org, then whether a person looks. */
function wantsColour(stream: Stream, variables: Session["environmentVariables"]): boolean {
  if (variables["NO_COLOR"] !== undefined && variables["NO_COLOR"] !== "") return false;
  const forced = variables["FORCE_COLOR"];
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return stream.isTerminal && variables["TERM"] !== "dumb";
}
