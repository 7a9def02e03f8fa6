/** Codes of the original whose mistake has several codes here, or one that cannot be told from the name. */
const RENAMED: Readonly<Record<string, readonly string[]>> = {
  "workspace-toml-file-parse-failed": [
    "workspace-manifest-parse-failed",
    "qualifier-parse-failed",
    "variable-parse-failed",
    "value-parse-failed",
    "catalog-parse-failed",
    "catalog-entry-parse-failed",
  ],
  "workspace-toml-file-invalid": [
    "workspace-manifest-schema-failed",
    "qualifier-shape",
    "variable-shape",
    "catalog-shape",
  ],
  "json-schema-file-parse-failed": ["schema-parse-failed"],
  "json-schema-file-invalid": ["schema-invalid"],
  "custom-lint-failed": ["variable-custom-lint-failed", "custom-lint-error"],
  "custom-lint-registration-invalid": ["custom-lint-unreferenced", "custom-lint-error"],
  "variable-reference-cycle": ["qualifier-cycle"],
  "variable-rule-unknown-variable": ["variable-rule-unknown-qualifier"],
  "variable-env-unknown-environment": ["variable-env-unknown"],
  "catalog-schema-invalid": ["catalog-schema-ref", "schema-invalid"],
};

/** Beginnings of codes that the original once used for what has another name now. */
const PREFIXES: readonly (readonly [old: string, now: string])[] = [
  ["resource-object-", "catalog-entry-"],
  ["resource-", "catalog-"],
  ["package-", "workspace-"],
];

/**
 * What the original's code `name` is called here, without authority: one code or several,
 * or none for what is no code of it.
 *
 * @param known Every code there is.
 */
export function renamedCodes(name: string, known: ReadonlySet<string>): readonly string[] {
  const flat = name.replaceAll("/", "-");
  const candidates = [
    flat,
    ...PREFIXES.filter(([old]) => flat.startsWith(old)).map(([old, now]) => now + flat.slice(old.length)),
  ];
  return candidates.flatMap((candidate) => RENAMED[candidate] ?? [candidate]).filter((code) => known.has(code));
}
