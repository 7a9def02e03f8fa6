import type {
  CompiledCatalog,
  CompiledQualifier,
  CompiledValue,
  CompiledVariable,
  CompiledWorkspace,
} from "@rototo/core";
import { RototoError } from "@rototo/core/resolve";
import type { DefinitionDigests, WorkspaceVersion } from "./workspace-version.js";

/**
 * A version as lines of text, so that the thread which serves requests can read a
 * large one a little at a time, and need not read what it has already.
 *
 * A line is one letter, for a definition its digest, and JSON. The first is the
 * version's head. Values stand on lines of their own, after the definition that
 * they belong to, because one definition may hold thousands.
 */
const HEAD = "h";
const QUALIFIER = "q";
const CATALOG = "c";
const VARIABLE = "v";
const VALUE = "=";

interface VersionHead extends Omit<WorkspaceVersion, "compiled" | "digests"> {
  readonly compiled: Omit<CompiledWorkspace, "qualifiers" | "catalogs" | "variables">;
  readonly workspaceDigest: string;
}

type Definition = CompiledQualifier | CompiledCatalog | CompiledVariable;

/**
 * The lines of `version`, each ending with a line feed, as UTF-8.
 *
 * @throws {RototoError} `workspace-invalid` for a number that JSON does not hold.
 */
export function writeVersionLines({ compiled, digests, ...rest }: WorkspaceVersion): Uint8Array<ArrayBuffer> {
  if (holdsLostNumber(compiled)) {
    throw new RototoError("workspace-invalid", `the workspace ${rest.name} holds a number beyond what JSON can hold`, {
      details: { workspace: rest.name, diagnostics: rest.diagnostics },
    });
  }
  const { qualifiers, catalogs, variables, ...head } = compiled;
  const lines: string[] = [];
  const add = (letter: string, content: unknown, digest = "") =>
    lines.push(`${letter}${digest}${JSON.stringify(content)}\n`);
  const addValues = (values: readonly CompiledValue[]) => values.forEach((value) => add(VALUE, value));
  add(HEAD, { ...rest, compiled: head, workspaceDigest: digests.workspace } satisfies VersionHead);
  for (const qualifier of qualifiers) add(QUALIFIER, qualifier, digests.qualifiers.get(qualifier.id));
  for (const catalog of catalogs) {
    add(CATALOG, { ...catalog, entries: [] }, digests.catalogs.get(catalog.id));
    addValues(catalog.entries);
  }
  for (const variable of variables) {
    add(VARIABLE, { ...variable, values: [] }, digests.variables.get(variable.id));
    addValues(variable.values);
  }
  return new TextEncoder().encode(lines.join(""));
}

/** JSON would make `null` of it, and another answer of the schema or value that it is in. */
function holdsLostNumber(data: unknown): boolean {
  if (typeof data === "number") return !Number.isFinite(data);
  return typeof data === "object" && data !== null && Object.values(data).some(holdsLostNumber);
}

/**
 * Reads what {@link writeVersionLines} wrote, letting other work of the thread run
 * after every `sliceMs` milliseconds. What has not changed since `previous` is taken
 * from there, which leaves little to do for most changes.
 */
export async function readVersionLines(
  bytes: Uint8Array,
  previous: WorkspaceVersion | undefined,
  signal: AbortSignal,
  sliceMs = 5,
): Promise<WorkspaceVersion> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reading = new VersionReading(text, previous === undefined ? new Map() : definitionsByDigest(previous));
  let sliceEnd = performance.now() + sliceMs;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf(0x0a, start);
    reading.addLine(start, end);
    start = end + 1;
    if (performance.now() < sliceEnd) continue;
    await new Promise<void>((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    sliceEnd = performance.now() + sliceMs;
  }
  return reading.version();
}

/** Characters of a SHA-256 digest in base64url. */
const DIGEST_LENGTH = 43;

class VersionReading {
  #head: VersionHead | undefined;
  readonly #qualifiers: CompiledQualifier[] = [];
  readonly #catalogs: CompiledCatalog[] = [];
  readonly #variables: CompiledVariable[] = [];
  readonly #digests = {
    qualifiers: new Map<string, string>(),
    catalogs: new Map<string, string>(),
    variables: new Map<string, string>(),
  };
  /** Where the values that follow belong; `undefined` when their definition is there with its values. */
  #values: CompiledValue[] | undefined;

  constructor(
    private readonly text: Buffer,
    private readonly known: ReadonlyMap<string, Definition>,
  ) {}

  addLine(start: number, end: number): void {
    const letter = this.text.toString("latin1", start, start + 1);
    switch (letter) {
      case HEAD:
        this.#head = this.#parse(start + 1, end) as VersionHead;
        break;
      case QUALIFIER:
        this.#addDefinition(this.#qualifiers, this.#digests.qualifiers, start + 1, end, (qualifier) => qualifier);
        break;
      case CATALOG:
        this.#addDefinition(this.#catalogs, this.#digests.catalogs, start + 1, end, (catalog, entries) => ({
          ...catalog,
          entries,
        }));
        break;
      case VARIABLE:
        this.#addDefinition(this.#variables, this.#digests.variables, start + 1, end, (variable, values) => ({
          ...variable,
          values,
        }));
        break;
      case VALUE:
        this.#values?.push(this.#parse(start + 1, end) as CompiledValue);
    }
  }

  version(): WorkspaceVersion {
    if (this.#head === undefined) throw new Error("broken invariant: a version without its head");
    const { compiled, workspaceDigest, ...rest } = this.#head;
    const digests: DefinitionDigests = { ...this.#digests, workspace: workspaceDigest };
    const definitions = { qualifiers: this.#qualifiers, catalogs: this.#catalogs, variables: this.#variables };
    return { ...rest, compiled: { ...compiled, ...definitions }, digests };
  }

  #addDefinition<D extends Definition>(
    definitions: D[],
    digests: Map<string, string>,
    start: number,
    end: number,
    withValues: (definition: D, values: CompiledValue[]) => D,
  ): void {
    const digest = this.text.toString("latin1", start, start + DIGEST_LENGTH);
    let definition = this.known.get(digest) as D | undefined;
    this.#values = undefined;
    if (definition === undefined) {
      this.#values = [];
      definition = withValues(this.#parse(start + DIGEST_LENGTH, end) as D, this.#values);
    }
    definitions.push(definition);
    digests.set(definition.id, digest);
  }

  #parse(start: number, end: number): unknown {
    return JSON.parse(this.text.toString("utf8", start, end));
  }
}

function definitionsByDigest({ compiled, digests }: WorkspaceVersion): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  const add = (definitions: readonly Definition[], digestById: ReadonlyMap<string, string>) => {
    for (const definition of definitions) found.set(digestById.get(definition.id) ?? "", definition);
  };
  add(compiled.qualifiers, digests.qualifiers);
  add(compiled.catalogs, digests.catalogs);
  add(compiled.variables, digests.variables);
  return found;
}
