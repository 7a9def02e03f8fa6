import { CollectingSink, ControllableSource } from "@rototo/sdk/testing";
import { describe, expect, it } from "vitest";
import { incidentDefinition } from "./testing/incident-definition.js";
import { openServer } from "./testing/open-server.js";

const enterprise = { account: { plan: "enterprise", seats: 250 } };
const free = { account: { plan: "free", seats: 3 } };

describe("POST /incidents/summary", () => {
  it("answers for the account in the body", async () => {
    const { server, workspace } = await openServer(new ControllableSource(incidentDefinition()));
    const ask = (payload: object) => server.inject({ method: "POST", url: "/incidents/summary", payload });

    expect((await ask(enterprise)).json()).toEqual({
      configuration: { model: "large" },
      valueKey: "enterprise",
      reason: "matched_rule",
      reviewedByPerson: true,
      workspaceVersion: workspace.status().currentFingerprint,
    });
    expect((await ask(free)).json()).toMatchObject({ configuration: { model: "small" }, reviewedByPerson: false });
  });

  it("answers from what the last refresh brought", async () => {
    const source = new ControllableSource(incidentDefinition());
    const { server, workspace, log } = await openServer(source);
    source.publish(incidentDefinition("larger"));
    await workspace.refreshNow();

    const response = await server.inject({ method: "POST", url: "/incidents/summary", payload: enterprise });
    expect(response.json()).toMatchObject({ configuration: { model: "larger" } });
    expect(log).toContainEqual(
      expect.objectContaining({
        msg: "workspace refreshed",
        changes: expect.objectContaining({
          variables: { added: [], changed: ["llm-agent-config"], removed: [] },
        }) as unknown,
      }),
    );
  });

  it("says what is wrong with an account that the workspace does not accept", async () => {
    const { server } = await openServer(new ControllableSource(incidentDefinition()));
    const response = await server.inject({
      method: "POST",
      url: "/incidents/summary",
      payload: { account: { plan: "enterprise", seats: "many" } },
    });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toEqual({
      error: "context-invalid",
      violations: [expect.objectContaining({ pointer: "/account/seats" })],
    });
  });

  it("refuses a request without an account", async () => {
    const { server } = await openServer(new ControllableSource(incidentDefinition()));
    const ask = (payload: string) =>
      server.inject({
        method: "POST",
        url: "/incidents/summary",
        headers: { "content-type": "application/json" },
        payload,
      });
    for (const payload of ["{}", "null", "{", ""]) expect((await ask(payload)).statusCode).toBe(400);
  });

  it("has each answer recorded", async () => {
    const sink = new CollectingSink();
    const source = new ControllableSource(incidentDefinition());
    const { server, workspace } = await openServer(source, { records: { sinks: [sink] } });
    await server.inject({ method: "POST", url: "/incidents/summary", payload: enterprise });
    await workspace.close();
    expect(sink.records.map(({ subject, result }) => [subject.id, result.reason])).toEqual([
      ["llm-agent-config", "matched_rule"],
      ["enterprise-accounts", "matched"],
    ]);
  });
});
