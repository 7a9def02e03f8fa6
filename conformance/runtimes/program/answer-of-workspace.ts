import { RefreshingWorkspace, type RefreshOptions } from "@rototo/sdk";

/** Loads, asks, refreshes or closes the workspace of `source`. */
export interface WorkspaceQuestion {
  readonly source: string;
  readonly question: "ask" | "refresh" | "status" | "close";
  /** Of the first question, which loads. */
  readonly options?: RefreshOptions;
}

const workspaces = new Map<string, RefreshingWorkspace>();

export async function answerOfWorkspace({ source, question, options }: WorkspaceQuestion): Promise<unknown> {
  const workspace = workspaces.get(source) ?? (await RefreshingWorkspace.load(source, { periodMs: false, ...options }));
  workspaces.set(source, workspace);
  switch (question) {
    case "ask":
      return ask(workspace);
    case "refresh":
      return workspace.refreshNow();
    case "status":
      return workspace.status();
    case "close":
      return workspace.close();
  }
}

/** A value, what lint found, and what comes of a context that is not allowed. */
function ask(workspace: RefreshingWorkspace): unknown {
  const { value } = workspace.resolveVariable("max-seats", "prod", { plan: "enterprise", contact: "ada@example.com" });
  const findings = workspace.current.inspect().diagnostics.map(({ message }) => message);
  return { value, findings, refused: refusalOf(() => workspace.resolveVariable("max-seats", "prod", { plan: 5 })) };
}

function refusalOf(question: () => unknown): unknown {
  try {
    return question();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}
