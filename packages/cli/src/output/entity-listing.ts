import type { ListedEntity } from "../workspace/workspace-listing.js";
import type { Output } from "./output.js";
import type { Presentation } from "./present-json.js";
import { printable } from "./printable.js";

/** `{ id, uri, path }` of each file, `{ id, uri }` of what a snapshot holds. */
export function entityListJson(
  kind: "qualifier" | "variable" | "catalog",
  entities: readonly ListedEntity[],
): Presentation[] {
  return entities.map(({ id, path }) => ({ id, uri: `${kind}://${id}`, path }));
}

/** Prints a list: aligned lines, or with `--quiet` the ids alone, for scripts. */
export async function printEntities(entities: readonly ListedEntity[], output: Output): Promise<void> {
  output.lines(output.quiet ? entities.map(({ id }) => printable(id)) : await entityListText(entities));
}

/** Aligned lines with id, path and the first line of the description. */
export async function entityListText(entities: readonly ListedEntity[]): Promise<string[]> {
  // With the tables of how wide characters are.
  const { alignColumns } = await import("./columns.js");
  return alignColumns(
    entities.map((entity) => [printable(entity.id), printable(entity.path ?? ""), firstLine(entity.description)]),
  );
}

function firstLine(description: string | undefined): string {
  return printable(description?.trim().split("\n", 1)[0] ?? "");
}
