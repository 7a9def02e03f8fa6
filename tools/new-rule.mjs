import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addToCatalog, renderRuleFile, ruleName } from "./rule-scaffold.mjs";
import { root, runCommand } from "./run-command.mjs";

/**
 * `npm run new-rule -- ENTITY CODE [STAGE] [SEVERITY]`: writes the file of a new
 * lint rule and names it in the catalog. Its tests fail until wording, examples
 * and check are written.
 */
const folder = "packages/core/src/lint";
const entities = ["workspace", "manifest", "qualifier", "variable", "catalog", "schema", "fixture"];
const stages = ["document", "shape", "reference", "value", "advice"];
const severities = ["error", "warning"];

const [entity = "", code = "", stage = "reference", severity = "error"] = process.argv.slice(2);
const file = `${folder}/rules/${entity}/${code}.ts`;
const problem = findProblem();
if (problem !== undefined) {
  console.error(`${problem}\nUsage: npm run new-rule -- ENTITY CODE [STAGE] [SEVERITY]`);
  process.exit(1);
}

const catalog = `${folder}/rules/index.ts`;
mkdirSync(dirname(join(root, file)), { recursive: true });
writeFileSync(join(root, file), renderRuleFile({ entity, code, stage, severity }));
writeFileSync(join(root, catalog), addToCatalog(readFileSync(join(root, catalog), "utf8"), entity, code));
await runCommand(["prettier", "--write", "--log-level=warn", file, catalog]);
console.log(`${file}\n  holds ${ruleName(code)}: write its wording, its examples and its check.`);
console.log(`${catalog}\n  names it. Then: npx vitest run ${folder}/rules && npm run docs`);

function findProblem() {
  if (!entities.includes(entity)) return `ENTITY is one of ${entities.join(", ")}.`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(code)) return "CODE is words in kebab-case, without rototo/ in front.";
  if (!stages.includes(stage)) return `STAGE is one of ${stages.join(", ")}.`;
  if (!severities.includes(severity)) return `SEVERITY is one of ${severities.join(", ")}.`;
  if (existsSync(join(root, file))) return `${file} exists already.`;
  return undefined;
}
