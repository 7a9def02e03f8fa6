import fc from "fast-check";

/** A workspace as data, to be written in either spelling. Always lint clean but for advice. */
export interface WorkspaceSketch {
  readonly environments: readonly string[];
  readonly qualifiers: readonly QualifierSketch[];
  readonly variables: readonly VariableSketch[];
}

interface QualifierSketch {
  readonly id: string;
  readonly match: "all" | "any";
  /** Each line after `[[predicate]]`. */
  readonly predicates: readonly string[];
}

interface VariableSketch {
  readonly id: string;
  readonly values: readonly number[];
  readonly external: readonly boolean[];
  /** By environment name, `_` first; or of `[resolve]` alone. */
  readonly branches: readonly BranchSketch[];
  readonly perEnvironment: boolean;
}

interface BranchSketch {
  readonly name: string;
  readonly selected: number;
  readonly rules: readonly { readonly qualifier: number; readonly value: number }[];
}

const COMPARISONS = [
  'op = "eq"\nvalue = "a"',
  'op = "neq"\nvalue = 1',
  'op = "in"\nvalue = [1, "a", true]',
  'op = "not_in"\nvalue = ["b"]',
  'op = "gte"\nvalue = 1',
  'op = "lt"\nvalue = 1.5',
  'op = "contains"\nvalue = "a"',
  'op = "starts_with"\nvalue = ["a", "b"]',
  'op = "exists"\nvalue = false',
  'op = "exists"\nvalue = true',
  'op = "before"\nvalue = 2026-06-01T00:00:00Z',
  'op = "semver_gt"\nvalue = "1.0.0"',
  'op = "bucket"\nsalt = "s"\nrange = [0, 5000]',
  'op = "rollout"\nsalt = "r"\npercent = 37.5',
];

const ATTRIBUTES = [
  "a",
  "b",
  "account.plan",
  "account.seats",
  "account",
  "constructor",
  "rototo.environment",
  "rototo.now",
];

/** Up to six qualifiers, which may use earlier ones, and up to four variables. */
export const arbitraryWorkspace: fc.Arbitrary<WorkspaceSketch> = fc
  .record({
    environments: fc.uniqueArray(fc.constantFrom("dev", "stage", "prod"), { maxLength: 3 }),
    qualifierCount: fc.integer({ min: 1, max: 6 }),
  })
  .chain(({ environments, qualifierCount }) =>
    fc.record({
      environments: fc.constant(environments),
      qualifiers: fc.tuple(
        ...Array.from({ length: qualifierCount }, (_, index) => arbitraryQualifier(index, environments)),
      ),
      variables: fc
        .integer({ min: 1, max: 4 })
        .chain((count) =>
          fc.tuple(
            ...Array.from({ length: count }, (_, index) => arbitraryVariable(index, environments, qualifierCount)),
          ),
        ),
    }),
  );

/** Contexts that the predicates of {@link arbitraryWorkspace} can tell apart, among any others. */
export const arbitraryContext: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.record(
    {
      a: fc.constantFrom("a", "b", 1, 2, true, null, "1.2.3", "2026-01-01T00:00:00Z"),
      b: fc.constantFrom("a", ["a"], { c: 1 }, 0),
      account: fc.record(
        { plan: fc.constantFrom("a", "b", "c"), seats: fc.integer({ min: 0, max: 3 }) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  ),
  fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<Record<string, unknown>>,
);

function arbitraryQualifier(index: number, environments: readonly string[]): fc.Arbitrary<QualifierSketch> {
  // Without environments lint refuses a predicate on one.
  const attributes = ATTRIBUTES.filter((name) => name !== "rototo.environment" || environments.length > 0);
  const comparison = fc
    .tuple(fc.constantFrom(...attributes), fc.constantFrom(...COMPARISONS))
    .map(([attribute, rest]) => `attribute = "${attribute}"\n${rest}`);
  const nested = fc
    .tuple(fc.integer({ min: 0, max: Math.max(0, index - 1) }), fc.boolean())
    .map(([other, value]) => `attribute = "qualifier.q${other}"\nop = "eq"\nvalue = ${value}`);
  const predicate =
    index === 0 ? comparison : fc.oneof({ weight: 3, arbitrary: comparison }, { weight: 1, arbitrary: nested });
  return fc.record({
    id: fc.constant(`q${index}`),
    match: fc.constantFrom("all" as const, "any" as const),
    predicates: fc.uniqueArray(predicate, { minLength: 1, maxLength: 3 }),
  });
}

function arbitraryVariable(
  index: number,
  environments: readonly string[],
  qualifierCount: number,
): fc.Arbitrary<VariableSketch> {
  return fc.integer({ min: 1, max: 4 }).chain((valueCount) => {
    const key = fc.integer({ min: 0, max: valueCount - 1 });
    const rules = fc.array(fc.record({ qualifier: fc.integer({ min: 0, max: qualifierCount - 1 }), value: key }), {
      maxLength: 3,
    });
    const branch = (name: string): fc.Arbitrary<BranchSketch> =>
      fc.record({ name: fc.constant(name), selected: key, rules });
    const perEnvironment = fc.subarray([...environments]).chain((names) => fc.tuple(...["_", ...names].map(branch)));
    return fc.boolean().chain((hasEnvironments) =>
      fc.record({
        id: fc.constant(`v${index}`),
        values: fc.array(fc.integer(), { minLength: valueCount, maxLength: valueCount }),
        external: fc.array(fc.boolean(), { minLength: valueCount, maxLength: valueCount }),
        branches: hasEnvironments ? perEnvironment : fc.tuple(branch("resolve")),
        perEnvironment: fc.constant(hasEnvironments),
      }),
    );
  });
}

/** The files of a sketch, in one of the two spellings. */
export function writeWorkspace(sketch: WorkspaceSketch, spelling: "tabled" | "flat"): Record<string, string> {
  const environments =
    sketch.environments.length === 0 ? "" : `\n[environments]\nvalues = ${JSON.stringify(sketch.environments)}\n`;
  const files: Record<string, string> = { "rototo-workspace.toml": `schema_version = 1\n${environments}` };
  for (const qualifier of sketch.qualifiers)
    files[`qualifiers/${qualifier.id}.toml`] = writeQualifier(qualifier, spelling);
  for (const variable of sketch.variables) Object.assign(files, writeVariable(variable, spelling));
  return files;
}

function writeQualifier({ match, predicates }: QualifierSketch, spelling: "tabled" | "flat"): string {
  const [table, prefix] = spelling === "tabled" ? ["[qualifier]\n", "qualifier."] : ["", ""];
  return `schema_version = 1\n${table}match = "${match}"\n${predicates.map((lines) => `[[${prefix}predicate]]\n${lines}\n`).join("")}`;
}

function writeVariable(variable: VariableSketch, spelling: "tabled" | "flat"): Record<string, string> {
  const [table, prefix] = spelling === "tabled" ? ["[variable]\n", "variable."] : ["", ""];
  const files: Record<string, string> = {};
  let text = `schema_version = 1\n${table}type = "int"\n[${prefix}values]\n`;
  variable.values.forEach((value, index) => {
    if (variable.external[index] === true)
      files[`variables/${variable.id}-values/k${index}.toml`] = `value = ${value}\n`;
    else text += `k${index} = ${value}\n`;
  });
  for (const { name, selected, rules } of variable.branches) {
    const branch = variable.perEnvironment ? `${prefix}env.${name}` : `${prefix}resolve`;
    text += `[${branch}]\n${variable.perEnvironment ? "value" : "default"} = "k${selected}"\n`;
    for (const { qualifier, value } of rules)
      text += `[[${branch}.rule]]\nqualifier = "q${qualifier}"\nvalue = "k${value}"\n`;
  }
  return { ...files, [`variables/${variable.id}.toml`]: text };
}
