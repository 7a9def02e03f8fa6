import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { makeAuthority } from "./certificate-authority.js";

/** Where the git tests of one file take place: a home, a temporary directory and a configuration of their own. */
export interface GitSandbox {
  /** Absolute; for repositories and whatever else a test needs. */
  readonly directory: string;
  /** The user's home, for a `.gitconfig`. */
  readonly home: string;
  /** The key and certificate of servers, in PEM, which git trusts here. */
  readonly key: string;
  readonly certificate: string;
  /** Where the adapter puts its temporary files. */
  readonly temporary: string;
}

const MARK = "ROTOTO_TEST_RUN";

/**
 * Sets the sandbox up before the tests of a file, and takes it down after them.
 * After each test no process that git or the adapter started is left, and no
 * temporary file.
 */
export function gitSandbox(): GitSandbox {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "rototo-git-sandbox-")));
  const home = join(directory, "home");
  const temporary = join(directory, "tmp");
  const before = { ...process.env };
  const certificate = join(directory, "certificate.pem");
  const key = join(directory, "key.pem");
  mkdirSync(home);
  mkdirSync(temporary);

  beforeAll(async () => {
    const made = await makeAuthority();
    // The server's chain, and for git the authority at its end.
    writeFileSync(certificate, `${made.certificate}\n${made.authority}`);
    writeFileSync(key, made.key);
    for (const name of Object.keys(process.env)) if (name.startsWith("GIT_")) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, {
      HOME: home,
      XDG_CONFIG_HOME: join(home, ".config"),
      TMPDIR: temporary,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_SSL_CAINFO: certificate,
      [MARK]: directory,
    });
  });
  afterEach(() => {
    expect(readdirSync(temporary)).toEqual([]);
    expect(processesOf(directory)).toEqual([]);
  });
  afterAll(() => {
    for (const name of Object.keys(process.env)) {
      if (!(name in before)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, before);
    rmSync(directory, { recursive: true, force: true });
  });
  return { directory, home, key, certificate, temporary };
}

/**
 * The command lines of living processes that were started below this one with
 * the sandbox's environment. Elsewhere than on Linux nobody can tell.
 */
export function processesOf(directory: string): string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").flatMap((id) => {
    if (!/^\d+$/.test(id) || Number(id) === process.pid) return [];
    try {
      const isOurs = readFileSync(`/proc/${id}/environ`, "latin1").split("\0").includes(`${MARK}=${directory}`);
      const isAlive = !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${id}/stat`, "latin1"));
      return isOurs && isAlive ? [readFileSync(`/proc/${id}/cmdline`, "latin1").replaceAll("\0", " ").trim()] : [];
    } catch {
      // Gone meanwhile, or another user's.
      return [];
    }
  });
}

/** Runs git, as a person would who prepares a repository, and returns what it printed. */
export function git(directory: string, ...args: readonly string[]): string {
  return execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], {
    cwd: directory,
    encoding: "utf8",
    env: environmentWithoutMark(),
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}

/** For servers and preparations, which are not what a test looks for. */
export function environmentWithoutMark(): NodeJS.ProcessEnv {
  const { [MARK]: _mark, ...rest } = process.env;
  return rest;
}
