import { interpreterEngine } from "@rototo/core/interpreter";
import { link, readSnapshot, type Resolver } from "@rototo/core/resolve";
import { answerCase, type ConformanceCase } from "./answer-case.js";

/** What a runtime is asked: from the text of a snapshot, or from a module that it has, by name. */
export interface RuntimeQuestion {
  readonly snapshot?: string;
  readonly module?: string;
  readonly cases: readonly ConformanceCase[];
}

/** Answers a {@link RuntimeQuestion}; with the error's code and message where the snapshot is refused. */
export async function answerRequest(request: Request, modules: Readonly<Record<string, Resolver>>): Promise<Response> {
  if (new URL(request.url).pathname === "/generate-code") return Response.json(generateCode());
  const { snapshot, module = "", cases } = (await request.json()) as RuntimeQuestion;
  try {
    const resolver = snapshot === undefined ? (modules[module] as Resolver) : await readResolver(snapshot);
    return Response.json(cases.map((each) => answerCase(resolver, each)));
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    return Response.json({ code, message });
  }
}

async function readResolver(text: string): Promise<Resolver> {
  const unverified = readSnapshot(text);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(unverified.content));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return link(unverified.verify(hex).workspace, { schemaEngine: interpreterEngine });
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
