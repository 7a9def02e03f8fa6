import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { commands, groups } from "../commands/index.js";
import { globalOptions } from "../arguments/global-options.js";
import { settableLimits } from "../limits/settable-limits.js";
import { builtCommand } from "../testing/built-command.js";
import { temporaryWorkspace } from "../testing/temporary-workspace.js";
import { complete } from "./complete.js";

const command = builtCommand();

const FILES = {
  "rototo-workspace.toml": `schema_version = 1\n[environments]\nvalues = ["dev", "prod"]\n`,
  "variables/limits.toml": "not even TOML",
  "variables/llm-agent.toml": "",
  "variables/bad name.toml": "",
  "variables/$(touch pwned).toml": "",
  "qualifiers/enterprise.toml": "",
  "requests/one.json": "{}",
};

/** Candidates for the last word. */
function candidates(cwd: string, ...words: string[]): string[] {
  return complete(words, { commands, groups, cwd, home: cwd }).map(({ text }) => text);
}

describe("candidates", () => {
  test("commands", () => {
    const cwd = temporaryWorkspace(FILES);
    expect(candidates(cwd, "")).toEqual([
      "workspace",
      "qualifier",
      "variable",
      "diagnostics",
      "inspect",
      "lint",
      "resolve",
      "build",
      "completions",
    ]);
    expect(candidates(cwd, "va")).toEqual(["variable"]);
    expect(candidates(cwd, "variable", "")).toEqual(["list", "get", "lint", "resolve", "resolve-all"]);
    expect(candidates(cwd, "--json", "variable", "re")).toEqual(["resolve", "resolve-all"]);
    expect(candidates(cwd, "nonsense", "")).toEqual([]);
    expect(candidates(cwd, "completions", "")).toEqual(["bash", "zsh", "fish"]);
  });

  test("options", () => {
    const cwd = temporaryWorkspace(FILES);
    expect(candidates(cwd, "variable", "resolve", "limits", "--")).toEqual([
      ...globalOptions.map(({ name }) => `--${name}`),
      ...["--env", "--context", "--trace", "--lint", "--now", "--help", "--version"],
    ]);
    expect(candidates(cwd, "variable", "list", "--e")).toEqual([]);
    expect(candidates(cwd, "workspace", "lint", "--format", "s")).toEqual(["sarif"]);
    expect(candidates(cwd, "workspace", "lint", "--format=s")).toEqual(["--format=sarif"]);
    expect(candidates(cwd, "workspace", "lint", "--json=")).toEqual([]);
    expect(candidates(cwd, "workspace", "lint", "--limit", "ht")).toEqual(["httpTimeoutMs="]);
    expect(candidates(cwd, "workspace", "lint", "--limit=")).toEqual(
      Object.keys(settableLimits).map((name) => `--limit=${name}=`),
    );
  });

  test("ids and environments of the nearest workspace, however broken, and nothing that a shell would act on", () => {
    const cwd = temporaryWorkspace(FILES);
    expect(candidates(join(cwd, "variables"), "variable", "get", "")).toEqual(["limits", "llm-agent"]);
    expect(candidates(cwd, "variable", "resolve", "ll")).toEqual(["llm-agent"]);
    expect(candidates(cwd, "variable", "resolve", "limits", "")).toEqual([]);
    expect(candidates(cwd, "qualifier", "lint", "")).toEqual(["enterprise"]);
    expect(candidates(cwd, "variable", "resolve", "limits", "--env", "")).toEqual(["dev", "prod"]);
    expect(candidates(cwd, "variable", "resolve", "--env=p")).toEqual(["--env=prod"]);
    expect(candidates(cwd, "resolve", "limits", "--environment", "p")).toEqual(["prod"]);
    const elsewhere = { commands, groups, cwd: "/", home: undefined, workspace: cwd };
    expect(complete(["variable", "get", "ll"], elsewhere)).toMatchObject([{ text: "llm-agent" }]);
    expect(candidates(cwd, "diagnostics", "get", "rototo/variable-unk")).toEqual([
      ...["rototo/variable-unknown-catalog", "rototo/variable-unknown-type", "rototo/variable-unknown-value"],
    ]);
  });

  test("of the workspace that is named", () => {
    const parent = temporaryWorkspace(
      Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`config/${path}`, text])),
    );
    expect(candidates(parent, "variable", "get", "")).toEqual([]);
    expect(candidates(parent, "--workspace", "config", "variable", "get", "")).toEqual(["limits", "llm-agent"]);
    expect(candidates(parent, "variable", "resolve", "x", "--workspace=./config", "--env", "")).toEqual([
      "dev",
      "prod",
    ]);
    expect(candidates(parent, "variable", "get", "--workspace", "https://example.com/x.tar.gz", "")).toEqual([]);
    expect(candidates(parent, "variable", "get", "--workspace", "missing", "")).toEqual([]);
  });

  test("paths", () => {
    const cwd = temporaryWorkspace(FILES);
    expect(candidates(cwd, "workspace", "lint", "")).toEqual(["qualifiers/", "requests/", "variables/"]);
    expect(candidates(cwd, "--workspace", "v")).toEqual(["variables/"]);
    expect(candidates("/", "--workspace", "nowhere/")).toEqual([]);
    expect(complete(["--workspace", "~/v"], { commands, groups, cwd: "/", home: cwd })).toMatchObject([
      { text: "~/variables/" },
    ]);
    expect(candidates(cwd, "qualifier", "resolve", "enterprise", "--context", "@requests/o")).toEqual([
      "@requests/one.json",
    ]);
    expect(candidates(cwd, "qualifier", "resolve", "enterprise", "--context", "account.")).toEqual([]);
  });
});

describe("shells", () => {
  let bin: string;

  beforeAll(() => {
    bin = join(command.path, "../bin");
    mkdirSync(bin);
    const program = `#!/bin/sh\nexec '${process.execPath}' '${command.path}' "$@"\n`;
    writeFileSync(join(bin, "rototo"), program);
    chmodSync(join(bin, "rototo"), 0o755);
  });

  function run(shell: string, args: readonly string[], cwd: string): string {
    const { stdout, stderr } = spawnSync(shell, args, {
      cwd,
      encoding: "utf8",
      env: { ...process.env, PATH: `${bin}:${process.env["PATH"]}` },
    });
    expect(stderr).toBe("");
    return stdout;
  }

  const installed = (shell: string): boolean => spawnSync(shell, ["--version"]).status === 0;

  /** Lets bash split each line as readline does, and prints what TAB would offer in place of its last part. */
  function bash(lines: readonly string[], cwd: string): string[] {
    const script = `
      source <(rototo completions bash)
      # As readline: words end at blanks and at the break characters, which are words of their own.
      split() {
        local rest="$1" word="" character
        COMP_WORDS=()
        while [[ -n $rest ]]; do
          character="\${rest:0:1}"; rest="\${rest:1}"
          case "$character" in
            " ") [[ -n $word ]] && COMP_WORDS+=("$word"); word="" ;;
            [=@:]) [[ -n $word ]] && COMP_WORDS+=("$word"); word=""; COMP_WORDS+=("$character") ;;
            *) word+="$character" ;;
          esac
        done
        if [[ -n $word || $1 == *" " ]]; then COMP_WORDS+=("$word"); fi
      }
      complete -p rototo > /dev/null || exit 1
      compopt() { :; }
      for line in "$@"; do
        COMP_LINE="$line"; COMP_POINT=\${#COMP_LINE}; split "$COMP_LINE"; COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
        _rototo rototo "\${COMP_WORDS[COMP_CWORD]}"
        echo "\${COMPREPLY[*]}"
      done`;
    return run("bash", ["--norc", "-c", script, "bash", ...lines], cwd)
      .split("\n")
      .slice(0, -1);
  }

  test("bash", () => {
    const expected = {
      "rototo ": "workspace qualifier variable diagnostics inspect lint resolve build completions",
      "rototo variable res": "resolve resolve-all",
      "rototo variable resolve l": "limits llm-agent",
      "rototo variable resolve limits --env ": "dev prod",
      // Bash replaces what follows the break character only.
      "rototo variable resolve limits --env=": "dev prod",
      "rototo variable resolve limits --env=p": "prod",
      "rototo variable resolve limits --context @requests/": "requests/one.json",
      "rototo variable resolve limits --context @": "qualifiers/ requests/ rototo-workspace.toml variables/",
      "rototo workspace lint va": "variables/",
      "rototo nonsense ": "",
    };
    expect(bash(Object.keys(expected), temporaryWorkspace(FILES))).toEqual(Object.values(expected));
  });

  test.skipIf(!installed("fish"))("fish (skipped where it is not installed)", () => {
    const expected = {
      "rototo variable res": "resolve resolve-all",
      "rototo variable resolve l": "limits llm-agent",
      "rototo variable resolve limits --env ": "dev prod",
      "rototo variable resolve limits --env=p": "--env=prod",
      "rototo variable resolve limits --context @requests/o": "@requests/one.json",
      "rototo variable resolve limits ": "",
    };
    const script = `rototo completions fish | source
      for line in $argv; echo (complete --do-complete $line | string replace --regex '\\t.*' '' | sort); end`;
    const printed = run("fish", ["--no-config", "-c", script, ...Object.keys(expected)], temporaryWorkspace(FILES));
    expect(printed.split("\n").slice(0, -1)).toEqual(Object.values(expected));
  });

  test.skipIf(!installed("zsh"))("zsh (skipped where it is not installed)", () => {
    const expected = {
      "variable resolve-": "resolve-all:Print the value of every variable for an environment and context",
      "variable resolve limits --env ": "dev: prod:",
      "variable resolve limits --env=p": "--env=prod:",
      "workspace lint v": "variables/",
      "nonsense ": "",
    };
    // Completion runs in the line editor only, so what the function would offer is printed in place of offering it.
    const script = `
      compdef() { :; }
      source <(rototo completions zsh)
      compadd() { while [[ $1 != -- ]]; do shift; done; shift; print -rn -- "$*"; }
      _describe() { print -rn -- "\${(@P)4}"; }
      for line in "$@"; do words=(rototo "\${(@s: :)line}"); CURRENT=$#words; _rototo; print; done`;
    const printed = run("zsh", ["-f", "-c", script, "zsh", ...Object.keys(expected)], temporaryWorkspace(FILES));
    expect(printed.split("\n").slice(0, -1)).toEqual(Object.values(expected));
  });

  test("every script is sound for its own shell", () => {
    const cwd = temporaryWorkspace({});
    for (const shell of ["bash", "zsh", "fish"].filter(installed)) {
      run("sh", ["-c", `rototo completions ${shell} > ${shell}.txt && ${shell} -n ${shell}.txt`], cwd);
    }
  });
});

test("every positional and value that names something of a workspace is completed", () => {
  const named = commands.flatMap(({ positionals = [], options = [] }) => [...positionals, ...options]);
  for (const { name, completes, choices } of named) {
    if (["id", "code", "source", "env", "context"].includes(name)) expect(completes).toBeDefined();
    if (["shell", "format"].includes(name)) expect(choices).toBeDefined();
  }
});
