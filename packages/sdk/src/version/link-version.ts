import type { SchemaCompilation, SchemaEngine } from "@rototo/core";
import { LinkedVersion, type AnswerRecorder, type Instant } from "@rototo/core/queries";
import { link } from "@rototo/core/resolve";
import { checkContextsAreChecked } from "./check-version-answers.js";
import { importPart } from "./import-part.js";
import { loadSchemaEngine } from "./load-schema-engine.js";
import { warnOfInterpreter } from "./warn-of-interpreter.js";
import type { WorkspaceVersion } from "./workspace-version.js";

/** Makes a version answer. */
export type LinkVersion = (version: WorkspaceVersion) => Promise<LinkedVersion<WorkspaceVersion>>;

/**
 * What makes the versions of one workspace answer. They share what can be shared.
 *
 * @param now The current instant.
 * @param recorderFor What records the answers of a version, if anything does.
 */
export function createVersionLinker(
  now: () => Instant,
  recorderFor: (version: WorkspaceVersion) => AnswerRecorder | undefined,
): LinkVersion {
  const reuse = reuseSchemas();
  /** @throws {RototoError} `workspace-invalid` when contexts cannot be checked in this process. */
  return async (version) => {
    const { compiled } = version;
    const engine = await loadSchemaEngine(compiled);
    if (engine !== undefined) warnOfInterpreter();
    const resolver = compiled.linted
      ? link(compiled, { schemaEngine: engine && reuse(engine) })
      : (await importPart(() => import("@rototo/core"))).linkUnlinted(compiled, { schemaEngine: engine });
    if (compiled.linted) checkContextsAreChecked(resolver, version.name);
    return new LinkedVersion(version, { resolver, now, recorder: recorderFor(version) });
  };
}

/**
 * Makes engines remember their last answer. Versions of a workspace seldom change the
 * context schema; its validator, which takes milliseconds to make and is fast only after some use,
 * then lives on.
 */
function reuseSchemas(): (engine: SchemaEngine) => SchemaEngine {
  let known: { readonly text: string; readonly compilation: SchemaCompilation } | undefined;
  return (engine) => ({
    compile(path, resources, patterns = new Map()) {
      const text = JSON.stringify([path, [...resources], [...patterns]]);
      if (known?.text !== text) known = { text, compilation: engine.compile(path, resources, patterns) };
      return known.compilation;
    },
  });
}
