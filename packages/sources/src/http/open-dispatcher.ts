import type { SecureContext } from "node:tls";
import type { Dispatcher } from "undici";
import { SourceFailure } from "../source-failure.js";

/** How to reach servers. */
export interface DispatcherOptions {
  /** What to trust; `undefined` for what Node trusts by itself. */
  readonly secureContext: SecureContext | undefined;
  /** For a connection, for the headers of an answer, and between two pieces of its body, in ms. */
  readonly timeoutMs: number;
  /** Closes every connection at once, those included that are not yet made. */
  readonly signal: AbortSignal;
}

/**
 * Opens what requests are sent through: undici's agent, and through the proxy of
 * `HTTPS_PROXY`, unless `NO_PROXY` names the host, where there is one. Both
 * variables also count in lower case, and then first, as for curl and git; a host
 * in `NO_PROXY` stands for those below it as well. It must be destroyed, since
 * its connections keep the process alive.
 *
 * @throws {SourceFailure} `source-invalid` when `HTTPS_PROXY` holds no http or https URL.
 */
export async function openDispatcher({ secureContext, timeoutMs, signal }: DispatcherOptions): Promise<Dispatcher> {
  // Not before it is needed: a workspace on disk should not wait for an HTTP client.
  // And as the default, the only export that a bundled CommonJS module has.
  const { Agent, EnvHttpProxyAgent, Pool } = (await import("undici")).default;
  const connect = { timeout: timeoutMs, signal, ...(secureContext ? { secureContext } : {}) };
  const factory = (origin: string | URL, poolOptions: object): Dispatcher => {
    const pool = new Pool(origin, poolOptions);
    // Undici would try again at once and for ever, where a proxy closes the connection instead of answering.
    pool.on("connectionError", (_origin, targets, error) => {
      for (const target of targets) void target.destroy(error);
    });
    return pool;
  };
  const options = { connect, factory, headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  const httpsProxy = (process.env["https_proxy"] ?? process.env["HTTPS_PROXY"] ?? "").trim();
  if (httpsProxy === "") return new Agent(options);
  const proxied = {
    ...options,
    httpsProxy: httpsProxy.includes("://") ? httpsProxy : `http://${httpsProxy}`,
    // Otherwise undici would take HTTP_PROXY, which is for another scheme.
    httpProxy: "",
    noProxy: withHostsBelow(process.env["no_proxy"] ?? process.env["NO_PROXY"] ?? ""),
    requestTls: connect,
    proxyTls: connect,
  };
  try {
    return new EnvHttpProxyAgent(proxied);
  } catch {
    // Without the text, which can hold a password.
    throw new SourceFailure("source-invalid", "HTTPS_PROXY is not the URL of an http or https proxy", "correct it");
  }
}

/** Undici takes a host for that host only, and one with a dot before it for those below it. */
function withHostsBelow(noProxy: string): string {
  return noProxy
    .split(/[\s,]+/)
    .map((entry) => (/^[.*[]|^$/.test(entry) ? entry : `${entry},.${entry}`))
    .join();
}
