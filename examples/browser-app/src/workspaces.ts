import type { ContextField } from "./context-field.js";

/** A workspace to ask, and who could ask it. */
export interface WorkspaceChoice {
  readonly title: string;
  /** The file of its snapshot, beside the page. */
  readonly file: string;
  readonly fields: readonly ContextField[];
  readonly accounts: readonly Account[];
}

/** An account to begin with. */
export interface Account {
  readonly name: string;
  readonly remark: string;
  /** Texts of fields, by path. */
  readonly texts: Readonly<Record<string, string>>;
}

const agentConfiguration: WorkspaceChoice = {
  title: "Agent configuration",
  file: "llm-agent-config.snapshot.json",
  fields: [
    { path: "account.plan", label: "Plan", kind: "text", suggestions: ["free", "team", "enterprise"] },
    { path: "account.seats", label: "Seats", kind: "number", range: [1, 500] },
  ],
  accounts: [
    account("Halden Rail", "enterprise, 250 seats", { "account.plan": "enterprise", "account.seats": "250" }),
    account("Lumen", "enterprise, 20 seats", { "account.plan": "enterprise", "account.seats": "20" }),
    account("Birdsong", "free, 3 seats", { "account.plan": "free", "account.seats": "3" }),
    account("A client with a bug", "seats as a word", { "account.plan": "enterprise", "account.seats": "many" }),
  ],
};

const accountLimits: WorkspaceChoice = {
  title: "Account limits",
  file: "account-limits.snapshot.json",
  fields: [
    { path: "account.id", label: "Account id", kind: "text" },
    { path: "account.plan", label: "Plan", kind: "text", suggestions: ["growth", "enterprise"] },
    { path: "account.members", label: "Members", kind: "number", range: [1, 5000] },
    { path: "account.tags", label: "Tags", kind: "list", suggestions: ["heavy-usage"] },
    { path: "client.version", label: "Client version", kind: "text", suggestions: ["4.1.9", "4.2.0", "5.0.0"] },
  ],
  accounts: [
    account("In the new search", "growth, 40 members", limits("acct_00000006", "growth", "40", "", "4.2.0")),
    account(
      "Tagged by support",
      "growth, heavy usage",
      limits("acct_00000002", "growth", "40", "heavy-usage", "5.0.0"),
    ),
    account(
      "With an old client",
      "enterprise, 4,000 members",
      limits("acct_00000001", "enterprise", "4000", "", "4.1.9"),
    ),
    account("A plan that ended", "starter, no client version", limits("acct_00000009", "starter", "12", "", "")),
  ],
};

/** The first is shown first. */
export const workspaces: readonly WorkspaceChoice[] = [agentConfiguration, accountLimits];

function account(name: string, remark: string, texts: Account["texts"]): Account {
  return { name, remark, texts };
}

function limits(id: string, plan: string, members: string, tags: string, version: string): Account["texts"] {
  return {
    "account.id": id,
    "account.plan": plan,
    "account.members": members,
    "account.tags": tags,
    "client.version": version,
  };
}
