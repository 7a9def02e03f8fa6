import { placeOf } from "../../../documents/place.js";
import { invalidField, invalidFields } from "../../invalid-field.js";
import { defineRule } from "../../rule.js";

export const variableShape = defineRule({
  code: "variable-shape",
  entity: "variable",
  stage: "document",
  severity: "error",
  title: "A variable file mixes two spellings, or a field is of the wrong type",
  help: "Keep all fields under [variable] or all at the top level, each of the type that the format gives it.",
  why: "A file that can be read in two ways may be released in the one that its author did not mean.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
⟦type⟧ = "int"

[variable.values]
standard = 10

[variable.resolve]
default = "standard"
`,
    },
    accepted: {
      "variables/limit.toml": `schema_version = 1

[variable]
type = "int"

[variable.values]
standard = 10

[variable.resolve]
default = "standard"
`,
    },
  },
  *check({ broken, place, description, type, schema, inlineValues }) {
    if (broken?.kind === "mixed-spelling") {
      yield {
        at: broken.place,
        message: `${broken.field} stands at the top level of a file that also has [${broken.table}]`,
        help: `Move ${broken.field} under [${broken.table}], or take every field out of [${broken.table}].`,
        related: [{ message: `[${broken.table}] begins here`, at: placeOf(place, broken.table) }],
      };
    }
    if (broken?.kind === "shape") yield invalidField(broken.field);
    yield* invalidFields([description, type, schema, inlineValues]);
  },
});
