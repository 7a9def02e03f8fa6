import { placeOf, type Place } from "../documents/place.js";
import { isJsonObject, type JsonValue } from "../json/json-value.js";
import {
  joinUnknown,
  readList,
  readString,
  readTable,
  unknownFields,
  valueOf,
  type Field,
  type Table,
  type UnknownField,
} from "./field.js";
import type { BranchModel, RuleModel } from "./workspace-model.js";

/** A branch and the fields of it that the format does not have. */
export interface BranchReading {
  readonly branch: BranchModel;
  readonly unknown: readonly UnknownField[];
}

/** Reads `[env.<name>]` out of the `env` table. */
export function readEnvironmentBranch(env: Table, name: string): BranchReading {
  const table = readTable(env, name);
  return readBranch(name, table, table.place, "value");
}

/** Reads `[resolve]`. */
export function readResolveBranch(resolve: Table): BranchReading {
  return readBranch("resolve", { state: "present", value: resolve, place: resolve.place }, resolve.place, "default");
}

function readBranch(name: string, table: Field<Table>, place: Place, selector: "value" | "default"): BranchReading {
  const fields = valueOf(table) ?? { data: {}, place };
  const ruleList = readList(fields, "rule");
  const rules = (valueOf(ruleList) ?? []).map((item, index) => readRule(item, index, placeOf(place, "rule", index)));
  return {
    branch: {
      name,
      place,
      table,
      selected: readString(fields, selector),
      ruleList,
      rules: rules.map((rule) => rule.rule),
    },
    unknown: joinUnknown(unknownFields(fields, [selector, "rule"]), ...rules.map((rule) => rule.unknown)),
  };
}

function readRule(item: JsonValue, index: number, place: Place): { rule: RuleModel; unknown: readonly UnknownField[] } {
  const isTable = isJsonObject(item);
  const table: Table = { data: isTable ? item : {}, place };
  return {
    rule: {
      index,
      place,
      isTable,
      description: readString(table, "description"),
      qualifier: readString(table, "qualifier"),
      value: readString(table, "value"),
    },
    unknown: unknownFields(table, ["description", "qualifier", "value"]),
  };
}
