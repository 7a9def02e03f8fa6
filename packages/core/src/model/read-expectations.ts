import type { Step } from "../json/json-pointer.js";
import { isJsonObject, kindOf, ownValue, type JsonObject, type JsonValue } from "../json/json-value.js";

/** What a fixture expects of a resolution. Only the fields that are there are compared. */
export type Expectation = VariableExpectation | QualifierExpectation;

/** What a variable must resolve to. */
export interface VariableExpectation {
  /** What is asked for. */
  readonly kind: "variable";
  /** The id of the variable. */
  readonly id: string;
  /** The environment to resolve for. */
  readonly environment?: string;
  /** The value key that must be selected. */
  readonly valueKey?: string;
  /** What the value must equal. */
  readonly value?: JsonValue;
}

/** What a qualifier must evaluate to. */
export interface QualifierExpectation {
  /** What is asked for. */
  readonly kind: "qualifier";
  /** The id of the qualifier. */
  readonly qualifier: string;
  /** Where the qualifier reads `rototo.environment`. */
  readonly environment?: string;
  /** What the qualifier must be. */
  readonly value: boolean;
}

/** One mistake in a file of expectations. */
export interface ExpectationProblem {
  /** A sentence for a person. */
  readonly message: string;
  /** The way to it in the file's JSON. */
  readonly steps: readonly Step[];
  /** The key of what stands there is meant, not its value. */
  readonly part?: "key";
  /** The fields that there are, for a suggestion, where one is unknown. */
  readonly known?: readonly string[];
  /** The name that is wrong, when one is. */
  readonly name?: string;
}

/** What a file of expectations says, and what is wrong with it. */
export interface ExpectationReading {
  /** Those that hold no mistake, in file order. */
  readonly expectations: readonly Expectation[];
  /** What could not be read. */
  readonly problems: readonly ExpectationProblem[];
}

const VARIABLE_FIELDS = ["id", "environment", "value_key", "value"];
const QUALIFIER_FIELDS = ["qualifier", "environment", "value"];

/** Reads the JSON of `tests/<name>.expected.json`: one expectation, or a list of them. Total. */
export function readExpectations(json: JsonValue): ExpectationReading {
  const expectations: Expectation[] = [];
  const problems: ExpectationProblem[] = [];
  const read = (item: JsonValue, steps: readonly Step[]): void => {
    const before = problems.length;
    for (const problem of problemsOf(item, steps)) problems.push(problem);
    if (problems.length === before) expectations.push(expectationOf(item as JsonObject));
  };
  if (!Array.isArray(json)) read(json, []);
  else if (json.length === 0) problems.push({ message: "the list is empty", steps: [] });
  else json.forEach((item: JsonValue, index) => read(item, [index]));
  return { expectations, problems };
}

function* problemsOf(item: JsonValue, steps: readonly Step[]): Generator<ExpectationProblem> {
  if (!isJsonObject(item)) {
    yield { message: `an expectation must be an object, found ${kindOf(item)}`, steps };
    return;
  }
  const isQualifier = Object.hasOwn(item, "qualifier");
  if (isQualifier === Object.hasOwn(item, "id")) {
    yield { message: isQualifier ? "both id and qualifier are named" : "neither id nor qualifier is named", steps };
    return;
  }
  const known = isQualifier ? QUALIFIER_FIELDS : VARIABLE_FIELDS;
  for (const [name, value] of Object.entries(item)) {
    const place = [...steps, name];
    if (!known.includes(name)) yield { message: `unknown field: ${name}`, steps: place, part: "key", known, name };
    else if (name !== "value" && typeof value !== "string") {
      yield { message: `${name} must be a string, found ${kindOf(value)}`, steps: place };
    } else if (name === "value" && isQualifier && typeof value !== "boolean") {
      yield { message: `value of a qualifier must be true or false, found ${kindOf(value)}`, steps: place };
    }
  }
  if (
    isQualifier ? !Object.hasOwn(item, "value") : !Object.hasOwn(item, "value") && !Object.hasOwn(item, "value_key")
  ) {
    yield {
      message: `nothing to compare: ${isQualifier ? "value is missing" : "value_key and value are missing"}`,
      steps,
    };
  }
}

// Called only for an object in which no problem was found.
function expectationOf(item: JsonObject): Expectation {
  const text = (name: string): string | undefined => {
    const value = ownValue(item, name);
    return typeof value === "string" ? value : undefined;
  };
  const environment = text("environment");
  const common = { ...(environment !== undefined && { environment }) };
  const value = ownValue(item, "value");
  const qualifier = text("qualifier");
  if (qualifier !== undefined) return { kind: "qualifier", qualifier, ...common, value: value === true };
  const valueKey = text("value_key");
  return {
    kind: "variable",
    id: text("id") ?? "",
    ...common,
    ...(valueKey !== undefined && { valueKey }),
    ...(value !== undefined && { value }),
  };
}
