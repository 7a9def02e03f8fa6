import type { CompiledCatalog, CompiledValue, CompiledVariable, CompiledWorkspace } from "@rototo/core";
import type { DefinitionDigests, WorkspaceVersion } from "./workspace-version.js";

/**
 * A version as lines of JSON, so that the thread which serves requests can read a
 * large one a little at a time. Values stand on lines of their own, after the
 * definition that they belong to, because one definition may hold thousands.
 */
type Line =
  | readonly ["version", VersionHead]
  | readonly ["qualifier", CompiledWorkspace["qualifiers"][number], string]
  | readonly ["catalog", CompiledCatalog, string]
  | readonly ["variable", CompiledVariable, string]
  | readonly ["value", CompiledValue];

interface VersionHead extends Omit<WorkspaceVersion, "compiled" | "digests"> {
  readonly compiled: Omit<CompiledWorkspace, "qualifiers" | "catalogs" | "variables">;
  readonly workspaceDigest: string;
}

/** The lines of `version`, each ending with a line feed, as UTF-8. */
export function writeVersionLines({ compiled, digests, ...rest }: WorkspaceVersion): Uint8Array<ArrayBuffer> {
  const { qualifiers, catalogs, variables, ...head } = compiled;
  const lines: string[] = [];
  const add = (line: Line) => lines.push(JSON.stringify(line));
  const addValues = (values: readonly CompiledValue[]) => values.forEach((value) => add(["value", value]));
  add(["version", { ...rest, compiled: head, workspaceDigest: digests.workspace }]);
  for (const qualifier of qualifiers) add(["qualifier", qualifier, digests.qualifiers.get(qualifier.id) ?? ""]);
  for (const catalog of catalogs) {
    add(["catalog", { ...catalog, entries: [] }, digests.catalogs.get(catalog.id) ?? ""]);
    addValues(catalog.entries);
  }
  for (const variable of variables) {
    add(["variable", { ...variable, values: [] }, digests.variables.get(variable.id) ?? ""]);
    addValues(variable.values);
  }
  return new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
}

/**
 * Reads what {@link writeVersionLines} wrote, letting other work of the thread run
 * after every `sliceMs` milliseconds.
 */
export async function readVersionLines(bytes: Uint8Array, signal: AbortSignal, sliceMs = 5): Promise<WorkspaceVersion> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reading = new VersionReading();
  let sliceEnd = performance.now() + sliceMs;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf(0x0a, start);
    reading.add(JSON.parse(text.toString("utf8", start, end)) as Line);
    start = end + 1;
    if (performance.now() < sliceEnd) continue;
    await new Promise<void>((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    sliceEnd = performance.now() + sliceMs;
  }
  return reading.version();
}

class VersionReading {
  #head: VersionHead | undefined;
  readonly #qualifiers: CompiledWorkspace["qualifiers"][number][] = [];
  readonly #catalogs: CompiledCatalog[] = [];
  readonly #variables: CompiledVariable[] = [];
  readonly #digests = {
    qualifiers: new Map<string, string>(),
    catalogs: new Map<string, string>(),
    variables: new Map<string, string>(),
  };
  /** Where the values that follow belong. */
  #values: CompiledValue[] = [];

  add(line: Line): void {
    switch (line[0]) {
      case "version":
        this.#head = line[1];
        break;
      case "qualifier":
        this.#qualifiers.push(line[1]);
        this.#digests.qualifiers.set(line[1].id, line[2]);
        break;
      case "catalog":
        this.#values = [];
        this.#catalogs.push({ ...line[1], entries: this.#values });
        this.#digests.catalogs.set(line[1].id, line[2]);
        break;
      case "variable":
        this.#values = [];
        this.#variables.push({ ...line[1], values: this.#values });
        this.#digests.variables.set(line[1].id, line[2]);
        break;
      case "value":
        this.#values.push(line[1]);
    }
  }

  version(): WorkspaceVersion {
    if (this.#head === undefined) throw new Error("broken invariant: a version without its head");
    const { compiled, workspaceDigest, ...rest } = this.#head;
    const digests: DefinitionDigests = { ...this.#digests, workspace: workspaceDigest };
    const definitions = { qualifiers: this.#qualifiers, catalogs: this.#catalogs, variables: this.#variables };
    return { ...rest, compiled: { ...compiled, ...definitions }, digests };
  }
}
