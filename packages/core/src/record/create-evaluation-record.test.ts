import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileWorkspace } from "../compile/compile-workspace.js";
import { createDocuments } from "../documents/documents.js";
import type { RototoErrorCode } from "../errors/rototo-error.js";
import type { JsonValue } from "../json/json-value.js";
import { acceptUnlinted } from "../lint/accepted-model.js";
import { readWorkspace } from "../read-workspace.js";
import { link } from "../resolve/link.js";
import { arbitraryContext, arbitraryWorkspace, writeWorkspace } from "../testing/arbitrary-workspace.js";
import { createEvaluationRecord, recordedValueType } from "./create-evaluation-record.js";
import type { EvaluationRecord, RecordedResult } from "./evaluation-record.js";
import { observeQualifier, observeVariable, type Observation } from "./observe.js";

const address = new URL("../../../../docs/reference/evaluation-record.schema.json", import.meta.url);
const published = JSON.parse(readFileSync(address, "utf8")) as object;
// Strict, but for keywords that narrow what the top of the published schema declares.
const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
ajvFormats.default(ajv);
const validate = ajv.compile(published);

/** What the published schema has against `record`, once it has been written and read as JSON. */
function mistakesIn(record: unknown): string[] {
  return validate(JSON.parse(JSON.stringify(record)))
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}

const MARKER = "value-of-the-workspace";

/** Values of every type that say where they come from. */
const markedValues: readonly JsonValue[] = [MARKER, [MARKER], { [MARKER]: MARKER }, { deep: [{ [MARKER]: 1 }] }];

const trace = { trace_id: "4bf92f3577b34da6a3ce929d0e0e4736", span_id: "00f067aa0ba902b7" };
const sdk = { name: "rototo-test", version: "1.2.3" };

function recordOf(
  subject: EvaluationRecord["subject"],
  result: RecordedResult,
  observation?: Observation,
  more: { environment?: string; durationMs?: number; trace?: EvaluationRecord["trace"] } = {},
): EvaluationRecord {
  const { environment, durationMs = 0.25 } = more;
  const workspace = { source: "./config", fingerprint: "sha256:1", ...(environment !== undefined && { environment }) };
  const timestamp = new Date(Date.UTC(2026, 4, 29, 12)).toISOString();
  return createEvaluationRecord({
    timestamp,
    workspace,
    subject,
    result,
    observation,
    durationMs,
    sdk,
    trace: more.trace,
  });
}

describe("a record", () => {
  it("matches the published schema and never holds a value of the workspace, whatever was evaluated", () => {
    fc.assert(
      fc.property(
        arbitraryWorkspace,
        arbitraryContext.filter((context) => !JSON.stringify(context).includes(MARKER)),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        (sketch, context, durationMs, hides) => {
          const documents = createDocuments(writeWorkspace(sketch, "tabled"));
          const compiled = compileWorkspace(acceptUnlinted(readWorkspace(documents)));
          const variables = compiled.variables.map((variable) => ({
            ...variable,
            values: variable.values.map(({ key }, index) => ({ key, value: markedValues[index % 4] as JsonValue })),
          }));
          // As if linted: the values are no longer of their type, which is not asked again.
          const resolver = link({ ...compiled, variables, linted: true });
          const environment = resolver.environments?.[0];
          const asked = environment === undefined ? {} : { environment };
          const scope = resolver.scope(environment, context, { now: 0 });
          const records = [
            ...scope.resolveVariables().map(({ id, value, valueKey, reason }) => {
              expect(JSON.stringify(value)).toContain(MARKER);
              const result = { value_key: valueKey, value_type: recordedValueType(value), reason };
              const observation = observeVariable(scope, id, () => hides);
              return recordOf({ kind: "variable", id }, result, observation, { ...asked, durationMs, trace });
            }),
            ...scope.resolveQualifiers().map(({ id, value }) => {
              const result = { value_type: "boolean", reason: value ? "matched" : "not_matched" } as const;
              const observation = observeQualifier(scope, id, () => hides);
              return recordOf({ kind: "qualifier", id }, result, observation, { ...asked, durationMs });
            }),
          ];
          for (const record of records) {
            expect(mistakesIn(record)).toEqual([]);
            expect(JSON.stringify(record)).not.toContain(MARKER);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  const fallback = { value_type: "string", reason: "caller_fallback", error_code: "context-invalid" } as const;
  const variable = { kind: "variable", id: "limits" } as const;
  const qualifier = { kind: "qualifier", id: "paid" } as const;

  it("of a fallback says why, and that nothing was evaluated", () => {
    const record = recordOf(variable, fallback);
    expect(record.evaluation).toEqual({ matched_rules: [], matched_qualifiers: [], duration_ms: 0.25 });
    expect(record.context).toEqual({ attributes: {}, redacted: [] });
    expect(mistakesIn(record)).toEqual([]);
  });

  it("has its fields in the order of the format, those that are absent left out", () => {
    const fields = ["schema_version", "timestamp", "workspace", "subject", "result", "evaluation", "context", "sdk"];
    expect(Object.keys(recordOf(variable, fallback))).toEqual(fields);
    expect(Object.keys(recordOf(variable, fallback, undefined, { trace }))).toEqual([...fields, "trace"]);
  });

  it("takes no time where the clock went back", () => {
    expect(recordOf(variable, fallback, undefined, { durationMs: -3 }).evaluation.duration_ms).toBe(0);
  });

  it("can be refused for each code that an error can have", () => {
    const codes = {
      "workspace-not-found": true,
      "workspace-invalid": true,
      "environment-unknown": true,
      "environment-required": true,
      "instant-required": true,
      "context-invalid": true,
      "variable-not-found": true,
      "qualifier-not-found": true,
      "value-invalid": true,
      "source-invalid": true,
      "source-unavailable": true,
      "source-denied": true,
      "source-unsafe": true,
      "source-too-large": true,
      "source-timeout": true,
      "snapshot-invalid": true,
      "runtime-unsupported": true,
    } satisfies Record<RototoErrorCode, true>;
    for (const error_code of Object.keys(codes)) {
      expect(mistakesIn(recordOf(variable, { ...fallback, error_code }))).toEqual([]);
    }
  });

  it.each<[string, EvaluationRecord | object]>([
    ["a value", { ...recordOf(variable, fallback), value: 1 }],
    ["a value in the result", recordOf(variable, { ...fallback, value: 1 } as RecordedResult)],
    ["no time", { ...recordOf(variable, fallback), timestamp: undefined }],
    ["a time without milliseconds", { ...recordOf(variable, fallback), timestamp: "2026-05-29T12:00:00Z" }],
    ["a time that is none", { ...recordOf(variable, fallback), timestamp: "2026-13-29T12:00:00.000Z" }],
    ["a later format", { ...recordOf(variable, fallback), schema_version: 2 }],
    ["a fallback without its error", recordOf(variable, { value_type: "null", reason: "caller_fallback" })],
    ["a fallback with an unknown error", recordOf(variable, { ...fallback, error_code: "context-wrong" })],
    ["a fallback with a key", recordOf(variable, { ...fallback, value_key: "a" })],
    ["a fallback for a qualifier", recordOf(qualifier, fallback)],
    ["a value without its key", recordOf(variable, { value_type: "null", reason: "default" })],
    ["a qualifier with a key", recordOf(qualifier, { value_key: "a", value_type: "boolean", reason: "matched" })],
    ["a qualifier that is text", recordOf(qualifier, { value_type: "string", reason: "matched" })],
    ["a variable that matched", recordOf(variable, { value_key: "a", value_type: "boolean", reason: "matched" })],
    ["ids of no span", recordOf(variable, fallback, undefined, { trace: { ...trace, span_id: "0".repeat(16) } })],
  ])("is refused by the published schema with %s", (_name, record) => {
    expect(mistakesIn(record)).not.toEqual([]);
  });
});

describe("the recorded type", () => {
  it.each<[unknown, string]>([
    [null, "null"],
    [undefined, "null"],
    [false, "boolean"],
    [0, "number"],
    ["", "string"],
    [[], "array"],
    [{}, "object"],
    [new Date(0), "object"],
    [() => 1, "object"],
    [1n, "object"],
  ])("of %s is %s", (value, type) => {
    expect(recordedValueType(value)).toBe(type);
  });
});
