import {
  compileWorkspace,
  createDocuments,
  link,
  lintWorkspace,
  openOnce,
  readWorkspace,
  type Resolver,
} from "@rototo/core";
import { interpreterEngine } from "@rototo/core/interpreter";
import type { AnswerRecorder } from "@rototo/core/queries";
import type { RecordedVersion } from "../create-version-recorder.js";

/** A version to record, and what answers for it. */
export interface SampleVersion extends RecordedVersion {
  readonly resolver: Resolver;
}

const files = {
  "rototo-workspace.toml": `schema_version = 1\n[environments]\nvalues = ["prod"]\n`,
  "schemas/context.schema.json": JSON.stringify({
    type: "object",
    properties: {
      account: { type: "object", properties: { plan: { type: "string" }, owner: { "x-rototo-redact": true } } },
      user: { type: "object" },
    },
  }),
  "qualifiers/enterprise.toml": `schema_version = 1
[[predicate]]
attribute = "account.plan"
op = "eq"
value = "enterprise"
[[predicate]]
attribute = "account.owner.email"
op = "ends_with"
value = "@example.com"
`,
  "qualifiers/counted.toml": `schema_version = 1
[[predicate]]
attribute = "user.number"
op = "gte"
value = 0
`,
  "qualifiers/known-user.toml": `schema_version = 1
[[predicate]]
attribute = "user"
op = "neq"
value = {}
`,
  "variables/limits.toml": `schema_version = 1
type = "string"
[values]
high = "the-value-itself"
low = "low"
[env._]
value = "low"
[env.prod]
value = "low"
[[env.prod.rule]]
qualifier = "enterprise"
value = "high"
[[env.prod.rule]]
qualifier = "counted"
value = "high"
`,
};

/** A real workspace with a variable `limits`, whose rules need the qualifiers `enterprise` and `counted`. */
export function sampleVersion(): SampleVersion {
  const { diagnostics, accepted } = lintWorkspace(readWorkspace(createDocuments(files)), {
    schemaEngine: interpreterEngine,
  });
  if (accepted === undefined) throw new Error(JSON.stringify(diagnostics));
  const compiled = compileWorkspace(accepted);
  return {
    name: "git+https://example.com/config.git#main",
    fingerprint: "git:0123abc",
    compiled,
    resolver: link(compiled, { schemaEngine: interpreterEngine }),
  };
}

/** Resolves `limits` in `prod` and records it. */
export function recordOnce({ resolver }: SampleVersion, recorder: AnswerRecorder, context: unknown): void {
  const startedMs = performance.now();
  const scope = openOnce(resolver, "prod", context);
  recorder.recordVariable(scope, "prod", scope.resolveVariable("limits"), startedMs);
}
