/** What this job knows of its workspace when it is compiled. */
export interface AccountWorkspace {
  environment: "dev" | "stage" | "prod";
  context: { account: Account };
  variables: { "llm-agent-config": AgentConfiguration };
  qualifier: "enterprise-accounts";
}

export interface Account {
  id: string;
  plan: string;
  seats: number;
}

/** The value of `llm-agent-config`, as its schema in the workspace says. */
export interface AgentConfiguration {
  model: string;
  gateway: string;
  prompt: string;
  max_output_tokens: number;
  temperature: number;
}
