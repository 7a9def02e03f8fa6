import type { OutputUnit } from "@cfworker/json-schema";
import { pointerKeys } from "../../json/json-pointer.js";
import { isJsonObject, ownValue, type JsonValue } from "../../json/json-value.js";
import type { AbsoluteSchemas } from "../absolute-schemas.js";
import type { Violation } from "../schema-engine.js";
import { violationMessage } from "../violation-message.js";

/** Keywords that only say that a schema below them failed, which is told by itself. */
const CONTAINERS: ReadonlySet<string> = new Set([
  "$ref",
  "$recursiveRef",
  "allOf",
  "if",
  "properties",
  "patternProperties",
  "additionalProperties",
  "unevaluatedProperties",
  "dependentSchemas",
  "prefixItems",
  "items",
  "additionalItems",
  "unevaluatedItems",
]);

/** Keywords that a `false` below them stands for: `additionalProperties: false`. */
const CLOSING: ReadonlySet<string> = new Set(["additionalProperties", "unevaluatedProperties"]);

/** The violations in what the library reports: the failures themselves, without the levels around them. */
export function* readViolations(errors: readonly OutputUnit[], schemas: AbsoluteSchemas): Iterable<Violation> {
  let names: string | undefined;
  for (const [index, { instanceLocation, keyword, keywordLocation, error }] of errors.entries()) {
    const pointer = pointerOf(instanceLocation);
    const outer = errors[index - 1]?.keyword ?? "";
    // What is wrong with a name is told by `propertyNames`.
    const ofName = names !== undefined && keywordLocation.startsWith(names);
    if (keyword === "propertyNames") names = `${keywordLocation}/`;
    if (CONTAINERS.has(keyword) || ofName) continue;
    if (keyword === "false") {
      if (outer === "propertyNames") continue;
      const meant = CLOSING.has(outer) ? outer : keyword;
      yield { pointer, keyword: meant, message: violationMessage({ keyword: meant, expected: false, words: error }) };
      continue;
    }
    const expected = schemaValueAt(keywordLocation, schemas);
    const property = /^(?:Instance does not have required property|Property name) "(.*)"/s.exec(error)?.[1];
    yield { pointer, keyword, message: violationMessage({ keyword, expected, property, words: error }) };
  }
}

/** What the schema has at a location such as `#/properties/a/$ref/type`, where `$ref` stands for what it refers to. */
function schemaValueAt(location: string, schemas: AbsoluteSchemas): JsonValue | undefined {
  const steps = pointerKeys(pointerOf(location));
  const start = schemas.files.get(schemas.uri);
  return steps.reduce<JsonValue | undefined>((at, step) => {
    const inner = member(at, step);
    if (step !== "$ref" || typeof inner !== "string") return inner;
    const [address = "", pointer = ""] = inner.split("#");
    return pointerKeys(decodeURI(pointer)).reduce(member, schemas.files.get(address));
  }, start);
}

function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (Array.isArray(value)) return (value as readonly JsonValue[])[Number(key)];
  return isJsonObject(value) ? ownValue(value, key) : undefined;
}

/** The library's locations are pointers as URI fragments. */
function pointerOf(location: string): string {
  return decodeURIComponent(location.slice(1));
}
