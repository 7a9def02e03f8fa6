/**
 * Who may import whom. `layers` maps a folder of `root` to the other folders that
 * it may import from, and `types` to those of which it may import types only. The
 * order is the order in which a reader meets them: a later one may build on an
 * earlier one, never the other way round.
 *
 * @typedef {{ imports: readonly string[], types?: readonly string[], libraries?: readonly string[] }} Layer
 *   `libraries` are the packages from outside that it may import; absent means any.
 * @typedef {{ root: string, layers: Readonly<Record<string, Layer>> }} LayerPlan
 */

/** The packages, each with the packages of ours that it may import. */
export const packageLayers = {
  core: [],
  sources: ["core"],
  lua: ["core"],
  sdk: ["core", "sources", "lua"],
  otel: ["core", "sdk"],
  edge: ["core"],
  cli: ["core", "sources", "lua", "sdk"],
};

const leaves = ["json", "grammar", "documents", "errors", "suggest"];

/**
 * The folders of core in the order of the pipeline. Files directly in `src` tell
 * the story and may import all of them; tests may too.
 *
 * @type {LayerPlan}
 */
export const coreLayers = {
  root: "packages/core/src",
  layers: {
    json: { imports: [], libraries: [] },
    grammar: { imports: ["json"], libraries: [] },
    operators: { imports: ["json", "grammar"], libraries: [] },
    errors: { imports: ["json"], libraries: [] },
    suggest: { imports: ["json"], libraries: [] },
    options: { imports: ["json"], libraries: [] },
    documents: { imports: ["json", "suggest"] },
    automaton: { imports: [], libraries: [] },
    pattern: { imports: ["automaton"], libraries: ["@eslint-community/regexpp"] },
    parse: { imports: leaves },
    model: { imports: [...leaves, "parse"], types: ["schema"] },
    schema: { imports: [...leaves, "automaton", "pattern"] },
    lint: { imports: [...leaves, "operators", "parse", "model", "schema"] },
    compile: { imports: [...leaves, "operators", "model", "schema"], types: ["automaton", "lint"], libraries: [] },
    snapshot: { imports: ["json", "grammar", "operators", "errors", "automaton"], types: ["compile"], libraries: [] },
    resolve: {
      imports: ["json", "grammar", "operators", "errors", "suggest", "snapshot"],
      types: ["compile", "schema"],
      libraries: [],
    },
    slice: { imports: ["grammar", "resolve"], types: ["compile"], libraries: [] },
    record: { imports: ["json", "resolve"], libraries: [] },
    queries: {
      imports: ["json", "errors", "options", "resolve", "record"],
      types: ["compile", "schema", "snapshot"],
      libraries: [],
    },
    refresh: { imports: [], types: ["errors"], libraries: [] },
    remote: { imports: ["errors"], libraries: [] },
  },
};
