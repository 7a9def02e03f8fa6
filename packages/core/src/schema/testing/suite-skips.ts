/** Cases of the JSON Schema Test Suite that rototo does not pass. */
export interface SuiteSkip {
  /** Why: a decision of rototo's, or what cannot be done. */
  readonly reason: string;
  /** File under `tests/<draft>/`, such as `optional/content.json`. */
  readonly file: string;
  /** Engines it holds for; both when absent. */
  readonly engines?: readonly ("ajv" | "interpreter")[];
  /** Drafts it holds for; all when absent. */
  readonly drafts?: readonly string[];
  /** The group's description; all groups when absent. */
  readonly group?: string | RegExp;
  /** The test's description; all tests when absent. */
  readonly test?: string | RegExp;
  /** Whether the suite calls the value valid; both when absent. */
  readonly valid?: boolean;
}

const NO_FORMAT = "neither library implements this format, so it is an annotation";
const DYNAMIC_REFERENCE = "no library follows $dynamicRef reliably, so it is refused where it stands";
const UNEVALUATED = "Ajv loses track of what was evaluated";
const CUSTOM_META_SCHEMA =
  "$schema names a meta-schema of its own; rototo knows the published drafts only and refuses others";

/** Every case that these name must fail: one that passes has to leave the list. */
export const SUITE_SKIPS: readonly SuiteSkip[] = [
  {
    file: "format.json",
    group: /^(?!idn-|iri)/,
    test: /is only an annotation by default$/,
    reason: "rototo asserts the standard formats that its libraries know",
  },
  {
    file: "vocabulary.json",
    reason: CUSTOM_META_SCHEMA,
  },
  {
    file: "optional/format-assertion.json",
    reason: CUSTOM_META_SCHEMA,
  },
  {
    file: "optional/content.json",
    drafts: ["draft7"],
    test: /invalid (?:JSON document|base64 string)/,
    reason: "contentEncoding and contentMediaType are annotations, as they are in later drafts",
  },
  {
    file: "optional/zeroTerminatedFloats.json",
    drafts: ["draft4"],
    reason: "1.0 and 1 are the same number once JSON is parsed, and the same in every later draft",
  },
  ...["idn-hostname", "idn-email", "iri", "iri-reference"].map((format) => ({
    file: `optional/format/${format}.json`,
    valid: false,
    reason: NO_FORMAT,
  })),
  { file: "dynamicRef.json", group: /^(?!A \$ref to a )/, reason: DYNAMIC_REFERENCE },
  { file: "optional/dynamicRef.json", reason: DYNAMIC_REFERENCE },
  { file: "unevaluatedItems.json", group: "unevaluatedItems with $dynamicRef", reason: DYNAMIC_REFERENCE },
  { file: "unevaluatedProperties.json", group: "unevaluatedProperties with $dynamicRef", reason: DYNAMIC_REFERENCE },
  ...[
    { file: "defs.json", group: "validate definition against metaschema" },
    { file: "ref.json", group: "remote ref, containing refs itself" },
  ].map((cases) => ({
    ...cases,
    drafts: ["draft2020-12"],
    reason: "the meta-schema of 2020-12 is made of $dynamicRef, which is refused",
  })),
  {
    file: "optional/cross-draft.json",
    reason: "the libraries read all files of one schema as one draft, so a reference to another draft is refused",
  },
  {
    engines: ["ajv"],
    file: "multipleOf.json",
    test: /^(?:always )?invalid, but naive implementations may raise an overflow error$/,
    reason: "Ajv divides, and 1e308 / 0.123456789 overflows",
  },
  {
    engines: ["ajv"],
    file: "recursiveRef.json",
    group: "$recursiveRef with no $recursiveAnchor in the initial target schema resource",
    test: /recursion uses the inner schema$/,
    reason: "Ajv recurses to the outer schema",
  },
  {
    engines: ["ajv"],
    file: "unevaluatedItems.json",
    group: "unevaluatedItems with nested items",
    test: /^with (?:no|invalid) additional item/,
    reason: UNEVALUATED,
  },
  ...["unevaluatedItems", "unevaluatedProperties"].map((keyword) => ({
    engines: ["ajv"] as const,
    file: `${keyword}.json`,
    group: `${keyword} can see annotations from if without then and else`,
    valid: true,
    reason: UNEVALUATED,
  })),
  {
    engines: ["ajv"],
    file: "unevaluatedProperties.json",
    group: "unevaluatedProperties with if/then/else, then not defined",
    test: "when if is false and has unevaluated properties",
    reason: UNEVALUATED,
  },
  {
    engines: ["ajv"],
    file: "unevaluatedItems.json",
    drafts: ["draft2020-12"],
    test: /^contains passes, second item is not evaluated$|^7 not evaluated|^only (?:b's|c's|b's and c's|a's and c's) are invalid$/,
    reason: "Ajv takes every item for evaluated once contains matches one",
  },
  {
    engines: ["ajv"],
    file: "optional/format/email.json",
    drafts: ["draft2020-12"],
    test: /^a quoted string|address-literal after the @ is valid$/,
    reason: "ajv-formats knows neither quoted local parts nor address literals",
  },
  {
    engines: ["ajv"],
    file: "optional/format/ecmascript-regex.json",
    drafts: ["draft2020-12"],
    test: "when used as a pattern",
    group: "\\a is not an ECMA 262 control escape",
    reason: "ajv-formats reads the format regex without the u flag",
  },
  {
    engines: ["interpreter"],
    file: "optional/format/ipv4.json",
    test: "invalid leading zeroes, as they are treated as octals",
    reason: "the library allows leading zeroes",
  },
  {
    engines: ["interpreter"],
    file: "optional/refOfUnknownKeyword.json",
    group: "reference internals of known non-applicator",
    reason: "the library does not know schemas inside data",
  },
];
