import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileWorkspace } from "../compile/compile-workspace.js";
import type { CompiledBranch, CompiledWorkspace } from "../compile/compiled-workspace.js";
import { createDocuments } from "../documents/documents.js";
import { RototoError } from "../errors/rototo-error.js";
import { bucketOf, positionOf } from "../operators/bucketing.js";
import { OPERATORS, type Actual, type Comparison } from "../operators/operators.js";
import type { JsonObject, JsonValue } from "../json/json-value.js";
import { lintWorkspace } from "../lint/lint-workspace.js";
import { readWorkspace } from "../read-workspace.js";
import { link } from "../resolve/link.js";
import { ajvEngine } from "../schema/ajv/index.js";
import { arbitraryContext, arbitraryWorkspace, writeWorkspace } from "../testing/arbitrary-workspace.js";
import { readSnapshot } from "./read-snapshot.js";

const NOW = Date.UTC(2026, 4, 29);
const options = { schemaEngine: ajvEngine };

const workspaces: fc.Arbitrary<CompiledWorkspace> = arbitraryWorkspace.map((sketch) => {
  const files = {
    ...writeWorkspace(sketch, "flat"),
    "schemas/context.schema.json":
      '{ "type": "object", "properties": { "a": true, "b": true, "account": true, "constructor": true } }',
    "schemas/entry.json": '{ "type": "object" }',
    "catalogs/c.toml": 'schema_version = 1\nschema = "../schemas/entry.json"\n',
    "catalogs/c-entries/one.toml": "size = 1\n",
    "catalogs/c-entries/two.toml": "size = 2\n",
    "variables/w.toml":
      'schema_version = 1\ntype = "catalog:c"\nresolve.default = "one"\nresolve.rule = [{ qualifier = "q0", value = "two" }]\n',
  };
  const { accepted, diagnostics } = lintWorkspace(readWorkspace(createDocuments(files)), options);
  if (accepted === undefined) throw new Error(JSON.stringify(diagnostics));
  return compileWorkspace(accepted);
});

type Step = string | number;
type Node = Record<Step, unknown>;

/** The parents of all parts of `whole`, each with the step to the part. */
function placesIn(whole: unknown): { readonly parent: Node; readonly step: Step }[] {
  if (typeof whole !== "object" || whole === null) return [];
  return Object.entries(whole).flatMap(([key, part]) => [
    { parent: whole as Node, step: Array.isArray(whole) ? Number(key) : key },
    ...placesIn(part),
  ]);
}

const others: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e5,
    "",
    "a",
    "q0",
    "qualifier.q0",
    "_",
    "env",
    "resolve",
    "catalog",
  ),
  fc.constantFrom<unknown>(
    [],
    {},
    [1],
    ["a"],
    [[]],
    [null],
    [0, 10_001],
    { id: "q0" },
    { name: "prod" },
    { branch: {} },
  ),
);

type Mutation = (whole: CompiledWorkspace, pick: () => { readonly parent: Node; readonly step: Step }) => void;

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.constant<Mutation>((_, pick) => {
    const { parent, step } = pick();
    if (Array.isArray(parent)) parent.splice(Number(step), 1);
    else Reflect.deleteProperty(parent, step);
  }),
  fc.constant<Mutation>((_, pick) => {
    const { parent, step } = pick();
    if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(step)]));
    else parent[`${step}2`] = structuredClone(parent[step]);
  }),
  others.map((other): Mutation => (_, pick) => {
    const { parent, step } = pick();
    parent[step] = structuredClone(other);
  }),
  fc.constant<Mutation>((_, pick) => {
    const [one, two] = [pick(), pick()];
    const [first, second] = [structuredClone(one.parent[one.step]), structuredClone(two.parent[two.step])];
    one.parent[one.step] = second;
    two.parent[two.step] = first;
  }),
);

/** The snapshot of `body`, whatever that is, under its true hash; `undefined` when it is refused. */
function readForged(body: unknown): CompiledWorkspace | undefined {
  const sha256 = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  const head = { format: "rototo-snapshot", format_version: "1.0", source: "./config", fingerprint: "git:0123" };
  const text = JSON.stringify({ ...head, content_hash: `sha256:${sha256}`, workspace: body });
  try {
    return readSnapshot(text).verify(sha256).workspace;
  } catch (error) {
    if (error instanceof RototoError && error.code === "snapshot-invalid") return undefined;
    throw error;
  }
}

/** What `workspace` says about the qualifier `id`, word by word. */
function qualifierIn(
  workspace: CompiledWorkspace,
  id: string,
  environment: string | undefined,
  context: JsonObject,
  waiting: readonly string[] = [],
): boolean {
  if (waiting.includes(id)) throw new RototoError("workspace-invalid", "a circle");
  const [qualifier, ...same] = workspace.qualifiers.filter((one) => one.id === id);
  if (qualifier === undefined || same.length > 0) throw new Error("not one qualifier");
  const holds = (predicate: (typeof qualifier.predicates)[number]): boolean => {
    const { attribute } = predicate;
    let actual: Actual;
    if (attribute.startsWith("qualifier."))
      actual = qualifierIn(workspace, attribute.slice(10), environment, context, [...waiting, id]);
    else if (attribute === "rototo.now") actual = new Date(NOW).toISOString();
    else if (attribute === "rototo.environment") {
      if (environment === undefined) throw new RototoError("environment-required", "none");
      actual = environment;
    } else {
      actual = attribute.split(".").reduce<Actual>((value, key) => {
        const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
        return isObject && Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined;
      }, context);
    }
    if ("salt" in predicate) {
      if (actual === undefined || typeof actual === "object") return false;
      const measured = (predicate.op === "bucket" ? bucketOf : positionOf)(`${predicate.salt}:${actual}`);
      return predicate.range[0] <= measured && measured < predicate.range[1];
    }
    const { holds, bind }: Comparison = OPERATORS[predicate.op];
    return holds(actual, (bind ? bind(predicate.value) : predicate.value) as never);
  };
  return qualifier.match === "any" ? qualifier.predicates.some(holds) : qualifier.predicates.every(holds);
}

/** What `workspace` says about a variable: the value key and the value. */
function variableIn(workspace: CompiledWorkspace, id: string, environment: string | undefined, context: JsonObject) {
  const [variable, ...same] = workspace.variables.filter((one) => one.id === id);
  if (variable === undefined || same.length > 0) throw new Error("not one variable");
  const { selection, type, values } = variable;
  const branch: CompiledBranch =
    "branch" in selection
      ? selection.branch
      : (selection.environments.find(({ name }) => name === environment)?.branch ?? selection.fallback);
  const rule = branch.rules.find(({ qualifier }) => qualifierIn(workspace, qualifier, environment, context));
  const key = rule?.valueKey ?? branch.defaultKey;
  const catalog = workspace.catalogs.filter(({ id: name }) => type.kind === "catalog" && name === type.catalog);
  const [value, ...more] = (type.kind === "catalog" ? (catalog[0]?.entries ?? []) : values).filter(
    (one) => one.key === key,
  );
  if (value === undefined || more.length > 0) throw new Error("not one value");
  return [key, value.value];
}

/** An answer, or the code of the error; any other error passes through. */
function outcome(ask: () => JsonValue | readonly unknown[]): unknown {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RototoError) return error.code;
    throw error;
  }
}

/** One comparison by `expect`, which takes longer than the answers, only where something differs. */
function expectAll(said: unknown, asks: readonly (() => JsonValue | readonly unknown[])[]): void {
  const answers = asks.map(outcome);
  if (!answers.every((answer) => isDeepStrictEqual(answer, said))) expect(answers).toEqual(asks.map(() => said));
}

describe("a mutated snapshot under its true hash", () => {
  it("is refused, or answers as it says: never another error, never another answer", () => {
    let taken = 0;
    let refused = 0;
    fc.assert(
      fc.property(
        workspaces,
        // To lint and compile a workspace takes longer than all that is asked of its mutations.
        fc.array(fc.array(mutation, { minLength: 1, maxLength: 3 }), { minLength: 10, maxLength: 10 }),
        fc.infiniteStream(fc.nat()),
        fc.array(arbitraryContext, { minLength: 1, maxLength: 3 }),
        (original, bodies, numbers, contexts) => {
          for (const mutations of bodies) {
            const body = structuredClone(original);
            for (const mutate of mutations) {
              const places = placesIn(body);
              if (places.length === 0) continue;
              mutate(body, () => places[Number(numbers.next().value) % places.length] as (typeof places)[number]);
            }
            const workspace = readForged(body);
            if (workspace === undefined) {
              refused += 1;
              continue;
            }
            taken += 1;
            const resolver = link(workspace, options);
            const given = { now: NOW, validateContext: false };
            for (const environment of workspace.environments ?? [undefined]) {
              for (const context of contexts) {
                const data = JSON.parse(JSON.stringify(context)) as JsonObject;
                const scope = resolver.scope(environment, data, given);
                for (const id of resolver.qualifierIds) {
                  const said = outcome(() => qualifierIn(workspace, id, environment, data));
                  expectAll(said, [
                    () => scope.resolveQualifier(id).value,
                    () => resolver.resolveQualifier(id, data, { ...given, environment }).value,
                    () => scope.traceQualifier(id).resolution.value,
                  ]);
                }
                for (const id of resolver.variableIds) {
                  const said = outcome(() => variableIn(workspace, id, environment, data));
                  const answer = ({ valueKey, value }: { valueKey: string; value: JsonValue }) => [valueKey, value];
                  expectAll(said, [
                    () => answer(scope.resolveVariable(id)),
                    () => answer(resolver.resolveVariable(id, environment, data, given)),
                    () => answer(scope.traceVariable(id).resolution),
                  ]);
                }
              }
            }
            // The context schema, whatever has become of it, is answered by an engine, or refused.
            outcome(() => {
              const [environment] = workspace.environments ?? [undefined];
              return resolver.resolveQualifier(resolver.qualifierIds[0] ?? "", {}, { now: NOW, environment }).value;
            });
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(taken).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
  });

  it.each<[string, (workspace: CompiledWorkspace) => unknown]>([
    ["a qualifier twice", (one) => ({ ...one, qualifiers: [...one.qualifiers, ...one.qualifiers] })],
    ["a variable twice", (one) => ({ ...one, variables: [...one.variables, ...one.variables] })],
    ["a catalog twice", (one) => ({ ...one, catalogs: [...one.catalogs, ...one.catalogs] })],
    ["a schema twice", (one) => ({ ...one, schemas: [...one.schemas, ...one.schemas] })],
    ["an environment twice", (one) => ({ ...one, environments: ["prod", "prod"] })],
    ["an environment that is no name", (one) => ({ ...one, environments: ["_"] })],
    ["environments as text", (one) => ({ ...one, environments: "prod" })],
    ["an id that is none", (one) => ({ ...one, catalogs: [{ id: "__proto__", entries: [] }] })],
    ["linted as text", (one) => ({ ...one, linted: "true" })],
    ["attributes to hide as text", (one) => ({ ...one, context: { ...one.context, redacted: "a" } })],
    ["a schema that is a number", (one) => ({ ...one, schemas: one.schemas.map(({ path }) => ({ path, schema: 1 })) })],
    ["a value nested too deep", (one) => withValue(one, JSON.parse("[".repeat(501) + "]".repeat(501)) as JsonValue)],
    ["the branches of environments as text", (one) => withSelection(one, (first) => ({ ...first, environments: "" }))],
    [
      "a branch of no environment",
      (one) => withSelection(one, (first) => ({ ...first, environments: [{ name: "other", branch: first.fallback }] })),
    ],
    ["both kinds of selection", (one) => withSelection(one, (first) => ({ ...first, branch: {} }))],
  ])("is refused for %s", (_, mutate) => {
    const [workspace] = fc.sample(
      workspaces.filter(({ environments, qualifiers }) => environments !== null && qualifiers.length > 0),
      { numRuns: 1, seed: 1 },
    );
    if (workspace === undefined) throw new Error("no sample");
    expect(readForged(workspace)).toEqual(workspace);
    expect(readForged(mutate(workspace))).toBeUndefined();
  });

  it.each<[string, JsonValue]>([
    ["in", "text"],
    ["not_in", null],
    ["gt", "1"],
    ["lte", null],
    ["starts_with", 1],
    ["ends_with", ["a", 1]],
    ["contains", ["a"]],
    ["exists", "true"],
    ["before", "yesterday"],
    ["after", 1],
    ["semver_eq", "1"],
    ["matches", "a"],
    ["bucket", 1],
  ])("is refused for %s with the value %j", (op, value) => {
    const [workspace] = fc.sample(workspaces, { numRuns: 1, seed: 1 });
    const predicates = [{ attribute: "a", op, value }];
    expect(readForged({ ...workspace, qualifiers: [{ id: "q0", match: "all", predicates }], variables: [] })).toBe(
      undefined,
    );
  });

  it.each([[[5, 1]], [[-1, 5]], [[0, 10_001]], [[0]], [[0, 1, 2]], [["0", "1"]], ["01"], [[0, null]]])(
    "is refused for a bucket of range %j",
    (range) => {
      const [workspace] = fc.sample(workspaces, { numRuns: 1, seed: 1 });
      const predicates = [{ attribute: "a", op: "bucket", salt: "s", range }];
      expect(readForged({ ...workspace, qualifiers: [{ id: "q0", match: "all", predicates }], variables: [] })).toBe(
        undefined,
      );
    },
  );
});

function withValue(workspace: CompiledWorkspace, value: JsonValue): CompiledWorkspace {
  const entries = [
    { key: "one", value },
    { key: "two", value },
  ];
  return { ...workspace, catalogs: [{ id: "c", entries }] };
}

type EnvSelection = Extract<CompiledWorkspace["variables"][number]["selection"], { readonly kind: "env" }>;

function withSelection(workspace: CompiledWorkspace, change: (selection: EnvSelection) => unknown): unknown {
  const fallback: CompiledBranch = { defaultKey: "one", rules: [] };
  const selection = change({ kind: "env", fallback, environments: [] });
  return { ...workspace, variables: workspace.variables.map((one) => (one.id === "w" ? { ...one, selection } : one)) };
}
