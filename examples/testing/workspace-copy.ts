import { cpSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

export interface WorkspaceCopy {
  readonly directory: string;
  /** Replaces `from`, which must be there, in the value of enterprise accounts. */
  changeEnterprise(from: string, to: string): void;
}

/** A copy of the workspace `llm-agent-config` that a test may change. Removed when the test is over. */
export function copyWorkspace(): WorkspaceCopy {
  const outside = realpathSync(mkdtempSync(join(tmpdir(), "rototo-example-")));
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
  const directory = join(outside, "config");
  cpSync(join(import.meta.dirname, "../llm-agent-config/config"), directory, { recursive: true });
  const file = join(directory, "variables/llm-agent-config-values/enterprise.toml");
  return {
    directory,
    changeEnterprise(from, to) {
      const text = readFileSync(file, "utf8");
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      // Renamed into place, so that no refresh sees half a file.
      const changed = join(outside, "changed.toml");
      writeFileSync(changed, text.replace(from, to));
      renameSync(changed, file);
    },
  };
}
