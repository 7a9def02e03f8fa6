import type { SchemaCompilation, SchemaEngine } from "@rototo/core";

/**
 * An engine that remembers its last answer. Versions of a workspace seldom change
 * the context schema; its validator, which takes milliseconds to make and is fast
 * only after some use, then lives on.
 */
export function reuseSchemas(engine: SchemaEngine): SchemaEngine {
  let known: { readonly text: string; readonly compilation: SchemaCompilation } | undefined;
  return {
    compile(path, resources, patterns = new Map()) {
      const text = JSON.stringify([path, [...resources], [...patterns]]);
      if (known?.text !== text) known = { text, compilation: engine.compile(path, resources, patterns) };
      return known.compilation;
    },
  };
}
