import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { runCommand } from "../../tools/run-command.mjs";
import { hostileTexts, hostileVersions } from "./hostile-versions.mjs";

/** The service takes a second or two for each version. */
const PATIENCE_MS = 300_000;

// The thread that loads versions is there only where the package is built.
beforeAll(async () => {
  const { ok, output } = await runCommand(
    ["turbo", "run", "build", "--filter=@rototo/sdk", "--output-logs=errors-only"],
    {
      capture: true,
    },
  );
  if (!ok) throw new Error(output);
}, PATIENCE_MS);

it(
  "a service under load keeps its answers through every hostile version, and recovers from it",
  async () => {
    const service = spawn(process.execPath, [join(import.meta.dirname, "service.mjs")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    service.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    const [status] = (await once(service, "close")) as [number];
    expect(status).toBe(0);
    const lines = printed
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const versions = lines.filter((line) => "outcome" in line);
    expect(versions.map(({ name, outcome, code, wrong }) => ({ name, outcome, code, wrong }))).toEqual(
      hostileVersions.map(({ name, code }) => ({
        name,
        outcome: code === undefined ? "refreshed" : "failed",
        code,
        wrong: [],
      })),
    );
    const texts = lines.filter((line) => !("outcome" in line));
    expect(texts.map(({ code }) => code)).toEqual(hostileTexts.map(() => "context-invalid"));
  },
  PATIENCE_MS,
);
