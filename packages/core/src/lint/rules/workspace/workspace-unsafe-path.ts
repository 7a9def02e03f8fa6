import { UNREADABLE_WORDS } from "../../../documents/documents.js";
import { documentKind } from "../../../documents/document-kind.js";
import { resolveReference } from "../../../model/resolve-reference.js";
import type { DiagnosticTarget } from "../../diagnostic.js";
import { defineRule } from "../../rule.js";

export const workspaceUnsafePath = defineRule({
  code: "workspace-unsafe-path",
  entity: "workspace",
  stage: "document",
  severity: "error",
  title: "A path or a symbolic link leaves the workspace or cannot be followed",
  help: "Keep what the workspace needs inside its directory, and name it by a relative path.",
  why: "A workspace must be whole and reviewable by itself; what stands outside is not versioned with it and may hold anything.",
  examples: {
    reported: {
      "rototo-workspace.toml": `schema_version = 1

[context]
schema = ⟦"../shared/context.schema.json"⟧
`,
    },
    accepted: {
      "rototo-workspace.toml": `schema_version = 1

[context]
schema = "schemas/context.schema.json"
`,
      "schemas/context.schema.json": `{ "type": "object" }
`,
    },
  },
  *check(model) {
    for (const { path, reason } of model.unfollowedPaths) {
      yield {
        at: { path },
        message: `cannot be followed: ${UNREADABLE_WORDS[reason]}`,
        help: "Put a readable file or directory inside the workspace in its place.",
        target: targetAt(path),
      };
    }
    const { contextSchema, id, path } = model.manifest;
    if (contextSchema.state !== "present" || resolveReference(path, contextSchema.value).kind === "inside") return;
    yield {
      at: contextSchema.place,
      message: `context schema is outside the workspace: ${contextSchema.value}`,
      target: { kind: "manifest", id, field: "context.schema" },
    };
  },
});

function targetAt(path: string): DiagnosticTarget {
  const kind = documentKind(path);
  switch (kind?.kind) {
    case undefined:
      return { kind: "workspace" };
    case "manifest":
      return { kind: "manifest", id: path };
    case "qualifier":
    case "variable":
    case "catalog":
      return { kind: kind.kind, id: kind.id };
    case "value":
      return { kind: "variable", id: kind.variable };
    case "catalog-entry":
      return { kind: "catalog", id: kind.catalog };
    case "schema":
    case "custom-lint":
      return { kind: kind.kind, id: path };
    case "fixture-context":
    case "fixture-expected":
      return { kind: "fixture", id: kind.name };
  }
}
