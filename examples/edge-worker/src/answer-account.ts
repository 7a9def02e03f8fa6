import { RototoError, type WorkspaceResolver } from "@rototo/edge";

/** `GET /config?plan=…&seats=…`: how an incident of the account would be summarised. */
export function answerAccount(resolver: WorkspaceResolver, environment: string, account: URLSearchParams): Response {
  const plan = account.get("plan");
  const seats = account.get("seats");
  const context = { account: { plan, seats: seats === null || seats === "" ? seats : Number(seats) } };
  try {
    const { value, valueKey, reason } = resolver.resolveVariable("llm-agent-config", environment, context);
    return Response.json({ configuration: value, valueKey, reason });
  } catch (error) {
    if (!(error instanceof RototoError) || error.code !== "context-invalid") throw error;
    return Response.json({ error: error.code, violations: error.details["violations"] }, { status: 400 });
  }
}
