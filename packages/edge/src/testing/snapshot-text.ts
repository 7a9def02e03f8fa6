import { createHash } from "node:crypto";
import { compileWorkspace, createDocuments, lintWorkspace, prepareSnapshot, readWorkspace } from "@rototo/core";
import { interpreterEngine } from "@rototo/core/interpreter";

/** A snapshot whose variable `greeting` is `greeting`, and `enterprise` for contexts with 100 seats. */
export function snapshotText(greeting: string, fingerprint = `git:${greeting}`): string {
  const model = readWorkspace(
    createDocuments({
      "rototo-workspace.toml": "schema_version = 1\n",
      "schemas/context.schema.json": '{"type":"object","properties":{"seats":{"type":"integer"}},"required":["seats"]}',
      "qualifiers/large.toml": 'schema_version = 1\n[[predicate]]\nattribute = "seats"\nop = "gte"\nvalue = 100\n',
      "variables/greeting.toml": `schema_version = 1
type = "string"
[values]
standard = ${JSON.stringify(greeting)}
enterprise = "enterprise"
[resolve]
default = "standard"
[[resolve.rule]]
qualifier = "large"
value = "enterprise"
`,
    }),
  );
  const { accepted, diagnostics } = lintWorkspace(model, { schemaEngine: interpreterEngine });
  if (accepted === undefined) throw new Error(JSON.stringify(diagnostics));
  const { content, write } = prepareSnapshot({
    source: "./config",
    fingerprint,
    workspace: compileWorkspace(accepted),
  });
  return write(createHash("sha256").update(content).digest("hex"));
}
