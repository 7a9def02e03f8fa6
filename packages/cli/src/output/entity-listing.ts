import { valueOf, type CatalogModel, type QualifierModel, type VariableModel } from "@rototo/core";
import { alignColumns } from "./columns.js";
import type { Presentation } from "./present-json.js";
import { printable } from "./printable.js";

export type ListedEntity = QualifierModel | VariableModel | CatalogModel;

/** `{ id, uri, path }` of each file. */
export function entityListJson(
  kind: "qualifier" | "variable" | "catalog",
  entities: Iterable<ListedEntity>,
): Presentation[] {
  return [...entities].map(({ id, path }) => ({ id, uri: `${kind}://${id}`, path }));
}

/** Aligned lines with id, path and the first line of the description. */
export function entityListText(entities: Iterable<ListedEntity>): string[] {
  return alignColumns(
    [...entities].map((entity) => [
      printable(entity.id),
      printable(entity.path),
      firstLine(valueOf(entity.description)),
    ]),
  );
}

function firstLine(description: string | undefined): string {
  return printable(description?.trim().split("\n", 1)[0] ?? "");
}
