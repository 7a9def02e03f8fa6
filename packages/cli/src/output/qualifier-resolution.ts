import type { QualifierResolution, QualifierTrace, Scope } from "@rototo/core";
import type { Output } from "./output.js";
import type { Presentation } from "./present-json.js";
import { qualifierTracesJson } from "./trace-json.js";
import { qualifierTraceText } from "./trace-text.js";

/** A qualifier's answer, with how it came about where that was asked for. */
export interface QualifierAnswer {
  readonly resolution: QualifierResolution;
  readonly trace?: { readonly qualifiers: readonly QualifierTrace[] };
}

export function answerQualifier(scope: Scope, id: string, withTrace: boolean): QualifierAnswer {
  return withTrace ? scope.traceQualifier(id) : { resolution: scope.resolveQualifier(id) };
}

/** As `--json` shows it, without the workspace. */
export function qualifierJson({
  resolution,
  trace,
}: QualifierAnswer): Readonly<Record<string, Presentation | undefined>> {
  return {
    id: resolution.id,
    value: resolution.value,
    trace: trace && { qualifiers: qualifierTracesJson(trace.qualifiers) },
  };
}

/** `enterprise-accounts=true`, and the explanation below it. */
export function printQualifier({ resolution, trace }: QualifierAnswer, output: Output): void {
  output.plainLine(`${resolution.id}=${String(resolution.value)}`);
  if (trace !== undefined) output.lines(qualifierTraceText(resolution.id, trace.qualifiers, output.paint));
}
