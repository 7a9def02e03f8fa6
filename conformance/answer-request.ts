import { interpreterEngine } from "@rototo/core/interpreter";
import { openSnapshot, type WorkspaceResolver } from "@rototo/core/queries";
import { readSnapshot } from "@rototo/core/resolve";
import { createClient } from "@rototo/edge";
import { answerCase, type ConformanceCase } from "./answer-case.js";

/** What a runtime is asked. */
export interface RuntimeQuestion {
  readonly from: AnswerSource;
  readonly cases: readonly ConformanceCase[];
}

/** The text of a snapshot, opened as it is or fetched by a client; or a module that the runtime has, by name. */
export type AnswerSource = { readonly snapshot: string } | { readonly published: string } | { readonly module: string };

/** Answers a {@link RuntimeQuestion}; with the error's code and message where the snapshot is refused. */
export async function answerRequest(
  request: Request,
  modules: Readonly<Record<string, WorkspaceResolver>>,
): Promise<Response> {
  if (new URL(request.url).pathname === "/generate-code") return Response.json(generateCode());
  const { from, cases } = (await request.json()) as RuntimeQuestion;
  try {
    const resolver = await openSource(from, modules);
    return Response.json(cases.map((each) => answerCase(resolver, each)));
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    return Response.json({ code, message });
  }
}

/** What answers from a source. */
async function openSource(
  from: AnswerSource,
  modules: Readonly<Record<string, WorkspaceResolver>>,
): Promise<WorkspaceResolver> {
  if ("module" in from) return modules[from.module] as WorkspaceResolver;
  return "published" in from ? openPublished(from.published) : openText(from.snapshot);
}

/** By a client of the text, as if a server had it. */
function openPublished(text: string): Promise<WorkspaceResolver> {
  const fetch = () => Promise.resolve(new Response(text));
  return createClient("https://conformance.invalid/", { schemaEngine: interpreterEngine, fetch }).resolver();
}

async function openText(text: string): Promise<WorkspaceResolver> {
  const unverified = readSnapshot(text);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(unverified.content));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return openSnapshot(unverified.verify(hex), { schemaEngine: interpreterEngine, now: () => Date.now() });
}

/** What comes of generating code: a message where it is forbidden. */
function generateCode(): unknown {
  try {
    // To see that it fails is the point.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    return new Function("return 'generated'")();
  } catch (error) {
    return (error as Error).message;
  }
}
