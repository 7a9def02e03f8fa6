import { execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";

export interface CommandOutcome {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A place of its own in which the steps of one page are done, one after the other. */
export interface PageSandbox {
  /** Creates a file, with its directories, below the directory in which the reader is now. */
  writeFile(path: string, text: string): void;
  /** The text of a file, relative to the directory in which the reader is now. */
  readFile(path: string): string;
  /**
   * Runs a script with `sh`, stopping at the first command that fails. A `cd` in it lasts, and so does a
   * program that it leaves in the background, with its output in a file.
   */
  runScript(script: string): Promise<CommandOutcome>;
  /** Ends what still runs, and deletes the sandbox. */
  remove(): void;
}

export interface PageSandboxOptions {
  /** A directory whose content the reader has before the first step; absolute. */
  readonly startsIn?: string;
  /** A `node_modules` directory for the reader's home; the programs in it are on the path. */
  readonly modules: string;
  /** Addresses of repositories on GitHub: here each is an empty one of the sandbox's own, for git and for rototo. */
  readonly remotes?: readonly string[];
}

const GITHUB = "https://github.com/";

/**
 * Makes a sandbox. A page calls the reader's home `/home/ada` and puts temporary
 * files into `/tmp`: here both lie below a directory of their own, so that no two
 * runs meet, and its name is taken out of whatever a command prints.
 */
export function createPageSandbox({ startsIn, modules, remotes = [] }: PageSandboxOptions): PageSandbox {
  const outside = realpathSync(mkdtempSync(join(tmpdir(), "rototo-page-")));
  const home = join(outside, "home", "ada");
  const whereabouts = join(outside, "whereabouts");
  const processGroups = new ProcessGroups();
  let current = home;
  mkdirSync(home, { recursive: true });
  mkdirSync(join(outside, "tmp"));
  if (startsIn !== undefined) cpSync(startsIn, home, { recursive: true });
  symlinkSync(modules, join(home, "node_modules"), "junction");
  const gitConfiguration = join(outside, "gitconfig");
  writeFileSync(gitConfiguration, gitConfigurationOf(outside));
  for (const remote of remotes) {
    const repository = remote.replace(GITHUB, `${outside}/github.com/`);
    execFileSync("git", ["init", "--quiet", "--bare", repository], { env: ownEnvironment() });
  }
  const inside = (text: string) => text.replaceAll(/(?<![\w.])\/(?=tmp\/|home\/ada\b)/g, `${outside}/`);
  const shown = (text: string) => text.replaceAll(outside, "");

  return {
    writeFile(path, text) {
      const file = resolve(current, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, inside(text));
    },
    readFile(path) {
      return readFileSync(resolve(current, path), "utf8");
    },
    async runScript(script) {
      const env = {
        ...ownEnvironment(),
        HOME: home,
        GIT_CONFIG_GLOBAL: gitConfiguration,
        PATH: [join(modules, ".bin"), process.env["PATH"] ?? ""].join(delimiter),
      };
      const whole = `${inside(script)}\npwd > '${whereabouts}'`;
      const { exit, stdout, stderr } = await runShell(whole, current, env, processGroups);
      if (exit === 0) current = readFileSync(whereabouts, "utf8").trimEnd();
      return { exit, stdout: shown(stdout), stderr: shown(stderr) };
    },
    remove() {
      processGroups.end();
      rmSync(outside, { recursive: true, force: true });
    },
  };
}

/** What the reader has set up for git, and where addresses on GitHub lead. */
function gitConfigurationOf(outside: string): string {
  return [
    "[user]",
    "\tname = Ada",
    "\temail = ada@example.com",
    "[init]",
    "\tdefaultBranch = main",
    `[url "file://${outside}/github.com/"]`,
    `\tinsteadOf = ${GITHUB}`,
    "",
  ].join("\n");
}

/** What is left of our environment when nothing in it may steer git, rototo or colours. */
function ownEnvironment(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(GIT_|ROTOTO_|NODE_OPTIONS$|FORCE_COLOR$)/.test(name)),
  );
}

/** The shells that were started, each the leader of a group with whatever it has left in the background. */
class ProcessGroups {
  readonly #leaders = new Set<number>();

  add(leader: number): void {
    this.#leaders.add(leader);
  }

  /** To be told when a shell has ended: its number may go to another process once the group is empty. */
  forgetIfEmpty(leader: number): void {
    if (!signalGroup(leader, 0)) this.#leaders.delete(leader);
  }

  end(): void {
    for (const leader of this.#leaders) signalGroup(leader, "SIGKILL");
  }
}

/** False when the group has nobody in it. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}

function runShell(
  script: string,
  cwd: string,
  env: Record<string, string | undefined>,
  groups: ProcessGroups,
): Promise<CommandOutcome> {
  return new Promise((settle, fail) => {
    const child = spawn("sh", ["-e", "-c", script], { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const { pid } = child;
    if (pid !== undefined) groups.add(pid);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", fail);
    child.on("close", (exit) => {
      if (pid !== undefined) groups.forgetIfEmpty(pid);
      settle({ exit, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}
