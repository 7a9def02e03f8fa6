import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { Bundle } from "./build-bundle.js";

/** The service, running from a bundle. */
export interface RunningService {
  /**
   * The answer to a question, as JSON gives it.
   *
   * @throws {Error} with what the service printed, when it answers with a failure.
   */
  ask(question: string): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Starts what a bundle holds, and waits until it listens.
 *
 * @param environment What the service is told.
 * @throws {Error} with what it printed, when it ends before.
 */
export async function startService(
  { folder, command, environment: inherited }: Bundle,
  environment: Readonly<Record<string, string>>,
): Promise<RunningService> {
  const [program = "", ...words] = command;
  const port = await findFreePort();
  const child = spawn(program, words, {
    cwd: folder,
    env: { ...inherited, ...environment, PORT: String(port), HOSTNAME: "127.0.0.1" },
    stdio: ["ignore", "pipe", "pipe"],
    // Some runtimes are started by a program that waits for them: all of the group is stopped.
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
  const ended = once(child, "close").then(() => true);
  while (!(await isListening(port))) {
    if (await Promise.race([ended, setTimeout(100, false)])) throw new Error(`the service ended:\n${output}`);
  }
  return {
    async ask(question) {
      const response = await fetch(`http://127.0.0.1:${port}/${question}`);
      const text = await response.text();
      if (!response.ok) throw new Error(`the service answers ${response.status} ${text}\n${output}`);
      return JSON.parse(text) as unknown;
    },
    async stop() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
      await ended;
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function isListening(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`, { method: "HEAD" }).then(
    () => true,
    () => false,
  );
}
