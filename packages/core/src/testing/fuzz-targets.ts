import { createHash } from "node:crypto";
import { compileWorkspace } from "../compile/compile-workspace.js";
import { createDocuments } from "../documents/documents.js";
import { RototoError } from "../errors/rototo-error.js";
import { acceptUnlinted } from "../lint/accepted-model.js";
import { lintWorkspace } from "../lint/lint-workspace.js";
import { parseJsonText } from "../parse/parse-json-text.js";
import { readWorkspace } from "../read-workspace.js";
import { linkUnlinted } from "../resolve/link-unlinted.js";
import { interpreterEngine } from "../schema/interpreter/index.js";
import { readSnapshot } from "../snapshot/read-snapshot.js";
import type { FuzzTarget } from "./test-fuzz-targets.js";

const options = { schemaEngine: interpreterEngine };
const NOW = Date.UTC(2026, 4, 29);

/** A workspace without mistakes, in which a target replaces one file. */
const FUZZ_FILES = {
  "rototo-workspace.toml": 'schema_version = 1\n\n[environments]\nvalues = ["dev", "prod"]\n',
  "qualifiers/large.toml": `schema_version = 1
match = "any"

[[predicate]]
attribute = "account.seats"
op = "gte"
value = 100

[[predicate]]
attribute = "account.id"
op = "rollout"
salt = "s"
percent = 12.5

[[predicate]]
attribute = "rototo.now"
op = "after"
value = 2026-01-01T00:00:00Z
`,
  "variables/limit.toml": `schema_version = 1
schema = "../schemas/limit.json"
values.small = { seats = [1, 2.5, 0x10], text = '''a''' }
values.large = { seats = [] }
env._.value = "small"
[[env.prod.rule]]
qualifier = "large"
value = "large"
[env.prod]
value = "small"
`,
  "schemas/limit.json": '{ "type": "object", "properties": { "seats": { "items": { "type": "number" } } } }',
  "schemas/context.schema.json":
    '{ "properties": { "account": { "properties": { "seats": { "type": "integer" }, "id": { "type": "string" } } } } }',
  "tests/a.json": '{ "account": { "seats": 5 } }',
  "tests/a.expected.json": '[{ "id": "limit", "environment": "prod", "value_key": "small" }]',
} as const;

/** By name: a target for each place where text comes in. It throws when it met anything but a finding or a `RototoError`. */
export const FUZZ_TARGETS: Readonly<Record<string, FuzzTarget>> = {
  ...Object.fromEntries(
    Object.entries(FUZZ_FILES).map(([path, seed]) => [
      path,
      { seed, run: (text: string) => lintAndResolve(path, text) },
    ]),
  ),
  context: { seed: '{ "account": { "seats": 500, "id": "a" } }', run: resolveInContext },
  snapshot: { seed: snapshotText(JSON.stringify(compiled())), run: readAndResolve },
  "snapshot under its true hash": {
    seed: JSON.stringify(compiled()),
    run: (body) => {
      readAndResolve(snapshotText(body));
    },
  },
};

function lintAndResolve(path: string, text: string): void {
  const model = readWorkspace(createDocuments({ ...FUZZ_FILES, [path]: text }));
  const { diagnostics } = lintWorkspace(model, options);
  for (const { range } of diagnostics) {
    if (range.start.line < 0 || range.start.character < 0) throw new Error("a range outside the text");
  }
  askEverything(compileWorkspace(acceptUnlinted(model)), { account: { seats: 500, id: "a" } });
}

function resolveInContext(text: string): void {
  const json = parseJsonText(text);
  askEverything(compiled(), json.ok ? json.value : text);
}

function readAndResolve(text: string): void {
  expectCoded(() => {
    const unverified = readSnapshot(text);
    askEverything(unverified.verify(sha256(unverified.content)).workspace, {});
  });
}

function askEverything(workspace: ReturnType<typeof compiled>, context: unknown): void {
  const resolver = linkUnlinted(workspace, options);
  for (const environment of [...(resolver.environments ?? []), undefined]) {
    expectCoded(() => resolver.scope(environment, context, { now: NOW }));
    for (const id of resolver.variableIds) {
      expectCoded(() => resolver.resolveVariable(id, environment, context, { now: NOW }));
      expectCoded(() => resolver.scope(environment, context).traceVariable(id));
    }
    for (const id of resolver.qualifierIds) {
      expectCoded(() => resolver.resolveQualifier(id, context, { environment, now: NOW }));
    }
  }
}

/** Anything but a RototoError passes through. */
function expectCoded(call: () => unknown): void {
  try {
    call();
  } catch (error) {
    if (!(error instanceof RototoError)) throw error;
  }
}

function compiled() {
  const { accepted, diagnostics } = lintWorkspace(readWorkspace(createDocuments(FUZZ_FILES)), options);
  if (accepted === undefined) throw new Error(JSON.stringify(diagnostics));
  return compileWorkspace(accepted);
}

function snapshotText(body: string): string {
  const head = { format: "rototo-snapshot", format_version: "1.0", source: "./config", fingerprint: "git:0123" };
  const text = JSON.stringify({ ...head, content_hash: `sha256:${sha256(body)}` });
  return `${text.slice(0, -1)},"workspace":${body}}\n`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
