import { setImmediate as nextTurn } from "node:timers/promises";
import { RototoError, type EvaluationRecord } from "@rototo/core";
import { describe, expect, it, onTestFinished } from "vitest";
import type { EvaluationSink } from "./evaluation-sink.js";
import { EvaluationRecorder } from "./evaluation-recorder.js";
import type { RecordOptions } from "./record-options.js";
import { sdkIdentity } from "./sdk-identity.js";
import { recordOnce, sampleVersion } from "./testing/sample-version.js";

const version = sampleVersion();
const noon = Date.UTC(2026, 4, 29, 12);
const enterprise = { account: { plan: "enterprise", owner: { email: "ann@example.com" } }, user: { number: 1 } };

class CollectingSink implements EvaluationSink {
  readonly records: EvaluationRecord[] = [];
  closed = 0;

  write(records: readonly EvaluationRecord[]): void {
    this.records.push(...records);
  }

  close(): void {
    this.closed++;
  }
}

/** The records of what `evaluate` does, once they have reached a sink. */
async function recordsOf(
  evaluate: (recorder: ReturnType<EvaluationRecorder["forVersion"]>) => void,
  options: Partial<RecordOptions> = {},
): Promise<readonly EvaluationRecord[]> {
  const sink = new CollectingSink();
  const recorder = new EvaluationRecorder({ sinks: [sink], clock: { now: () => noon }, ...options });
  evaluate(recorder.forVersion(version));
  await recorder.flush();
  return sink.records;
}

describe("EvaluationRecorder", () => {
  it("records a variable as the format has it", async () => {
    const trace = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7" };
    const [record] = await recordsOf((recorder) => recordOnce(version, recorder, enterprise), {
      activeTrace: () => trace,
    });
    expect(record).toEqual({
      schema_version: 1,
      timestamp: record?.timestamp,
      workspace: { source: version.name, fingerprint: version.fingerprint, environment: "prod" },
      subject: { kind: "variable", id: "limits" },
      result: { value_key: "high", value_type: "string", reason: "matched_rule" },
      evaluation: {
        matched_rules: ["prod.enterprise"],
        matched_qualifiers: ["enterprise"],
        duration_ms: record?.evaluation.duration_ms,
      },
      context: { attributes: { "account.plan": "enterprise" }, redacted: ["account.owner.email"] },
      sdk: { name: "rototo-typescript", version: sdkIdentity.version },
      trace: { trace_id: trace.traceId, span_id: trace.spanId },
    });
    expect(record?.timestamp).toMatch(/^2026-05-29T1[12]:\d\d:\d\d\.\d{3}Z$/);
    expect(record?.evaluation.duration_ms).toBeGreaterThan(0);
  });

  it("records a qualifier, with and without an environment", async () => {
    const records = await recordsOf((recorder) => {
      const scope = version.resolver.scope(undefined, { user: { number: 7 } });
      recorder.recordQualifier(scope, undefined, scope.resolveQualifier("counted"), performance.now());
      recorder.recordQualifier(scope, "prod", scope.resolveQualifier("enterprise"), performance.now());
    });
    expect(records).toMatchObject([
      {
        subject: { kind: "qualifier", id: "counted" },
        result: { value_type: "boolean", reason: "matched" },
        evaluation: { matched_rules: [], matched_qualifiers: ["counted"] },
        context: { attributes: { "user.number": 7 }, redacted: [] },
      },
      { workspace: { environment: "prod" }, result: { value_type: "boolean", reason: "not_matched" } },
    ]);
    expect(records[0]?.workspace).not.toHaveProperty("environment");
    expect(records[0]?.result).not.toHaveProperty("value_key");
    expect(records[0]).not.toHaveProperty("trace");
  });

  it("records the caller's fallback with the code of the error alone", async () => {
    const error = new RototoError("environment-unknown", "no environment s3cret", { details: { given: "s3cret" } });
    const [record] = await recordsOf((recorder) =>
      recorder.recordFallback("limits", "prod", ["my own"], error, performance.now()),
    );
    expect(record).toMatchObject({
      workspace: { environment: "prod" },
      subject: { kind: "variable", id: "limits" },
      result: { value_type: "array", reason: "caller_fallback", error_code: "environment-unknown" },
      evaluation: { matched_rules: [], matched_qualifiers: [] },
      context: { attributes: {}, redacted: [] },
    });
    expect(record?.result).not.toHaveProperty("value_key");
    expect(JSON.stringify(record)).not.toMatch(/s3cret|my own/);
  });

  it("holds neither the value nor what the application or the context schema redacts, at any depth", async () => {
    const evaluate = (recorder: ReturnType<EvaluationRecorder["forVersion"]>): void => {
      const scope = version.resolver.scope("prod", { ...enterprise, user: { number: 1, name: { first: "Ann" } } });
      recorder.recordVariable(scope, "prod", scope.resolveVariable("limits"), performance.now());
      recorder.recordQualifier(scope, "prod", scope.resolveQualifier("known-user"), performance.now());
    };
    const shown = JSON.stringify(await recordsOf(evaluate));
    expect(shown).toMatch(/Ann/);
    expect(shown).not.toMatch(/ann@example.com|the-value-itself/);
    const records = await recordsOf(evaluate, { redact: ["account", "user.name.first"] });
    expect(records.map(({ context }) => context)).toEqual([
      { attributes: {}, redacted: ["account.plan", "account.owner.email"] },
      { attributes: {}, redacted: ["user"] },
    ]);
    expect(JSON.stringify(records)).not.toMatch(/Ann|ann@example.com|"enterprise":/);
  });

  it("removes credentials from the source", async () => {
    const sink = new CollectingSink();
    const recorder = new EvaluationRecorder({ sinks: [sink] });
    const source = "https://reader:s3cret@example.com/config.tar.gz?token=s3cret#:config";
    recordOnce(version, recorder.forVersion({ ...version, name: source }), enterprise);
    await recorder.flush();
    expect(sink.records[0]?.workspace.source).toBe("https://example.com/config.tar.gz?token=***#:config");
    expect(JSON.stringify(sink.records)).not.toContain("s3cret");
  });

  it("dates a record back to when its evaluation began", async () => {
    const startedMs = performance.now() - 60_000;
    const [record] = await recordsOf((recorder) => {
      const scope = version.resolver.scope("prod", enterprise);
      recorder.recordVariable(scope, "prod", scope.resolveVariable("limits"), startedMs);
    });
    const { timestamp, evaluation } = record!;
    expect(evaluation.duration_ms).toBeGreaterThanOrEqual(60_000);
    expect(timestamp).toBe(new Date(Math.round(noon - evaluation.duration_ms)).toISOString());
  });

  it("samples nothing where there is no sink, else what the options say", () => {
    expect(new EvaluationRecorder({ sinks: [] }).forVersion(version).samplesVariable("limits")).toBe(false);
    const sinks = [new CollectingSink()];
    const all = new EvaluationRecorder({ sinks }).forVersion(version);
    expect([all.samplesVariable("limits"), all.samplesQualifier("counted")]).toEqual([true, true]);
    const sampling = { default: 0.5, variables: { limits: 0.1 }, qualifiers: { counted: 0.9 } };
    const some = new EvaluationRecorder({ sinks, sampling, random: () => 0.5 }).forVersion(version);
    expect([some.samplesVariable("limits"), some.samplesVariable("other")]).toEqual([false, false]);
    expect([some.samplesQualifier("counted"), some.samplesQualifier("other")]).toEqual([true, false]);
  });

  it("records without a trace where finding it fails", async () => {
    const activeTrace = (): never => {
      throw new Error("no tracer");
    };
    const [record] = await recordsOf((recorder) => recordOnce(version, recorder, enterprise), { activeTrace });
    expect(record?.result.value_key).toBe("high");
    expect(record).not.toHaveProperty("trace");
  });

  it("records what was asked even where the tracer and the sink ask the workspace, too", async () => {
    // As often as it takes to come back to the part of the shared memo that the recorded question used.
    const askMore = (): undefined => {
      for (let count = 0; count < 127; count++) version.resolver.resolveVariable("limits", "prod", {});
    };
    const sink = Object.assign(new CollectingSink(), { observe: askMore });
    await recordsOf((recorder) => recordOnce(version, recorder, enterprise), { sinks: [sink], activeTrace: askMore });
    expect(sink.records).toMatchObject([{ evaluation: { matched_rules: ["prod.enterprise"] } }]);
  });

  it("counts an evaluation that cannot be told as failed", async () => {
    const sink = new CollectingSink();
    const recorder = new EvaluationRecorder({ sinks: [sink] });
    const recorderOfVersion = recorder.forVersion(version);
    const foreign = { ...version.resolver.scope("prod", enterprise) };
    const resolution = version.resolver.resolveVariable("limits", "prod", enterprise);
    recorderOfVersion.recordVariable(foreign, "prod", resolution, performance.now());
    await recorder.flush();
    expect(recorder.statistics()).toMatchObject([{ written: 0, failed: 1, queued: 0 }]);
    expect(recorder.statistics()[0]?.lastError).toBeInstanceOf(Error);
  });

  it("refuses wrong options at once", () => {
    expect(() => new EvaluationRecorder({ sinks: [new CollectingSink()], sampling: 2 })).toThrow(RangeError);
  });

  it("keeps a sink that throws, blocks or is slow from every other sink and from the resolution", async () => {
    const healthy = new CollectingSink();
    const throwing: EvaluationSink = {
      observe() {
        throw new Error("no span");
      },
      write() {
        throw new Error("no space");
      },
    };
    const stuck: EvaluationSink = { write: () => new Promise(() => undefined) };
    const slow: EvaluationSink = { write: () => nextTurn() };
    const recorder = new EvaluationRecorder({ sinks: [throwing, stuck, slow, healthy], queueLimit: 600 });
    const recorderOfVersion = recorder.forVersion(version);
    for (let count = 0; count < 2000; count++) {
      recordOnce(version, recorderOfVersion, enterprise);
      if (count % 100 === 0) await nextTurn();
    }
    await recorder.flush(200);
    expect(healthy.records).toHaveLength(2000);
    const [ofThrowing, ofStuck, ofSlow, ofHealthy] = recorder.statistics();
    expect(ofThrowing).toMatchObject({ failed: 2000, written: 0, observeFailed: 2000 });
    expect(ofStuck).toMatchObject({ queued: 600, dropped: 1400, written: 0, failed: 0 });
    expect(ofSlow).toMatchObject({ written: 2000 });
    expect(ofHealthy).toMatchObject({ written: 2000 });
    await recorder.close(50);
    for (const { written, dropped, failed, queued } of recorder.statistics()) {
      expect([written + dropped + failed, queued]).toEqual([2000, 0]);
    }
  });

  it("closes once, and drops what comes afterwards", async () => {
    const sink = new CollectingSink();
    const recorder = new EvaluationRecorder({ sinks: [sink] });
    const recorderOfVersion = recorder.forVersion(version);
    recordOnce(version, recorderOfVersion, enterprise);
    await Promise.all([recorder.close(), recorder.close()]);
    recordOnce(version, recorderOfVersion, enterprise);
    expect(sink.closed).toBe(1);
    expect(sink.records).toHaveLength(1);
    expect(recorder.statistics()).toMatchObject([{ written: 1, dropped: 1, queued: 0 }]);
  });
});

describe("callbacks that answer later", () => {
  it("may reject: that is counted, and the process lives on", async () => {
    const unhandled: unknown[] = [];
    const collect = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", collect);
    onTestFinished(() => void process.off("unhandledRejection", collect));
    const later = () => Promise.reject(new Error("later"));
    const sink = { observe: later, write: later, close: later };
    const activeTrace = later as never as () => undefined;
    const recorder = new EvaluationRecorder({ sinks: [sink], activeTrace });
    recorder.forVersion(version).recordFallback("limits", undefined, 1, new RototoError("context-invalid", "x"), 0);
    await recorder.flush();
    expect(recorder.statistics()).toMatchObject([{ failed: 1, observeFailed: 1, queued: 0 }]);
    await recorder.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  });
});
