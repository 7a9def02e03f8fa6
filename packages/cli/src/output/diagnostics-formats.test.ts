import { createDocuments, type Diagnostic } from "@rototo/core";
import { expect, test } from "vitest";
import { diagnosticsGithub } from "./diagnostics-github.js";
import { diagnosticsJunit } from "./diagnostics-junit.js";
import { diagnosticsSarif } from "./diagnostics-sarif.js";
import type { RepositoryPaths } from "./repository-path.js";

const unknownValue: Diagnostic = {
  code: "rototo/variable-unknown-value",
  severity: "error",
  message: "rule references unknown value: 100%, a:b",
  help: "Declare it.\nOr not.",
  path: "variables/limits.toml",
  range: { start: { line: 2, character: 8 }, end: { line: 2, character: 12 } },
  target: { kind: "variable", id: "limits", field: "resolve.default" },
  related: [
    {
      message: "values are here",
      path: "variables/limits.toml",
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
    },
  ],
};

const custom: Diagnostic = {
  code: "team/a,b:c",
  severity: "warning",
  message: `<b>&"quoted"</b> \u001b[2J ]]>`,
  path: "variables/a b.toml",
  range: { start: { line: 1, character: 0 }, end: { line: 4, character: 2 } },
  target: { kind: "variable", id: "a b" },
};

const missingManifest: Diagnostic = {
  code: "rototo/workspace-manifest-missing",
  severity: "error",
  message: "no manifest",
  path: "",
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  target: { kind: "workspace" },
};

const inRepository: RepositoryPaths = { pathOf: (path) => `config/${path}`, workspace: "config" };
const outside: RepositoryPaths = { pathOf: () => undefined, workspace: "/elsewhere" };

test("GitHub workflow commands are escaped", () => {
  expect(diagnosticsGithub([unknownValue, custom, missingManifest], "/repo/config", inRepository).split("\n")).toEqual([
    "::error file=config/variables/limits.toml,line=3,endLine=3,col=9,endColumn=13,title=rototo/variable-unknown-value::rule references unknown value: 100%25, a:b%0ADeclare it.%0AOr not.%0Avariables/limits.toml:1: values are here",
    `::warning file=config/variables/a b.toml,line=2,endLine=5,title=team/a%2Cb%3Ac::<b>&"quoted"</b> \\u001b[2J ]]>`,
    "::error title=rototo/workspace-manifest-missing::no manifest",
    "",
  ]);
});

test("a workspace outside the repository is named absolutely", () => {
  expect(diagnosticsGithub([custom], "/elsewhere", outside)).toContain("file=/elsewhere/variables/a b.toml,");
  expect(JSON.stringify(diagnosticsSarif([custom], "/elsewhere", outside))).toContain(
    `"artifactLocation":{"uri":"file:///elsewhere/variables/a%20b.toml"}`,
  );
});

test("SARIF has the rule's texts and one-based regions", () => {
  const sarif = diagnosticsSarif([unknownValue, custom, missingManifest], "/repo/config", inRepository);
  expect(sarif).toMatchObject({
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "rototo",
            rules: [
              {
                id: "rototo/variable-unknown-value",
                shortDescription: { text: "A variable selects a value key that it does not have" },
                defaultConfiguration: { level: "error" },
              },
              { id: "rototo/workspace-manifest-missing" },
              { id: "team/a,b:c" },
            ],
          },
        },
        results: [
          {
            ruleId: "rototo/variable-unknown-value",
            ruleIndex: 0,
            level: "error",
            message: { text: "rule references unknown value: 100%, a:b\nDeclare it.\nOr not." },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: "config/variables/limits.toml", uriBaseId: "%SRCROOT%" },
                  region: { startLine: 3, startColumn: 9, endLine: 3, endColumn: 13 },
                },
              },
            ],
            relatedLocations: [{ id: 0, message: { text: "values are here" } }],
          },
          { ruleId: "team/a,b:c", ruleIndex: 2, level: "warning" },
          {
            ruleIndex: 1,
            locations: [{ physicalLocation: { artifactLocation: { uri: "config/rototo-workspace.toml" } } }],
          },
        ],
      },
    ],
  });
});

test("SARIF knows a finding again while lines move, and keeps workspaces apart", () => {
  const runOf = (diagnostics: readonly Diagnostic[], paths: RepositoryPaths) =>
    (diagnosticsSarif(diagnostics, "/repo/config", paths) as unknown as { runs: SarifRun[] }).runs[0]!;
  interface SarifRun {
    readonly automationDetails: { readonly id: string };
    readonly tool: { readonly driver: { readonly rules: readonly { readonly helpUri?: string }[] } };
    readonly results: readonly { readonly partialFingerprints: { readonly "rototo/v1": string } }[];
  }
  const fingerprints = (...diagnostics: Diagnostic[]) =>
    runOf(diagnostics, inRepository).results.map((result) => result.partialFingerprints["rototo/v1"]);
  const moved = { ...unknownValue, range: custom.range };
  const [first, second] = fingerprints(unknownValue, moved);
  expect(fingerprints(moved)).toEqual([first]);
  expect(second).not.toBe(first);
  expect(fingerprints({ ...unknownValue, path: "variables/other.toml" })).not.toEqual([first]);

  expect(runOf([], inRepository).automationDetails.id).toBe("rototo/config/");
  expect(runOf([], { ...inRepository, workspace: "" }).automationDetails.id).toBe("rototo/");
  const rules = runOf([unknownValue], inRepository).tool.driver.rules;
  expect(rules[0]?.helpUri).toMatch(/^https:\/\//);
});

test("JUnit has a case for every file, and is XML whatever a message holds", () => {
  const documents = createDocuments({
    "rototo-workspace.toml": "",
    "variables/limits.toml": "",
    "variables/a b.toml": "",
  });
  expect(diagnosticsJunit([unknownValue, custom, missingManifest], documents, "/repo/<config>"))
    .toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="rototo workspace lint" tests="4" failures="2" errors="0">
  <testsuite name="/repo/&lt;config&gt;" tests="4" failures="2" errors="0" skipped="0">
    <testcase classname="rototo" name="/repo/&lt;config&gt;">
      <failure type="rototo/workspace-manifest-missing" message="no manifest">/repo/&lt;config&gt;: error rototo/workspace-manifest-missing: no manifest</failure>
    </testcase>
    <testcase classname="rototo" name="rototo-workspace.toml" />
    <testcase classname="rototo" name="variables/a b.toml">
      <system-err>variables/a b.toml:2:1: warning team/a,b:c: &lt;b&gt;&amp;&quot;quoted&quot;&lt;/b&gt; \\u001b[2J ]]&gt;</system-err>
    </testcase>
    <testcase classname="rototo" name="variables/limits.toml">
      <failure type="rototo/variable-unknown-value" message="rule references unknown value: 100%, a:b">variables/limits.toml:3:9: error rototo/variable-unknown-value: rule references unknown value: 100%, a:b
  help: Declare it.\\nOr not.</failure>
    </testcase>
  </testsuite>
</testsuites>
`);
});
