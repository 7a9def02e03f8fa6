import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";

const OWN_FILE = fileURLToPath(import.meta.url);

const VALIDATOR = "context-validator";

export interface ModuleParts {
  /** An ES module that may import the entry points of core, and `context-validator`. */
  readonly entry: string;
  /** The module that `writeValidatorModule` wrote, where the entry imports it. */
  readonly validator: string | undefined;
}

/**
 * Makes one module of `parts` and of what they use of core: minified, importing
 * nothing, for any runtime with ES2022. The same parts give the same text.
 */
export async function bundleModule({ entry, validator = "" }: ModuleParts): Promise<string> {
  const esbuild = await import("esbuild");
  const { outputFiles } = await esbuild.build({
    stdin: { contents: entry, resolveDir: dirname(OWN_FILE), loader: "js" },
    plugins: [validatorPlugin(validator)],
    // The sources of this program use the sources of core: then there may be nothing built.
    conditions: OWN_FILE.endsWith(".ts") ? ["@rototo/source"] : [],
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    charset: "utf8",
    minify: true,
    legalComments: "none",
    // Nothing of whoever calls takes part: not their directory, not their settings.
    absWorkingDir: dirname(OWN_FILE),
    tsconfigRaw: "{}",
    logLevel: "silent",
    write: false,
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error("broken invariant: esbuild wrote no module");
  return output.text;
}

/** Hands over the validator as a file of core's, on whose dependencies it builds. */
function validatorPlugin(contents: string): Plugin {
  return {
    name: VALIDATOR,
    setup(bundler) {
      bundler.onResolve({ filter: new RegExp(`^${VALIDATOR}$`) }, () => ({ path: VALIDATOR, namespace: VALIDATOR }));
      bundler.onLoad({ filter: /^/, namespace: VALIDATOR }, async () => {
        const core = await bundler.resolve("@rototo/core/precompiled", {
          kind: "import-statement",
          resolveDir: dirname(OWN_FILE),
        });
        return { contents, loader: "js", resolveDir: dirname(core.path) };
      });
    },
  };
}
