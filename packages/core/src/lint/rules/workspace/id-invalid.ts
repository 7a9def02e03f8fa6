import { IDENTIFIER_RULE, isIdentifier } from "../../../grammar/identifier.js";
import { keyOf, placeOf, type Place } from "../../../documents/place.js";
import { FALLBACK_ENVIRONMENT } from "../../../model/read-manifest.js";
import type { ValueModel, VariableModel, WorkspaceModel } from "../../../model/workspace-model.js";
import type { DiagnosticTarget } from "../../diagnostic.js";
import { defineRule } from "../../rule.js";

export const idInvalid = defineRule({
  code: "id-invalid",
  entity: "workspace",
  stage: "document",
  severity: "error",
  title: "An id, value key or environment name is outside the grammar",
  help: `Use ${IDENTIFIER_RULE}.`,
  why: "Names travel through files, commands, URLs, logs and metrics; one grammar keeps them the same everywhere.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
⟦"10 projects"⟧ = 10

[resolve]
default = "10 projects"
`,
    },
    accepted: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
10-projects = 10

[resolve]
default = "10-projects"
`,
    },
  },
  *check(model) {
    for (const { what, name, at, target } of wrongNames(model)) {
      // Quoted, because blanks and control characters are what may be wrong with it.
      yield { at, message: `${what} is outside the grammar: ${JSON.stringify(name)}`, target };
    }
  },
});

interface WrongName {
  readonly what: string;
  readonly name: string;
  readonly at: Place;
  readonly target: DiagnosticTarget;
}

function* wrongNames(model: WorkspaceModel): Generator<WrongName> {
  yield* wrongEnvironmentNames(model);
  for (const { id, place } of model.qualifiers.values()) {
    if (!isIdentifier(id)) yield { what: "qualifier id", name: id, at: place, target: { kind: "qualifier", id } };
  }
  for (const variable of model.variables.values()) {
    const { id, place } = variable;
    if (!isIdentifier(id)) yield { what: "variable id", name: id, at: place, target: { kind: "variable", id } };
    for (const value of variable.values.values()) {
      if (isIdentifier(value.key)) continue;
      yield { what: "value key", name: value.key, at: placeOfKey(variable, value), target: { kind: "variable", id } };
    }
  }
  for (const { id, place, entries } of model.catalogs.values()) {
    if (!isIdentifier(id)) yield { what: "catalog id", name: id, at: place, target: { kind: "catalog", id } };
    for (const { key, place: entry } of entries.values()) {
      if (isIdentifier(key)) continue;
      yield { what: "entry key", name: key, at: { path: entry.path }, target: { kind: "catalog", id } };
    }
  }
}

function placeOfKey(variable: VariableModel, value: ValueModel): Place {
  return value.place.path === variable.path ? keyOf(value.place) : { path: value.place.path };
}

function* wrongEnvironmentNames({ manifest }: WorkspaceModel): Generator<WrongName> {
  if (manifest.environmentNames.state !== "present") return;
  const seen = new Set<string>([FALLBACK_ENVIRONMENT]);
  for (const [index, name] of manifest.environmentNames.value.entries()) {
    if (typeof name !== "string" || seen.has(name) || isIdentifier(name)) continue;
    seen.add(name);
    const at = placeOf(manifest.environmentNames.place, index);
    yield { what: "environment name", name, at, target: { kind: "manifest", id: manifest.id } };
  }
}
