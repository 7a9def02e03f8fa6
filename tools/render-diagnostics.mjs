/** @import { ExampleFiles, Rule } from "../packages/core/src/lint/rule.js" */

const languages = { toml: "toml", json: "json", lua: "lua" };

/** The order in which a person meets the files of a workspace. */
const entities = ["workspace", "manifest", "qualifier", "variable", "catalog", "schema", "fixture"];

/**
 * The reference page of all diagnostics: an index by entity, then each rule with
 * why it exists, what to do, and an example reported and put right.
 *
 * @param {readonly Rule[]} rules
 * @returns {string} Markdown that ends in a line break.
 */
export function renderDiagnostics(rules) {
  const byEntity = entities
    .map((entity) => ({ entity, rules: rules.filter((rule) => rule.entity === entity).sort(inCodeOrder) }))
    .filter((group) => group.rules.length > 0);
  const homeless = rules.filter((rule) => !entities.includes(rule.entity));
  if (homeless.length > 0) throw new Error(`No section for ${homeless.map(({ entity }) => entity).join(", ")}.`);
  const lines = [
    "# Diagnostics",
    "",
    "<!-- Written by `npm run docs` from the rules in packages/core/src/lint/rules. Edit those, not this page. -->",
    "",
    "What `rototo workspace lint` can report. An error keeps a workspace from being loaded; a warning does not.",
    "`rototo diagnostics get CODE` shows the same text in a terminal.",
    "",
    ...byEntity.flatMap(renderIndex),
    ...byEntity.flatMap((group) => group.rules.flatMap(renderRule)),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** @param {{ entity: string, rules: readonly Rule[] }} group */
function renderIndex({ entity, rules }) {
  return [
    `**${entity[0]?.toUpperCase()}${entity.slice(1)}**`,
    "",
    "| Code | Severity | Reported when |",
    "| --- | --- | --- |",
    ...rules.map(({ code, severity, title }) => `| [\`rototo/${code}\`](#${code}) | ${severity} | ${title} |`),
    "",
  ];
}

/** @param {Rule} rule */
function renderRule({ code, severity, title, why, help, examples }) {
  // The heading leaves out `rototo/`, because renderers differ in the anchor that they make of a slash.
  return [
    `## ${code}`,
    "",
    `\`rototo/${code}\` (${severity}): ${title}.`,
    "",
    why,
    "",
    `**What to do:** ${help}`,
    "",
    ...renderExample("Reported", examples.reported),
    ...renderExample("Accepted", examples.accepted),
  ];
}

/** @param {string} heading @param {ExampleFiles | "no directory"} example */
function renderExample(heading, example) {
  if (example === "no directory") return [`${heading}: a directory that does not exist.`, ""];
  const files = Object.entries(example);
  const parts = files.map(([path, text]) => (text === null ? [`No \`${path}\`.`, ""] : renderFile(path, text)));
  if (parts.length === 0) return [`${heading}: a workspace with nothing but a manifest.`, ""];
  return [`${heading}:`, "", ...parts.flat()];
}

/** @param {string} path @param {string} marked */
function renderFile(path, marked) {
  const text = marked.replace("⟦", "").replace("⟧", "");
  const place = marked.includes("⟦") ? `, at ${positionOf(marked)}` : "";
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const language = languages[/** @type {keyof typeof languages} */ (extension)] ?? "";
  // A fence longer than any run of backticks inside keeps every example whole.
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  const shown = text === "" ? "(empty)" : text.replace(/\r?\n$/, "");
  return [`\`${path}\`${place}`, "", `${fence}${language}`, shown, fence, ""];
}

/** One-based line and column of the mark, as `rototo` prints them. @param {string} marked */
function positionOf(marked) {
  const before = marked.slice(0, marked.indexOf("⟦")).split("\n");
  return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
}

/** @param {Rule} left @param {Rule} right */
function inCodeOrder(left, right) {
  return left.code < right.code ? -1 : 1;
}
