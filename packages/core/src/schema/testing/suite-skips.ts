/** Cases of the JSON Schema Test Suite that rototo does not pass. */
export interface SuiteSkip {
  /** Why: a decision of rototo's, or what cannot be done. */
  readonly reason: string;
  /** File under `tests/<draft>/`, such as `optional/content.json`. */
  readonly file: string;
  /** Drafts it holds for; all when absent. */
  readonly drafts?: readonly string[];
  /** The group's description; all groups when absent. */
  readonly group?: string | RegExp;
  /** The test's description; all tests when absent. */
  readonly test?: string | RegExp;
  /** Whether the suite calls the value valid; both when absent. */
  readonly valid?: boolean;
}

const DYNAMIC_REFERENCE = "$dynamicRef is refused where it stands";
const CUSTOM_META_SCHEMA =
  "$schema names a meta-schema of its own; rototo knows the published drafts only and refuses others";

/** Every case that these name must fail: one that passes has to leave the list. */
export const SUITE_SKIPS: readonly SuiteSkip[] = [
  {
    file: "format.json",
    group: /^(?!idn-hostname)/,
    test: /is only an annotation by default$/,
    reason: "rototo asserts the formats of the drafts",
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
  {
    file: "optional/format/idn-hostname.json",
    valid: false,
    reason: "idn-hostname is an annotation: its rules are tables of Unicode, too large for the edge",
  },
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
    reason: "all files of one schema are of one draft, so a reference to another draft is refused",
  },
];
