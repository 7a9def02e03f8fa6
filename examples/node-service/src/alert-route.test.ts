import { ControllableSource } from "@rototo/sdk/testing";
import { describe, expect, it } from "vitest";
import { incidentDefinition } from "./testing/incident-definition.js";
import { openServer } from "./testing/open-server.js";

describe("POST /incidents/alert", () => {
  it("answers from the workspace", async () => {
    const { server } = await openServer(new ControllableSource(incidentDefinition()));
    const payload = { account: { plan: "enterprise", seats: 250 } };
    const response = await server.inject({ method: "POST", url: "/incidents/alert", payload });
    expect(response.json()).toMatchObject({ configuration: { model: "large" }, reason: "matched_rule" });
  });

  it("answers with the built-in configuration, and logs why, when the workspace has no answer", async () => {
    const { server, log } = await openServer(new ControllableSource(incidentDefinition()));
    const response = await server.inject({ method: "POST", url: "/incidents/alert", payload: { account: {} } });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ configuration: { model: "gpt-5-mini" }, reason: "caller_fallback" });
    expect(log).toContainEqual(
      expect.objectContaining({ msg: "built-in configuration used", code: "context-invalid" }),
    );
  });
});
