import { canonicalJson, type Scope } from "@rototo/core";
import type { EntityKind } from "../workspace/entity-kind.js";
import type { Output } from "./output.js";
import { ConfiguredValue, type Presentation } from "./present-json.js";
import { printable } from "./printable.js";
import { qualifierTracesJson, resolutionTraceJson } from "./trace-json.js";
import { qualifierTraceText, resolutionTraceText } from "./trace-text.js";

/** What a scope says of one id, in both forms. */
export interface EntityAnswer {
  /** As `--json` shows it, without the workspace. */
  readonly json: Readonly<Record<string, Presentation | undefined>>;
  /** One line, and below it how the answer came about where that was asked for. */
  print(output: Output): void;
}

/** Resolves the variable or qualifier `id`, with how the answer came about where `withTrace` asks for it. */
export function answerEntity(kind: EntityKind, scope: Scope, id: string, withTrace: boolean): EntityAnswer {
  return kind === "qualifier" ? answerQualifier(scope, id, withTrace) : answerVariable(scope, id, withTrace);
}

/** `enterprise-accounts=true` */
function answerQualifier(scope: Scope, id: string, withTrace: boolean): EntityAnswer {
  const { resolution, trace } = withTrace
    ? scope.traceQualifier(id)
    : { resolution: scope.resolveQualifier(id), trace: undefined };
  const { value } = resolution;
  return {
    json: { id: resolution.id, value, trace: trace && { qualifiers: qualifierTracesJson(trace.qualifiers) } },
    print(output) {
      output.plainLine(`${resolution.id}=${String(value)}`);
      if (trace !== undefined) output.lines(qualifierTraceText(resolution.id, trace.qualifiers, output.paint));
    },
  };
}

/** `limits={"projects":100} (growth)` */
function answerVariable(scope: Scope, id: string, withTrace: boolean): EntityAnswer {
  const { resolution, trace } = withTrace
    ? scope.traceVariable(id)
    : { resolution: scope.resolveVariable(id), trace: undefined };
  const { environment, valueKey, value, reason } = resolution;
  return {
    json: {
      id: resolution.id,
      environment,
      value_key: valueKey,
      value: new ConfiguredValue(value),
      trace: trace && resolutionTraceJson(reason, trace),
    },
    print(output) {
      output.jsonLine(`${printable(resolution.id)}=`, canonicalJson(value), ` (${printable(valueKey)})`);
      if (trace !== undefined) output.lines(resolutionTraceText(resolution, trace, output.paint));
    },
  };
}
