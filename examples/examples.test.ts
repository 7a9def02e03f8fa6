import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  compileWorkspace,
  customLintTasks,
  link,
  lintWorkspace,
  readExpectations,
  readWorkspace,
  type JsonValue,
  type LintReport,
  type Resolver,
} from "../packages/core/src/index.js";
import { ajvEngine } from "../packages/core/src/schema/ajv/index.js";
import { runCustomLint } from "../packages/lua/src/index.js";
import { loadSource, parseSource } from "../packages/sources/src/index.js";

const folder = import.meta.dirname;
/** The examples that are a workspace; the others are programs, which read one of these. */
const workspaces = readdirSync(folder).filter((name) =>
  existsSync(join(folder, name, "config", "rototo-workspace.toml")),
);

describe.each(workspaces)("%s", (example) => {
  const workspace = join(folder, example, "config");
  let report: LintReport;
  let resolver: Resolver;

  beforeAll(async () => {
    const { documents } = await loadSource(parseSource(workspace, { cwd: folder }));
    const model = readWorkspace(documents);
    const customFindings = await runCustomLint(customLintTasks(model));
    report = lintWorkspace(model, { schemaEngine: ajvEngine, customFindings });
    if (report.accepted === undefined) return;
    resolver = link(compileWorkspace(report.accepted), { schemaEngine: ajvEngine });
  });

  it("lints clean, without a warning", () => {
    expect(report.diagnostics).toEqual([]);
  });

  const expectations = expectationsIn(join(workspace, "tests"));

  it("has a fixture for each of its variables", () => {
    const covered = expectations.flatMap(({ expected }) => (expected.kind === "variable" ? [expected.id] : []));
    expect([...new Set(covered)].sort()).toEqual(resolver.variableIds);
  });

  it.each(expectations)("$name", ({ context, expected }) => {
    if (expected.kind === "qualifier") {
      expect(resolver.resolveQualifier(expected.qualifier, context, expected).value).toBe(expected.value);
      return;
    }
    const { kind: _kind, ...answer } = expected;
    const resolution = resolver.resolveVariable(expected.id, expected.environment, context);
    expect(resolution).toEqual(expect.objectContaining(answer));
  });
});

/** Every answer that the fixtures of a directory expect, each with the context that must give it. */
function expectationsIn(tests: string) {
  const contexts = readdirSync(tests).filter((name) => !name.endsWith(".expected.json"));
  return contexts.flatMap((name) => {
    const context = readJson(join(tests, name));
    const fixture = basename(name, ".json");
    const { expectations } = readExpectations(readJson(join(tests, `${fixture}.expected.json`)));
    return expectations.map((expected) => {
      const subject = expected.kind === "variable" ? expected.id : `qualifier ${expected.qualifier}`;
      return { name: `${fixture}: ${subject}`, context, expected };
    });
  });
}

function readJson(path: string): JsonValue {
  return JSON.parse(readFileSync(path, "utf8")) as JsonValue;
}
