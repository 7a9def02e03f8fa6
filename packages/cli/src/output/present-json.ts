import { canonicalJson, type JsonValue } from "@rototo/core";

/** A configured value inside an output: written with its keys in code-unit order, which plain objects do not keep. */
export class ConfiguredValue {
  constructor(readonly value: JsonValue) {}
}

/** What `--json` prints: members in the order given, two spaces per level; `undefined` members are left out. */
export type Presentation =
  | null
  | boolean
  | number
  | string
  | ConfiguredValue
  | readonly Presentation[]
  | { readonly [name: string]: Presentation | undefined };

/** The JSON text of an output, without a line break at its end. */
export function presentJson(output: Presentation): string {
  return write(output, "\n");
}

function write(output: Presentation, newline: string): string {
  if (output instanceof ConfiguredValue) return canonicalJson(output.value, 2).replaceAll("\n", newline);
  if (typeof output !== "object" || output === null) return JSON.stringify(output);
  const inner = `${newline}  `;
  if (Array.isArray(output)) {
    const items = (output as readonly Presentation[]).map((item) => write(item, inner));
    return items.length === 0 ? "[]" : `[${inner}${items.join("," + inner)}${newline}]`;
  }
  const members = Object.entries(output as Readonly<Record<string, Presentation | undefined>>).flatMap(
    ([name, member]) => (member === undefined ? [] : [`${JSON.stringify(name)}: ${write(member, inner)}`]),
  );
  return members.length === 0 ? "{}" : `{${inner}${members.join("," + inner)}${newline}}`;
}
