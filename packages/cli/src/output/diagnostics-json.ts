import type { Diagnostic, Range } from "@rototo/core";
import type { Presentation } from "./present-json.js";

/** Diagnostics as `--json` shows them: the documented fields in the documented order. */
export function diagnosticsJson(diagnostics: readonly Diagnostic[]): Presentation {
  return diagnostics.map(({ code, severity, message, help, path, range, target, related }) => ({
    code,
    severity,
    message,
    help,
    path,
    range: rangeJson(range),
    target: { kind: target.kind, id: target.id, field: target.field },
    related: related?.map((place) => ({ message: place.message, path: place.path, range: rangeJson(place.range) })),
  }));
}

function rangeJson({ start, end }: Range): Presentation {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}
