import { RototoError, type CompiledWorkspace } from "@rototo/core";
import type { BuildInput } from "../compile-linted.js";
import { bundleModule } from "./bundle-module.js";
import { writeDeclarations } from "./write-declarations.js";

/** A workspace as a module, and its types. */
export interface WorkspaceModule {
  readonly text: string;
  /** The declarations, for the file beside it. */
  readonly declarations: string;
}

/**
 * Writes a workspace as an ES module that imports nothing and generates no code. Its
 * default export is a resolver, with the context schema compiled into it.
 *
 * @param contentHash What the module says of its content; the hash in the JSON snapshot of the same workspace.
 * @throws {RototoError} `workspace-invalid` when the context schema cannot be compiled ahead of time.
 */
export async function writeModule(
  { source, fingerprint, compiled }: BuildInput,
  contentHash: string,
): Promise<WorkspaceModule> {
  const validator = await writeValidator(compiled);
  const facts = Object.entries({ source, fingerprint, contentHash });
  const entry = [
    `import { link } from "@rototo/core/resolve";`,
    ...(validator === undefined
      ? []
      : [
          `import { precompiledEngine } from "@rototo/core/precompiled";`,
          `import validate from "context-validator";`,
          `const options = { schemaEngine: precompiledEngine(validate) };`,
        ]),
    ...facts.map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`),
    // As text, because runtimes read JSON faster than literals, and its keys are never anything but keys.
    `const workspace = JSON.parse(${JSON.stringify(JSON.stringify(withoutSchemas(compiled)))});`,
    `export default link(workspace${validator === undefined ? "" : ", options"});`,
  ];
  const bundle = await bundleModule({ entry: entry.join("\n"), validator });
  return {
    text: `// Written by rototo build. Do not edit.\n${bundle}`,
    declarations: writeDeclarations(compiled),
  };
}

/** The context schema is in the module as code, and so are its patterns. */
function withoutSchemas({ patterns: _, ...compiled }: CompiledWorkspace): CompiledWorkspace {
  return { ...compiled, schemas: [] };
}

async function writeValidator({ context, schemas, patterns = [] }: CompiledWorkspace): Promise<string | undefined> {
  if (context === null) return undefined;
  const { writeValidatorModule } = await import("@rototo/core/ajv");
  const attempt = writeValidatorModule(
    context.schema,
    new Map(schemas.map(({ path, schema }) => [path, schema])),
    new Map(patterns.map(({ source, automaton }) => [source, automaton])),
  );
  if (attempt.ok) return attempt.product;
  const { message, pointer } = attempt;
  throw new RototoError(
    "workspace-invalid",
    `the context schema ${context.schema} cannot be compiled ahead of time: ${pointer} ${message}; ` +
      "a JSON snapshot does without that",
    { details: { path: context.schema, pointer } },
  );
}
