import { execFileSync } from "node:child_process";
import { randomFillSync } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE_BYTES = 32 * 2 ** 20;

/** A bare repository with four files in `config` and `bytes` of what cannot be compressed elsewhere; its path. */
export function writeLargeRepository(directory, bytes) {
  const work = join(directory, "large");
  mkdirSync(join(work, "config/variables"), { recursive: true });
  mkdirSync(join(work, "elsewhere"));
  writeFileSync(join(work, "config/rototo-workspace.toml"), "schema_version = 1\n");
  for (const name of ["a", "b", "c"]) {
    const variable = 'schema_version = 1\ntype = "int"\nvalues.one = 1\nenv._.value = "one"\n';
    writeFileSync(join(work, `config/variables/${name}.toml`), variable);
  }
  const content = Buffer.alloc(FILE_BYTES);
  for (let written = 0; written < bytes; written += FILE_BYTES) {
    writeFileSync(join(work, `elsewhere/${written}.bin`), randomFillSync(content));
  }
  const git = (...args) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { cwd: work });
  git("-c", "core.compression=0", "init", "--quiet", "--initial-branch=main");
  git("-c", "core.compression=0", "add", ".");
  git("commit", "--quiet", "-m", "bench");
  rmSync(join(work, "elsewhere"), { recursive: true });
  git("clone", "--quiet", "--bare", ".", "../large.git");
  execFileSync("git", ["config", "uploadpack.allowFilter", "true"], { cwd: `${work}.git` });
  rmSync(work, { recursive: true });
  return `${work}.git`;
}
