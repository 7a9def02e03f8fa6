import { canonicalJson, type Resolution, type ResolutionTrace, type Scope } from "@rototo/core";
import type { Output } from "./output.js";
import { ConfiguredValue, type Presentation } from "./present-json.js";
import { printable } from "./printable.js";
import { resolutionTraceJson } from "./trace-json.js";
import { resolutionTraceText } from "./trace-text.js";

/** A variable's answer, with how it came about where that was asked for. */
export interface VariableAnswer {
  readonly resolution: Resolution;
  readonly trace?: ResolutionTrace;
}

export function answerVariable(scope: Scope, id: string, withTrace: boolean): VariableAnswer {
  return withTrace ? scope.traceVariable(id) : { resolution: scope.resolveVariable(id) };
}

/** As `--json` shows it, without the workspace. */
export function variableJson({
  resolution,
  trace,
}: VariableAnswer): Readonly<Record<string, Presentation | undefined>> {
  return {
    id: resolution.id,
    environment: resolution.environment,
    value_key: resolution.valueKey,
    value: new ConfiguredValue(resolution.value),
    trace: trace && resolutionTraceJson(resolution.reason, trace),
  };
}

/** `limits={"projects":100} (growth)`, and the explanation below it. */
export function printVariable({ resolution, trace }: VariableAnswer, output: Output): void {
  output.jsonLine(
    `${printable(resolution.id)}=`,
    canonicalJson(resolution.value),
    ` (${printable(resolution.valueKey)})`,
  );
  if (trace !== undefined) output.lines(resolutionTraceText(resolution, trace, output.paint));
}
