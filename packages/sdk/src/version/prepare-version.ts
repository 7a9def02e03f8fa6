import {
  acceptUnlinted,
  compileWorkspace,
  lintWithScripts,
  lintWorkspace,
  readWorkspace,
  RototoError,
  type CustomFinding,
  type CustomLintTask,
  type Diagnostic,
  type Documents,
  type LintReport,
  type WorkspaceModel,
} from "@rototo/core";
import { digestDefinitions } from "./digest-definitions.js";
import { importAjv } from "./load-schema-engine.js";
import type { WorkspaceVersion } from "./workspace-version.js";

/** The files of one version and which version it is. */
export interface LoadedDocuments extends Pick<WorkspaceVersion, "name" | "fingerprint" | "immutable"> {
  readonly documents: Documents;
}

/** How a version is judged before it is used. */
export interface PrepareOptions {
  /**
   * `reject` refuses a workspace with error diagnostics; `skip` takes it as it is.
   *
   * @defaultValue `reject`
   */
  readonly lint?: "reject" | "skip" | undefined;
  /**
   * `false` leaves the custom lint scripts out, where a pipeline has run them already.
   *
   * @defaultValue true
   */
  readonly customLint?: boolean | undefined;
  /** What to change of the default limits. */
  readonly limits?: Partial<PrepareLimits> | undefined;
}

/** How much time preparing a version may take. */
export interface PrepareLimits {
  /** For all custom lint scripts together, in ms; 30,000 unless given. */
  readonly customLintTotalMs: number;
}

/**
 * Makes a version of documents: lints and compiles them.
 *
 * @throws {RototoError} `workspace-invalid` with all `details.diagnostics`.
 */
export async function prepareVersion(
  loaded: LoadedDocuments,
  options: PrepareOptions,
  signal: AbortSignal,
): Promise<WorkspaceVersion> {
  const { documents, ...identity } = loaded;
  const model = readWorkspace(documents);
  if (options.lint === "skip") {
    const compiled = compileWorkspace(acceptUnlinted(model));
    return { ...identity, compiled, diagnostics: [], digests: digestDefinitions(compiled), documents };
  }
  const { diagnostics, accepted } = await lintModel(model, options, signal);
  signal.throwIfAborted();
  if (accepted === undefined) throw workspaceInvalid(identity.name, diagnostics);
  const compiled = compileWorkspace(accepted);
  return { ...identity, compiled, diagnostics, digests: digestDefinitions(compiled) };
}

/** Every diagnostic of the documents, those of the custom lint scripts included. */
export async function lintDocuments(
  documents: Documents,
  options: PrepareOptions,
  signal: AbortSignal,
): Promise<readonly Diagnostic[]> {
  return (await lintModel(readWorkspace(documents), options, signal)).diagnostics;
}

async function lintModel(
  model: WorkspaceModel,
  { customLint, limits }: PrepareOptions,
  signal: AbortSignal,
): Promise<LintReport> {
  const schemaEngine = model.schemaResources.size === 0 ? undefined : await importAjv();
  if (customLint === false) return lintWorkspace(model, { schemaEngine });
  return lintWithScripts(model, {
    schemaEngine,
    runScripts: (tasks) => runScripts(tasks, { signal, totalMs: limits?.customLintTotalMs }),
  });
}

async function runScripts(
  tasks: readonly CustomLintTask[],
  options: { readonly signal: AbortSignal; readonly totalMs: number | undefined },
): Promise<readonly CustomFinding[]> {
  try {
    // Loaded only where there is something for it to do: the Lua machine is large.
    const { runCustomLint } = await import("@rototo/lua");
    return await runCustomLint(tasks, options);
  } catch (cause) {
    options.signal.throwIfAborted();
    // Whatever a script does is a finding: this is about the threads that run them.
    if (cause instanceof RototoError) throw cause;
    throw new RototoError(
      "runtime-unsupported",
      "the custom lint scripts cannot run here, where no thread can be started or a bundler has left a part of rototo " +
        "out; keep @rototo/sdk out of the bundle, or pass customLint: false where a pipeline has run them",
      { cause },
    );
  }
}

function workspaceInvalid(name: string, diagnostics: readonly Diagnostic[]): RototoError {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [first] = errors;
  const place = first === undefined ? "" : `:${first.range.start.line + 1}:${first.range.start.character + 1}`;
  const others = errors.length > 1 ? `, and ${errors.length - 1} more` : "";
  return new RototoError(
    "workspace-invalid",
    `the workspace ${name} has errors: ${first?.path ?? ""}${place}: ${first?.message ?? ""}${others}; ` +
      `see all with: rototo workspace lint ${name}`,
    { details: { workspace: name, diagnostics } },
  );
}
