import type { JsonObject, JsonValue } from "@rototo/core/resolve";

/** One attribute of a context, as a person fills it in. */
export interface ContextField {
  /** Where it goes in the context: `account.plan`. */
  readonly path: string;
  readonly label: string;
  readonly kind: "text" | "number" | "list";
  /** What a text can well be. */
  readonly suggestions?: readonly string[];
  /** The ends of a number's slider. */
  readonly range?: readonly [number, number];
}

/** Texts of fields, by path. */
export type FieldTexts = ReadonlyMap<string, string>;

/**
 * The context that the texts say. An empty text leaves its attribute out, and a number that is none stays a text: what
 * is right, the context schema of the workspace decides.
 */
export function buildContext(fields: readonly ContextField[], texts: FieldTexts): JsonObject {
  const context: Record<string, Record<string, JsonValue>> = {};
  for (const { path, kind } of fields) {
    const [object = "", name = ""] = path.split(".");
    const value = readText(kind, (texts.get(path) ?? "").trim());
    context[object] ??= {};
    if (value !== undefined) context[object][name] = value;
  }
  return context;
}

function readText(kind: ContextField["kind"], text: string): JsonValue | undefined {
  if (kind === "list") return text.split(/\s*,\s*/).filter((item) => item !== "");
  if (text === "") return undefined;
  return kind === "number" && Number.isFinite(Number(text)) ? Number(text) : text;
}
