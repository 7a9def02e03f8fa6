import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes a lint-clean workspace of `count` variables, a tenth as many qualifiers, and a context schema. */
export function writeWorkspace(directory, count) {
  for (const folder of ["qualifiers", "variables", "schemas"]) mkdirSync(join(directory, folder), { recursive: true });
  const write = (path, text) => writeFileSync(join(directory, path), text);
  write(
    "rototo-workspace.toml",
    'schema_version = 1\n\n[environments]\nvalues = ["dev", "stage", "prod"]\n\n[context]\nschema = "schemas/context.schema.json"\n',
  );
  write(
    "schemas/context.schema.json",
    JSON.stringify({
      type: "object",
      properties: {
        account: { type: "object", properties: { plan: { type: "string" }, seats: { type: "integer" } } },
      },
    }),
  );
  const qualifiers = Math.max(1, count / 10);
  for (let index = 0; index < qualifiers; index += 1) {
    write(
      `qualifiers/large-${index}.toml`,
      `schema_version = 1

[qualifier]
description = "Accounts with at least ${index} seats"

[[qualifier.predicate]]
attribute = "account.plan"
op = "eq"
value = "enterprise"

[[qualifier.predicate]]
attribute = "account.seats"
op = "gte"
value = ${index}
`,
    );
  }
  for (let index = 0; index < count; index += 1) {
    write(
      `variables/limit-${index}.toml`,
      `schema_version = 1

[variable]
description = "Limit ${index}"
type = "int"

[variable.values]
small = ${index}
standard = ${index + 10}
large = ${index + 100}

[variable.env._]
value = "standard"

[variable.env.dev]
value = "small"

[variable.env.prod]
value = "standard"

[[variable.env.prod.rule]]
qualifier = "large-${index % qualifiers}"
value = "large"
`,
    );
  }
}
