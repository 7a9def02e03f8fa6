import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parseSource, type Source } from "@rototo/sources";
import { expect, test } from "vitest";
import { temporaryWorkspace } from "../testing/temporary-workspace.js";
import { repositoryPaths } from "./repository-path.js";

const FILE = "variables/limit.toml";

/** A checkout with a workspace in it, and a folder beside the checkout. */
function checkout() {
  const parent = temporaryWorkspace({
    "checkout/.git/HEAD": "",
    "checkout/teams/web/config/rototo-workspace.toml": "",
  });
  mkdirSync(join(parent, "elsewhere"));
  const top = join(parent, "checkout");
  const root = join(top, "teams/web/config");
  const paths = (cwd: string, options: { base?: string; GITHUB_WORKSPACE?: string } = {}) => {
    const { base, ...environmentVariables } = options;
    const source: Source = { kind: "local", directory: root };
    return repositoryPaths({ source, root, base, session: { cwd, environmentVariables } });
  };
  return { parent, top, root, paths };
}

test("paths start at the top of the checkout, wherever the command runs", () => {
  const { parent, top, root, paths } = checkout();
  for (const cwd of [parent, top, root, join(top, "teams")])
    expect(paths(cwd)).toMatchObject({ workspace: "teams/web/config" });
  expect(paths(root).pathOf(FILE)).toBe(`teams/web/config/${FILE}`);
});

test("a worktree has a file for its git directory", () => {
  const root = temporaryWorkspace({ ".git": "gitdir: /elsewhere", "config/rototo-workspace.toml": "" });
  const place = { base: undefined, session: { cwd: "/", environmentVariables: {} } };
  const directory = join(root, "config");
  expect(repositoryPaths({ ...place, source: { kind: "local", directory }, root: directory }).workspace).toBe("config");
});

test("GITHUB_WORKSPACE goes before the checkout, and --base before both", () => {
  const { parent, top, paths } = checkout();
  expect(paths(top, { GITHUB_WORKSPACE: parent }).workspace).toBe("checkout/teams/web/config");
  expect(paths(top, { GITHUB_WORKSPACE: parent, base: "teams" }).workspace).toBe("web/config");
  expect(paths(top, { base: join(top, "teams/web/config") }).pathOf(FILE)).toBe(FILE);
});

test("a base that the workspace is not in is passed over, but for the one that was asked for", () => {
  const { parent, top, root, paths } = checkout();
  const elsewhere = join(parent, "elsewhere");
  expect(paths(top, { GITHUB_WORKSPACE: elsewhere }).workspace).toBe("teams/web/config");
  expect(paths(top, { GITHUB_WORKSPACE: "" }).workspace).toBe("teams/web/config");
  expect(paths(top, { base: elsewhere }).pathOf(FILE)).toBeUndefined();
  expect(paths(top, { base: elsewhere }).workspace).toBe(root);
});

test("a base by another name of the same directory", () => {
  const { parent, top, paths } = checkout();
  symlinkSync(top, join(parent, "link"));
  expect(paths("/", { GITHUB_WORKSPACE: join(parent, "link") }).workspace).toBe("teams/web/config");
});

test("without a checkout paths start at the working directory", () => {
  const root = temporaryWorkspace({ "config/rototo-workspace.toml": "" });
  const directory = join(root, "config");
  const paths = repositoryPaths({
    source: { kind: "local", directory },
    root: directory,
    base: undefined,
    session: { cwd: root, environmentVariables: {} },
  });
  expect(paths.pathOf(FILE)).toBe(`config/${FILE}`);
});

test.each([
  ["git+https://example.com/o/r.git#main:teams/web", `teams/web/${FILE}`],
  ["git+https://example.com/o/r.git#main", FILE],
  ["https://example.com/x.tar.gz#:config", `config/${FILE}`],
])("%s keeps its subdirectory", (text, path) => {
  const source = parseSource(text, { cwd: "/" });
  const session = { cwd: "/", environmentVariables: { GITHUB_WORKSPACE: "/" } };
  const paths = repositoryPaths({ source, root: undefined, base: undefined, session });
  expect(paths.pathOf(FILE)).toBe(path);
  expect(paths.workspace).toBe(text);
});
