import { builtinModules } from "node:module";
import type { Options } from "tsup";

type BundlerPlugin = NonNullable<Options["esbuildPlugins"]>[number];

const BUILTIN = new RegExp(`^(node:(.*)|${builtinModules.join("|")})$`);

/** What CommonJS packages ask for in vain in a Node that we support, and do without. */
const ABSENT = ["node:sqlite"];

/**
 * Lets CommonJS packages that go into an ES module reach the parts of Node that they
 * require: by an `import`, which every bundler and runtime understands. By itself
 * esbuild leaves them a `require` that no ES module has.
 */
export const importBuiltins: BundlerPlugin = {
  name: "import-builtins",
  setup(bundler) {
    bundler.onResolve({ filter: BUILTIN }, ({ path, kind }) =>
      kind === "require-call" ? { path: withScheme(path), namespace: "builtin" } : undefined,
    );
    bundler.onLoad({ filter: /^/, namespace: "builtin" }, ({ path }) => ({
      contents: ABSENT.includes(path)
        ? `throw Object.assign(new Error("no ${path}"), { code: "ERR_UNKNOWN_BUILTIN_MODULE" });`
        : `import builtin from "${path}"; module.exports = builtin;`,
    }));
  },
};

function withScheme(path: string): string {
  return path.startsWith("node:") ? path : `node:${path}`;
}
