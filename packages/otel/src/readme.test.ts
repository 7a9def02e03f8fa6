import { readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { context, propagation, trace } from "@opentelemetry/api";
import { logs } from "@opentelemetry/api-logs";
import { afterEach, expect, test, vi } from "vitest";
import { startOtlpEndpoint } from "./testing/otlp-endpoint.js";

const source = fileURLToPath(new URL("../../../examples/llm-agent-config/config", import.meta.url));

afterEach(() => {
  vi.unstubAllEnvs();
  for (const api of [context, logs, propagation, trace]) api.disable();
});

test("the service of the README sends what it records", async () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = readFileSync(new URL("testing/example-service.ts", import.meta.url), "utf8");
  expect(readme).toContain(`\n\`\`\`ts\n${example}\`\`\`\n`);

  const endpoint = await startOtlpEndpoint();
  const port = await findFreePort();
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.url);
  vi.stubEnv("CONFIG_SOURCE", source);
  vi.stubEnv("PORT", String(port));
  const others = process.listeners("SIGTERM");
  await import("./testing/example-service.js");
  const [stop] = process.listeners("SIGTERM").filter((listener) => !others.includes(listener));
  const response = await fetch(`http://127.0.0.1:${port}/`);
  expect(await response.json()).toMatchObject({ model: "gpt-5" });
  stop?.("SIGTERM");

  await vi.waitUntil(() => endpoint.logRecords.length > 0 && endpoint.spans.length > 0, { timeout: 20_000 });
  const [logRecord] = endpoint.logRecords;
  const [span] = endpoint.spans;
  expect(span?.name).toBe("choose a model");
  expect(logRecord?.attributes).toMatchObject({ "feature_flag.result.variant": "enterprise" });
  expect([logRecord?.traceId, logRecord?.spanId]).toEqual([span?.traceId, span?.spanId]);
});

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
