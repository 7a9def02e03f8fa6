import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TestRepository } from "@rototo/test-support/git-repository";
import { gitSandbox } from "@rototo/test-support/git-sandbox";
import { runInProcess } from "../testing/run-in-process.js";

const sandbox = gitSandbox();

const BROKEN = 'schema_version = 1\ntype = "int"\n[values]\na = 1\n[resolve]\ndefault = "b"\n';
const FILES = { "rototo-workspace.toml": "schema_version = 1\n", "variables/x.toml": BROKEN };

/** A repository with a workspace for each of two teams. */
function monorepo() {
  const repository = new TestRepository(sandbox.directory);
  const inFolder = (folder: string) =>
    Object.entries(FILES).map(([path, text]) => [`${folder}/${path}`, text] as const);
  repository.commit(Object.fromEntries([...inFolder("config"), ...inFolder("teams/a b/config")]));
  return repository;
}

interface Lint {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

async function annotated(words: readonly string[], options: Lint): Promise<string | undefined> {
  const { stdout, stderr } = await runInProcess(["lint", ...words, "--format", "github"], options);
  expect(stderr).toBe("");
  return /^::error file=([^,]*),line=/.exec(stdout)?.[1];
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly automationDetails: { readonly id: string };
  readonly results: readonly {
    readonly ruleId: string;
    readonly ruleIndex: number;
    readonly partialFingerprints: Readonly<Record<string, string>>;
    readonly locations: readonly {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
        readonly region: { readonly startLine: number };
      };
    }[];
  }[];
}

/** What a scanner keeps of the one finding. */
async function scanned(words: readonly string[], options: Lint) {
  const { stdout } = await runInProcess(["lint", ...words, "--format", "sarif"], options);
  const { runs } = JSON.parse(stdout) as { readonly runs: readonly Run[] };
  expect(runs).toHaveLength(1);
  const { automationDetails, results, tool } = runs[0]!;
  expect(results).toHaveLength(1);
  const { ruleId, ruleIndex, partialFingerprints, locations } = results[0]!;
  expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  const { artifactLocation, region } = locations[0]!.physicalLocation;
  expect(artifactLocation.uriBaseId).toBe("%SRCROOT%");
  expect(new URL(artifactLocation.uri, "file:///").href).toBe(`file:///${artifactLocation.uri}`);
  return {
    run: automationDetails.id,
    uri: artifactLocation.uri,
    line: region.startLine,
    fingerprint: partialFingerprints["rototo/v1"],
  };
}

test("a job that works below GITHUB_WORKSPACE names files from there", async () => {
  const { path } = monorepo();
  const job = { cwd: join(path, "config"), env: { GITHUB_WORKSPACE: path } };
  expect(await annotated([], job)).toBe("config/variables/x.toml");
  expect(await annotated(["../teams/a b/config"], job)).toBe("teams/a b/config/variables/x.toml");
  expect(await scanned([], job)).toMatchObject({ run: "rototo/config/", uri: "config/variables/x.toml", line: 6 });
});

test("of a checkout below GITHUB_WORKSPACE, too", async () => {
  const { path } = monorepo();
  const workspace = join(sandbox.directory, "work");
  cpSync(path, join(workspace, "checkout"), { recursive: true });
  const job = { cwd: join(workspace, "checkout/config"), env: { GITHUB_WORKSPACE: workspace } };
  expect(await annotated([], job)).toBe("checkout/config/variables/x.toml");
});

test("elsewhere files are named from the top of the checkout, else from the working directory, else from --base", async () => {
  const { path } = monorepo();
  for (const cwd of ["/", path, join(path, "config/variables")])
    expect(await annotated([join(path, "config")], { cwd })).toBe("config/variables/x.toml");
  expect(await annotated(["config", "--base", "config"], { cwd: path })).toBe("variables/x.toml");
  const env = { GITHUB_WORKSPACE: path };
  expect(await annotated(["--base", ".."], { cwd: join(path, "teams/a b/config"), env })).toBe(
    "config/variables/x.toml",
  );

  const cwd = join(sandbox.directory, "no-checkout");
  mkdirSync(cwd);
  cpSync(join(path, "config"), join(cwd, "config"), { recursive: true });
  expect(await annotated(["config"], { cwd })).toBe("config/variables/x.toml");
});

test("a source in Git keeps its subdirectory", async () => {
  const { path, url } = monorepo();
  const source = `git+${url}#main:teams/a b/config`;
  expect(await annotated([source], { cwd: "/", env: { GITHUB_WORKSPACE: path } })).toBe(
    "teams/a b/config/variables/x.toml",
  );
  expect(await scanned([source], { cwd: "/" })).toMatchObject({ uri: "teams/a%20b/config/variables/x.toml" });
});

test("a scanner keeps two workspaces apart, and knows a finding again after its line moved", async () => {
  const { path } = monorepo();
  const one = await scanned(["config"], { cwd: path });
  const other = await scanned(["teams/a b/config"], { cwd: path });
  expect([one.run, other.run]).toEqual(["rototo/config/", "rototo/teams/a b/config/"]);
  expect(other.fingerprint).not.toBe(one.fingerprint);

  writeFileSync(join(path, "config/variables/x.toml"), `# A comment.\n\n${BROKEN}`);
  expect(await scanned([], { cwd: join(path, "config") })).toEqual({ ...one, line: one.line + 2 });
});
