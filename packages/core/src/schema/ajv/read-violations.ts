import type { ErrorObject } from "ajv";
import { jsonPointer } from "../../json/json-pointer.js";
import type { JsonValue } from "../../json/json-value.js";
import { orderViolations } from "../order-violations.js";
import type { Violation } from "../schema-engine.js";
import { violationMessage } from "../violation-message.js";

/** A function that Ajv generated with the options `allErrors` and `verbose`. */
export interface ExplainingFunction {
  (value: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
}

/** What `explain` has against `value`. Total. */
export function readViolations(explain: () => ExplainingFunction, value: unknown): readonly Violation[] {
  return orderViolations(() => {
    const validate = explain();
    return validate(value) ? [] : violationsOf(validate.errors ?? []);
  });
}

function* violationsOf(errors: readonly ErrorObject[]): Iterable<Violation> {
  for (const { instancePath, keyword, params, schema, propertyName, message } of errors) {
    // `if` only says that `then` or `else` failed; what is wrong with a name is told by `propertyNames`.
    if (keyword === "if" || propertyName !== undefined) continue;
    const {
      missingProperty,
      additionalProperty,
      unevaluatedProperty,
      propertyName: name,
      answer,
    } = params as Record<string, string>;
    const surplus = additionalProperty ?? unevaluatedProperty;
    const broken = {
      keyword: keyword === "false schema" ? "false" : keyword,
      expected: schema as JsonValue,
      property: missingProperty ?? name,
      tooLong: keyword === "pattern" && answer === "too-long",
      words: message ?? `breaks ${keyword}`,
    };
    yield {
      pointer: surplus === undefined ? instancePath : instancePath + jsonPointer([surplus]),
      keyword: broken.keyword,
      message: violationMessage(broken),
    };
  }
}
