import { IDENTIFIER_RULE, isIdentifier } from "../../../documents/identifier.js";
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
    for (const { what, name, at, target } of namesOf(model)) {
      if (isIdentifier(name)) continue;
      // Quoted, because blanks and control characters are what may be wrong with it.
      yield { at, message: `${what} is outside the grammar: ${JSON.stringify(name)}`, target };
    }
  },
});

interface Name {
  readonly what: string;
  readonly name: string;
  readonly at: Place;
  readonly target: DiagnosticTarget;
}

function* namesOf(model: WorkspaceModel): Generator<Name> {
  yield* environmentNames(model);
  for (const { id, place } of model.qualifiers.values()) {
    yield { what: "qualifier id", name: id, at: place, target: { kind: "qualifier", id } };
  }
  for (const variable of model.variables.values()) {
    const target: DiagnosticTarget = { kind: "variable", id: variable.id };
    yield { what: "variable id", name: variable.id, at: variable.place, target };
    for (const value of variable.values.values()) {
      yield { what: "value key", name: value.key, at: placeOfKey(variable, value), target };
    }
  }
  for (const { id, place, entries } of model.catalogs.values()) {
    const target: DiagnosticTarget = { kind: "catalog", id };
    yield { what: "catalog id", name: id, at: place, target };
    for (const entry of entries.values()) {
      yield { what: "entry key", name: entry.key, at: { path: entry.place.path }, target };
    }
  }
}

function placeOfKey(variable: VariableModel, value: ValueModel): Place {
  return value.place.path === variable.path ? keyOf(value.place) : { path: value.place.path };
}

function* environmentNames({ manifest }: WorkspaceModel): Generator<Name> {
  if (manifest.environmentNames.state !== "present") return;
  const seen = new Set<string>([FALLBACK_ENVIRONMENT]);
  for (const [index, name] of manifest.environmentNames.value.entries()) {
    if (typeof name !== "string" || seen.has(name)) continue;
    seen.add(name);
    const at = placeOf(manifest.environmentNames.place, index);
    yield { what: "environment name", name, at, target: { kind: "manifest", id: manifest.id } };
  }
}
