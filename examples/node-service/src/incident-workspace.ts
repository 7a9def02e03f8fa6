/** The environments that the workspace names in its manifest. */
export const ENVIRONMENTS = ["dev", "stage", "prod"] as const;

/** What this service knows of its workspace when it is compiled. */
export interface IncidentWorkspace {
  environment: (typeof ENVIRONMENTS)[number];
  context: { account: { plan: string; seats: number } };
  variables: { "llm-agent-config": AgentConfiguration };
  qualifier: "enterprise-accounts";
}

/** The value of `llm-agent-config`, as its schema in the workspace says. */
export interface AgentConfiguration {
  model: string;
  gateway: string;
  prompt: string;
  max_output_tokens: number;
  temperature: number;
}
