import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import workerd from "workerd";

/** Runs the built worker in workerd, the runtime of Cloudflare Workers, on this machine. */
const { PORT = "8787", SNAPSHOT_URL } = process.env;
const setup = SNAPSHOT_URL === undefined ? "local" : "online";
const program = spawn(
  workerd.default,
  ["serve", "worker.capnp", setup, `--socket-addr=http=127.0.0.1:${PORT}`, "--control-fd=3"],
  {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
    env: {
      SNAPSHOT_URL: "https://snapshots.example/config.snapshot.json",
      ENVIRONMENT: "prod",
      MAX_AGE_MS: "5000",
      ...process.env,
    },
  },
);
program.on("exit", (status) => (process.exitCode = status ?? 0));
process.once("SIGTERM", () => program.kill());
process.once("SIGINT", () => program.kill());

// It says on this pipe, one JSON object on each line, where it listens.
for await (const line of createInterface({ input: program.stdio[3] as Readable })) {
  const { event, port } = JSON.parse(line) as { event: string; port?: number };
  if (event === "listen") process.stdout.write(`Ask http://127.0.0.1:${port}/config?plan=enterprise&seats=250\n`);
}
