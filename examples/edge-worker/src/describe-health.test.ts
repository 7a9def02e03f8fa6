import { createClient, type RefreshStatus } from "@rototo/edge";
import { expect, it } from "vitest";
import { describeHealth } from "./describe-health.js";

const untouched = createClient("https://snapshots.example/config.snapshot.json", { schemaEngine: false }).status();

async function health(status: Partial<RefreshStatus>): Promise<unknown> {
  const response = describeHealth({ ...untouched, ...status });
  return { httpStatus: response.status, ...((await response.json()) as object) };
}

it("is ready while the source is heard of", async () => {
  expect(await health({ currentFingerprint: "git:0123", origin: "source", lastSuccess: 0 })).toEqual({
    httpStatus: 200,
    ready: true,
    workspaceVersion: "git:0123",
    origin: "source",
    lastSuccess: "1970-01-01T00:00:00.000Z",
    consecutiveFailures: 0,
    lastError: null,
  });
});

it("is not ready when that is too long ago", async () => {
  expect(await health({ stale: true, origin: "fallback" })).toMatchObject({
    httpStatus: 503,
    ready: false,
    workspaceVersion: null,
    lastSuccess: null,
  });
});
