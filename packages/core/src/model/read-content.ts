import { UNREADABLE_WORDS } from "../documents/documents.js";
import type { Place } from "../documents/place.js";
import type { ParsedDocument } from "../parse/parse-documents.js";
import type { ParseProblem } from "../parse/parse-problem.js";
import { NO_WHOLE_FLOATS, type TomlData } from "../parse/parse-toml.js";
import type { Broken } from "./workspace-model.js";

/** What a TOML document holds; nothing where it is broken or missing. */
export function tomlContent(document: ParsedDocument | undefined): TomlData {
  return document?.content.form === "toml" ? document.content.toml : { data: {}, wholeFloats: NO_WHOLE_FLOATS };
}

/** Why the document holds no data; `undefined` when it does. */
export function brokenContent(document: ParsedDocument): Broken | undefined {
  const { content, path } = document;
  if (content.form === "broken")
    return { kind: "parse", message: content.problem.message, place: placeOfProblem(path, content.problem) };
  if (content.form !== "unreadable") return undefined;
  if (content.reason === "unsafe-link") return { kind: "unsafe-link", place: { path } };
  return { kind: "parse", message: UNREADABLE_WORDS[content.reason], place: { path } };
}

function placeOfProblem(path: string, problem: ParseProblem): Place {
  return "position" in problem.at ? { path, position: problem.at.position } : { path, steps: problem.at.steps };
}
