/**
 * The exported name of a rule: its code in camel case.
 *
 * @param {string} code
 */
export function ruleName(code) {
  return code.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
}

/**
 * The file of a new rule, whose example the check does not yet report: so its test fails until it is written.
 *
 * @param {{ entity: string, code: string, stage: string, severity: string }} rule
 */
export function renderRuleFile({ entity, code, stage, severity }) {
  return `import { defineRule } from "../../rule.js";

export const ${ruleName(code)} = defineRule({
  code: "${code}",
  entity: "${entity}",
  stage: "${stage}",
  severity: "${severity}",
  title: "",
  help: "",
  why: "",
  examples: {
    reported: {},
    accepted: {},
  },
  *check(${entity}) {},
});
`;
}

/**
 * The catalog of rules with one more, imports in the order of their paths, the list in code order.
 *
 * @param {string} source The text of `rules/index.ts`.
 * @param {string} entity
 * @param {string} code
 */
export function addToCatalog(source, entity, code) {
  const pattern = /^import \{ (\w+) \} from "\.\/([\w-]+)\/([\w-]+)\.js";\n/gm;
  const rules = [...source.matchAll(pattern)].map(([, name = "", folder = "", file = ""]) => ({ name, folder, file }));
  rules.push({ name: ruleName(code), folder: entity, file: code });
  const imports = rules
    .map(({ name, folder, file }) => ({ path: `./${folder}/${file}.js`, name }))
    .sort((left, right) => (left.path < right.path ? -1 : 1))
    .map(({ name, path }) => `import { ${name} } from "${path}";\n`)
    .join("");
  rules.sort((left, right) => (left.file < right.file ? -1 : 1));
  const list = /= \[[^\]]*\];/;
  const others = source.replaceAll(pattern, "");
  if (!list.test(others)) throw new Error("The catalog has no list of rules to add to.");
  const header = others.replace(list, () => `= [${rules.map(({ name }) => name).join(", ")}];`);
  return header.replace(/^(import type [^\n]*\n)?/, (first) => first + imports);
}
