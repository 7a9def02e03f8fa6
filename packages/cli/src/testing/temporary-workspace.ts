import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The workspace of the production workflow tutorial. */
export const tutorial = fileURLToPath(new URL("../../../../examples/llm-agent-config/config", import.meta.url));

/** A minimal workspace without environments, to add files to. */
export const MANIFEST = { "rototo-workspace.toml": "schema_version = 1\n" };

/** A directory with the given files (text or bytes by path) that is gone after the test. */
export function temporaryWorkspace(files: Readonly<Record<string, string | Uint8Array>>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "rototo-cli-")));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return directory;
}
