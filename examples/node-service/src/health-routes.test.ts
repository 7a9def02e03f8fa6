import { ControllableSource } from "@rototo/sdk/testing";
import { RototoError } from "@rototo/sdk";
import { describe, expect, it } from "vitest";
import { incidentDefinition } from "./testing/incident-definition.js";
import { openServer } from "./testing/open-server.js";

describe("GET /health/live", () => {
  it("answers while the server does", async () => {
    const { server } = await openServer(new ControllableSource(incidentDefinition()));
    expect((await server.inject("/health/live")).statusCode).toBe(200);
  });
});

describe("GET /health/ready", () => {
  it("shows a failed refresh, though not its message, and stays ready", async () => {
    const source = new ControllableSource(incidentDefinition());
    const { server, workspace, log } = await openServer(source);
    source.fail(new RototoError("source-denied", "a message for the log"));
    await expect(workspace.refreshNow()).rejects.toMatchObject({ code: "source-denied" });

    const response = await server.inject("/health/ready");
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ ready: true, consecutiveFailures: 1, lastError: "source-denied" });
    expect(response.body).not.toContain("a message for the log");
    expect(log).toContainEqual(expect.objectContaining({ cause: "a message for the log", consecutiveFailures: 1 }));
  });

  it("is not ready while the workspace is stale, and is again after a refresh", async () => {
    const source = new ControllableSource(incidentDefinition());
    source.fail();
    const fallbackSource = new ControllableSource(incidentDefinition(), "bundled");
    const { server, workspace, log } = await openServer(source, { fallbackSource, maxStalenessMs: 60_000 });
    const stale = await server.inject("/health/ready");
    expect(stale.statusCode).toBe(503);
    expect(stale.json()).toMatchObject({ ready: false, origin: "fallback", lastSuccess: null });

    source.recover();
    await workspace.refreshNow();
    const recovered = await server.inject("/health/ready");
    expect(recovered.statusCode).toBe(200);
    expect(recovered.json()).toMatchObject({ ready: true, origin: "source", lastError: null });
    expect(log).toContainEqual(expect.objectContaining({ msg: "workspace recovered" }));
  });
});
