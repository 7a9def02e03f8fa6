import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileWorkspace, createDocuments, lintWorkspace, prepareSnapshot, readWorkspace } from "@rototo/core";
import { interpreterEngine } from "@rototo/core/interpreter";
import { build } from "esbuild";
import { expect, onTestFinished, test } from "vitest";
import { startWorkerd } from "../../../conformance/workerd/start-workerd.mjs";
import { httpsServer } from "@rototo/test-support/https-server";
import { testAuthority } from "@rototo/test-support/test-authority";
import { sending } from "./testing/source-faults.js";

const root = join(import.meta.dirname, "..");

test("the Worker of the README answers, from its bundled snapshot where the published one is damaged", async () => {
  const snapshot = exampleSnapshot();
  const published = await httpsServer(sending(snapshot.replace('"gpt-5"', '"edited"')));
  const worker = await startWorkerd({
    modules: { main: await bundleWorker(`${published.origin}/config.snapshot.json`, snapshot) },
    certificateAuthorities: testAuthority().authority,
  });
  onTestFinished(worker.stop);
  const ask = async (): Promise<unknown> => (await fetch(`${worker.url}/?plan=enterprise`)).json();
  expect(await ask()).toMatchObject({ model: "gpt-5" });
  expect(published.requests.map(({ url }) => url)).toEqual(["/config.snapshot.json"]);
});

async function bundleWorker(url: string, snapshot: string): Promise<string> {
  const [, code = ""] = /```ts\n(.+?)```/s.exec(readFileSync(join(root, "README.md"), "utf8")) ?? [];
  const directory = mkdtempSync(join(tmpdir(), "rototo-readme-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const bundled = join(directory, "config.snapshot.json");
  writeFileSync(bundled, snapshot);
  const contents = code
    .replace("https://config.example.com/config.snapshot.json", url)
    .replace('"./config.snapshot.json"', JSON.stringify(bundled));
  const { outputFiles } = await build({
    stdin: { contents, loader: "ts", resolveDir: join(root, "src") },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["@rototo/source"],
  });
  return outputFiles[0]!.text;
}

/** A snapshot of the example workspace. */
function exampleSnapshot(): string {
  const config = join(root, "../../examples/llm-agent-config/config");
  const paths = readdirSync(config, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => statSync(join(config, path)).isFile());
  const documents = createDocuments(
    Object.fromEntries(files.map((path) => [path, readFileSync(join(config, path), "utf8")])),
  );
  const { accepted } = lintWorkspace(readWorkspace(documents), { schemaEngine: interpreterEngine });
  const workspace = compileWorkspace(accepted!);
  const { content, write } = prepareSnapshot({ source: "./config", fingerprint: "git:0123", workspace });
  return write(createHash("sha256").update(content).digest("hex"));
}
