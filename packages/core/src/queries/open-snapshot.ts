import { RototoError } from "../errors/rototo-error.js";
import { callable, either, objectWith } from "../options/option-readers.js";
import { readOptions } from "../options/read-options.js";
import { link } from "../resolve/link.js";
import type { SchemaEngine } from "../schema/engines/schema-engine.js";
import type { Snapshot } from "../snapshot/read-snapshot.js";
import { AnsweringWorkspace } from "./answering-workspace.js";
import { LinkedVersion, type CompiledVersion } from "./linked-version.js";
import type { Instant } from "./resolve-options.js";
import type { AnyWorkspace, WorkspaceDeclaration } from "./workspace-declaration.js";
import type { WorkspaceQueries } from "./workspace-queries.js";

/** One version of a workspace, which answers for good. */
export interface WorkspaceResolver<D extends WorkspaceDeclaration = AnyWorkspace> extends WorkspaceQueries<D> {
  /** Where the workspace came from when the snapshot was built, without credentials. */
  readonly source: string;
  /** Names the version, as its source does. */
  readonly fingerprint: string;
}

/** How to validate contexts, and which clock to read. */
export interface OpenOptions {
  /**
   * Checks contexts against the context schema: needed where the workspace has one.
   * `false` takes every context as it is.
   */
  readonly schemaEngine?: SchemaEngine | false | undefined;
  /**
   * The current instant, in ms since 1970 or as a `Date`: core has no clock.
   * Without it a question that reaches `rototo.now` has to give its own.
   */
  readonly now?: (() => Instant) | undefined;
}

/**
 * Makes the workspace of a snapshot answer, as the SDK's workspaces do.
 *
 * @throws {TypeError} that names the option which is missing, unknown or of the wrong kind.
 * @throws {RototoError} `workspace-invalid` when the schema engine cannot use the context schema: then no question
 *   could be answered.
 */
export function openSnapshot<D extends WorkspaceDeclaration = AnyWorkspace>(
  { source, fingerprint, workspace }: Pick<Snapshot, "source" | "fingerprint" | "workspace">,
  options?: OpenOptions,
): WorkspaceResolver<D> {
  const { schemaEngine, now } = readOptions<OpenOptions>("openSnapshot", options, {
    schemaEngine: either(false, objectWith("a schema engine or false", "compile")),
    now: callable,
  });
  if (workspace.context !== null && schemaEngine === undefined) {
    throw new TypeError(
      "schemaEngine is missing, and the workspace has a context schema: " +
        "pass interpreterEngine of @rototo/core/interpreter, or false to take every context as it is",
    );
  }
  const compiled = schemaEngine === false ? { ...workspace, context: null } : workspace;
  const resolver = link(compiled, schemaEngine ? { schemaEngine } : {});
  requireUsableSchema(resolver);
  const linked = new LinkedVersion({ source, fingerprint, compiled }, { resolver, now });
  return new SnapshotResolver<D>(linked);
}

/** What is wrong with a schema shows in the first context that it checks. */
function requireUsableSchema(resolver: ReturnType<typeof link>): void {
  try {
    resolver.scope(undefined, {});
  } catch (error) {
    if (!(error instanceof RototoError && error.code === "context-invalid")) throw error;
  }
}

class SnapshotResolver<D extends WorkspaceDeclaration> extends AnsweringWorkspace<D> implements WorkspaceResolver<D> {
  readonly source: string;
  readonly fingerprint: string;

  constructor(linked: LinkedVersion<CompiledVersion & { readonly source: string }>) {
    super({ linked });
    this.source = linked.version.source;
    this.fingerprint = linked.version.fingerprint;
  }
}
