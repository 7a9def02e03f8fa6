import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { CompiledQualifier, CompiledWorkspace } from "../compile/compiled-workspace.js";
import { errorOf } from "../resolve/testing/error-of.js";
import { anyOf, branch, compiled, qualifier, variable, variableByEnvironment } from "../resolve/testing/compiled.js";
import { compilePattern } from "../pattern/compile-pattern.js";
import { prepareSnapshot } from "./prepare-snapshot.js";
import { readSnapshot, type Snapshot } from "./read-snapshot.js";

const workspace = compiled({
  environments: ["dev", "prod"],
  context: { schema: "schemas/context.schema.json", redacted: ["account.email"] },
  qualifiers: [
    qualifier("large", { attribute: "account.seats", op: "gte", value: 100 }),
    anyOf(
      "lucky",
      { attribute: "qualifier.large", op: "eq", value: true },
      { attribute: "account.id", op: "rollout", salt: "s", range: [0, 12.5] },
      { attribute: "account.id", op: "bucket", salt: "s", range: [0, 100] },
    ),
  ],
  catalogs: [{ id: "plans", entries: [{ key: "a", value: { ["__proto__"]: 1, 2: null } }] }],
  variables: [
    variable("limits", "standard", "large -> big"),
    variableByEnvironment("model", branch("small", "lucky -> large"), { prod: branch("large") }),
    { ...variable("plan", "a"), type: { kind: "catalog", catalog: "plans", schema: "schemas/p.json" }, values: [] },
  ],
  schemas: [{ path: "schemas/context.schema.json", schema: { type: "object" } }],
});

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function write(given: CompiledWorkspace): string {
  const { content, write } = prepareSnapshot({ source: "./config", fingerprint: "git:0123", workspace: given });
  return write(sha256(content));
}

function read(text: string): Snapshot {
  const unverified = readSnapshot(text);
  return unverified.verify(sha256(unverified.content));
}

/** A snapshot of `body`, whatever that is, under its true hash. */
function forge(body: unknown, head: Readonly<Record<string, unknown>> = {}): string {
  const content_hash = `sha256:${sha256(JSON.stringify(body))}`;
  const usual = { format: "rototo-snapshot", format_version: "1.0", source: "./config", fingerprint: "git:0123" };
  return JSON.stringify({ ...usual, content_hash, ...head, workspace: body });
}

/** The message of the one error that reading `text` must end in. */
function refusalOf(text: string): string {
  const error = errorOf(() => read(text));
  expect(error.code).toBe("snapshot-invalid");
  expect(error.message).toMatch(/^the snapshot cannot be read: /);
  return error.message;
}

describe("a snapshot", () => {
  it("is one compact line with its members in order", () => {
    const text = write(compiled());
    const body = JSON.stringify(compiled());
    expect(text).toBe(
      `{"format":"rototo-snapshot","format_version":"1.0","source":"./config","fingerprint":"git:0123",` +
        `"content_hash":"sha256:${sha256(body)}","workspace":${body}}\n`,
    );
  });

  it("names the lowest version that has what is in it", () => {
    const versionOf = (text: string) => (JSON.parse(text) as { format_version: unknown }).format_version;
    const compilation = compilePattern("a");
    if (!compilation.ok) throw new Error("has no automaton");
    const patterns = [{ source: "a", automaton: compilation.automaton }];
    expect(versionOf(write(compiled()))).toBe("1.0");
    expect(versionOf(write({ ...compiled(), patterns }))).toBe("1.1");
  });

  it("gives back what was written", () => {
    const { source, fingerprint, contentHash, workspace: kept } = read(write(workspace));
    expect({ source, fingerprint }).toEqual({ source: "./config", fingerprint: "git:0123" });
    expect(contentHash).toBe(`sha256:${sha256(JSON.stringify(workspace))}`);
    expect(JSON.stringify(kept)).toBe(JSON.stringify(workspace));
    expect(Object.keys(kept.catalogs[0]?.entries[0]?.value ?? {})).toEqual(["2", "__proto__"]);
  });

  it("may be spaced out by a formatter", () => {
    const text = write(workspace);
    expect(read(JSON.stringify(JSON.parse(text), null, 2))).toEqual(read(text));
  });

  it("gives its workspace to nobody who has not checked its hash", () => {
    // @ts-expect-error An unverified snapshot has no workspace.
    expect(readSnapshot(write(workspace)).workspace).toBeUndefined();
  });

  it("of a workspace that lint has not accepted is not written", () => {
    const unlinted = { ...workspace, linted: false };
    const parts = { source: "./config", fingerprint: "git:0123", workspace: unlinted };
    expect(errorOf(() => prepareSnapshot(parts)).code).toBe("workspace-invalid");
    expect(refusalOf(forge(unlinted))).toContain("lint-clean");
  });

  it("of values too deep for JSON text is not written and not read", () => {
    const deep = compiled({ catalogs: [{ id: "c", entries: [{ key: "k", value: nested(20_000) }] }] });
    const parts = { source: "./config", fingerprint: "git:0123", workspace: deep };
    expect(errorOf(() => prepareSnapshot(parts))).toMatchObject({ code: "workspace-invalid" });
    refusalOf(
      `{"format":"rototo-snapshot","format_version":"1.0","workspace":${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
    );
  });
});

describe("a snapshot that is not whole", () => {
  it("is refused wherever it is cut off", () => {
    const text = write(workspace).trimEnd();
    for (let length = 0; length < text.length; length += 1) {
      expect(refusalOf(text.slice(0, length))).toMatch(/damaged, cut off or not JSON.*`rototo build`/);
    }
  });

  it("is refused whichever character of it changes", () => {
    const text = write(workspace).trimEnd();
    const body = text.indexOf(`"workspace":`) + `"workspace":`.length;
    for (let index = body; index < text.length; index += 1) {
      for (const character of [" ", "0", "x", '"']) {
        const damaged = text.slice(0, index) + character + text.slice(index + 1);
        if (sameJson(damaged, text)) continue;
        refusalOf(damaged);
      }
    }
  });

  it("is refused for another hash, with a way out", () => {
    const text = write(workspace).replace('"big"', '"huge"');
    expect(refusalOf(text)).toMatch(/does not have the hash that it states: .*`rototo build`/);
    expect(refusalOf(forge(workspace, { content_hash: undefined }))).toContain("hash");
  });
});

describe("a foreign file", () => {
  it.each([
    "null",
    "1",
    "[]",
    "{}",
    '"text"',
    '{"format":"other","format_version":"1.0"}',
    '{"format":"rototo-snapshot"}',
  ])("is refused: %s", (text) => {
    expect(refusalOf(text)).toMatch(/not a rototo snapshot: name a file that `rototo build` wrote/);
  });

  it.each(["", "<html></html>", "schema_version = 1\n", "\0"])("that is not JSON is refused: %j", (text) => {
    expect(refusalOf(text)).toContain("not JSON");
  });

  it("is not quoted", () => {
    const error = errorOf(() => read("password=hunter2"));
    expect(error.message + String(error.cause)).not.toContain("hunter2");
  });
});

describe("another version of the format", () => {
  it("is refused when its major is newer, which says both", () => {
    const message = refusalOf(forge({ anything: "else" }, { format_version: "2.1" }));
    expect(message).toContain("a newer rototo wrote format 2.x, and this one reads 1.x");
    expect(message).toContain("update rototo");
  });

  it("is read when its minor is newer, with members that nobody here knows", () => {
    const newer = { ...workspace, notes: [1], variables: workspace.variables.map((one) => ({ ...one, note: {} })) };
    expect(read(forge(newer, { format_version: "1.27", signature: "s" })).workspace).toEqual(newer);
  });

  it.each(["0.9", "", "x", 1, null])("is no version at all: %j", (format_version) => {
    expect(refusalOf(forge(workspace, { format_version }))).toContain("not a rototo snapshot");
  });
});

describe("a body under its true hash", () => {
  it("of another shape is refused", () => {
    for (const body of [null, 1, [], {}, "text", [workspace], { ...workspace, variables: {} }]) refusalOf(forge(body));
  });

  it("is refused where qualifiers need each other, or one itself", () => {
    const reading = (id: string, other: string) =>
      qualifier(id, { attribute: `qualifier.${other}`, op: "eq", value: true });
    const withQualifiers = (...more: CompiledQualifier[]) =>
      forge({ ...workspace, qualifiers: [...workspace.qualifiers, ...more] });
    refusalOf(withQualifiers(reading("q1", "q1")));
    refusalOf(withQualifiers(reading("q1", "q2"), reading("q2", "q3"), reading("q3", "q1")));
    const chain = withQualifiers(reading("q1", "q2"), reading("q2", "q3"), reading("q3", "lucky"));
    expect(read(chain).workspace.qualifiers).toHaveLength(workspace.qualifiers.length + 3);
  });

  it("is refused for any part that is missing or of another kind", () => {
    const paths = partsOf(workspace);
    expect(paths.length).toBeGreaterThan(100);
    for (const path of paths) {
      for (const other of [undefined, {}, false]) refusalOf(forge(replaced(workspace, path, other)));
    }
  });

  it.each([
    [
      "a qualifier that a rule names",
      { qualifiers: [qualifier("lucky", { attribute: "a", op: "exists", value: true })] },
    ],
    ["a qualifier that a predicate names", { qualifiers: workspace.qualifiers.slice(1), variables: [] }],
    ["a catalog", { catalogs: [] }],
    ["an entry", { catalogs: [{ id: "plans", entries: [] }] }],
    ["a value", { variables: [{ ...variable("limits", "standard"), values: [] }] }],
    [
      "a rule's value",
      { variables: [{ ...variable("limits", "a", "large -> b"), values: [{ key: "a", value: "a" }] }] },
    ],
    ["the context schema", { schemas: [] }],
    [
      "an operator",
      { qualifiers: [...workspace.qualifiers, qualifier("q", { attribute: "a", op: "matches" as "eq", value: 1 })] },
    ],
  ])("that lacks %s is refused", (_, parts) => {
    refusalOf(forge({ ...workspace, ...parts }));
  });

  it("is refused when it is missing, or nests too deep for text", () => {
    const head = '{"format":"rototo-snapshot","format_version":"1.0"';
    refusalOf(`${head}}`);
    refusalOf(`${head}, "workspace": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`);
  });

  it("is read with the automata of its patterns or without any, and refused for what is no list of them", () => {
    const compilation = compilePattern("^[a-z]+(-[a-z]+)*$");
    const patterns = [{ source: "^[a-z]+(-[a-z]+)*$", automaton: compilation.ok && compilation.automaton }];
    const carrying = { ...workspace, patterns };
    expect(read(forge(carrying)).workspace).toEqual(carrying);
    expect(read(forge(workspace)).workspace.patterns).toBeUndefined();
    for (const other of [{}, 1, "text", [null]]) refusalOf(forge({ ...workspace, patterns: other }));
  });

  it("is refused without its source or fingerprint", () => {
    refusalOf(forge(workspace, { source: 1 }));
    refusalOf(forge(workspace, { fingerprint: undefined }));
  });
});

function nested(depth: number): [] {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = [value];
  return value as [];
}

function sameJson(left: string, right: string): boolean {
  try {
    return JSON.stringify(JSON.parse(left)) === JSON.stringify(JSON.parse(right));
  } catch {
    return false;
  }
}

type Path = readonly (string | number)[];

/** Where a compiled workspace has a part that is not free JSON: an item of a list stands for the others. */
function partsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
    const at = [...path, key];
    return key === "value" || (key === "schema" && typeof part === "object") ? [] : [at, ...partsOf(part, at)];
  });
}

function replaced(whole: unknown, path: Path, part: unknown): unknown {
  const copy = structuredClone(whole) as Record<string, unknown>;
  let parent = copy;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  parent[String(path.at(-1))] = part;
  return copy;
}
