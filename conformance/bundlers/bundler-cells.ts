/** One way to put the service into a bundle, and to run it. */
export interface BundlerCell {
  readonly name: string;
  /** What it takes from the registry, as `name@version`. */
  readonly tools: readonly string[];
  /** Folders beside this file that are the application; `service` unless given. */
  readonly application?: readonly string[];
  /** Its settings, by file name. */
  readonly files?: Readonly<Record<string, string>>;
  /** The commands that build, without a shell. `SOURCE` in one is the workspace. */
  readonly build: readonly string[];
  /** What the page for users says of it, letter by letter. */
  readonly documented: string;
  /** The folder with all that is deployed. */
  readonly output: string;
  /** The command that runs the service there. `CELL` in it is the folder in which it was built. */
  readonly run: string;
  /** True when later versions are loaded in a thread of their own: elsewhere a warning says that they are not. */
  readonly hasThread?: boolean;
  /** True when `/at-the-edge` is answered by the edge client. */
  readonly hasEdge?: boolean;
}

/** Quick enough to be built with every test run. */
export const quickCells: readonly BundlerCell[] = [
  ...[
    ["ESM", "--format=esm --outfile=out/server.mjs"],
    ["ESM, module before main", "--format=esm --main-fields=module,main --outfile=out/server.mjs"],
    ["ESM, split and minified", "--format=esm --splitting --minify --out-extension:.js=.mjs --outdir=out"],
    ["CommonJS", "--format=cjs --outfile=out/server.cjs"],
  ].map(([name = "", settings = ""]): BundlerCell => {
    const command = `esbuild server.js --bundle --platform=node --target=node20 ${settings}`;
    return {
      name: `esbuild, ${name}`,
      tools: ["esbuild@0.28.2"],
      build: [command],
      documented: command,
      output: "out",
      run: name === "CommonJS" ? "node server.cjs" : "node server.mjs",
    };
  }),
  configured({
    name: "Rollup",
    tools: [
      "rollup@4.68.8",
      "@rollup/plugin-node-resolve@16.0.3",
      "@rollup/plugin-commonjs@29.0.3",
      "@rollup/plugin-json@6.1.0",
    ],
    configuration: "rollup.config.mjs",
    text: `
import commonjs from "@rollup/plugin-commonjs";
import json from "@rollup/plugin-json";
import resolve from "@rollup/plugin-node-resolve";

export default {
  input: "server.js",
  output: { dir: "out", entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" },
  plugins: [resolve({ preferBuiltins: true, exportConditions: ["node"] }), commonjs(), json()],
};
`,
    build: ["rollup --config rollup.config.mjs --silent"],
    output: "out",
    run: "node server.mjs",
  }),
  configured({
    name: "tsup",
    tools: ["tsup@8.5.1", "typescript@5.9.3"],
    configuration: "tsup.config.js",
    text: `export default { entry: ["server.js"], format: "esm", outDir: "out", noExternal: [/./] };\n`,
    build: ["tsup"],
    output: "out",
    run: "node server.mjs",
  }),
  configured({
    name: "webpack, ESM",
    tools: ["webpack@5.113.0", "webpack-cli@6.0.1"],
    configuration: "webpack.config.mjs",
    text: `
export default {
  entry: "./server.js",
  target: "node20",
  mode: "production",
  output: { path: \`\${import.meta.dirname}/out\`, filename: "server.mjs", module: true },
  experiments: { outputModule: true },
};
`,
    build: ["webpack --config webpack.config.mjs"],
    output: "out",
    run: "node server.mjs",
    hasThread: true,
  }),
];

/** Large to install or slow to build: only `npm run bundlers` builds them. */
export const heavyCells: readonly BundlerCell[] = [
  configured({
    name: "webpack, CommonJS",
    tools: ["webpack@5.113.0", "webpack-cli@6.0.1"],
    configuration: "webpack.config.mjs",
    text: `
export default {
  entry: "./server.js",
  target: "node20",
  mode: "production",
  output: { path: \`\${import.meta.dirname}/out\`, filename: "server.cjs" },
};
`,
    build: ["webpack --config webpack.config.mjs"],
    output: "out",
    run: "node server.cjs",
    hasThread: true,
  }),
  configured({
    name: "Vite, for a server",
    tools: ["vite@8.3.8"],
    configuration: "vite.config.mjs",
    text: `export default { build: { outDir: "out", ssr: "server.js" }, ssr: { noExternal: true } };\n`,
    build: ["vite build --logLevel=error"],
    output: "out",
    run: "node server.mjs",
  }),
  ...[
    ["node", "node"],
    ["node", "bun"],
    ["bun", "bun"],
  ].map(([target = "", runtime = ""]): BundlerCell => {
    const command = `bun build server.js --target=${target} --outfile=out/server.mjs`;
    return {
      name: `Bun for ${target}, run by ${runtime}`,
      tools: ["bun@1.4.5"],
      build: [command],
      documented: command,
      output: "out",
      run: `${runtime} server.mjs`,
    };
  }),
  {
    name: "esbuild, ESM, run by Deno",
    tools: ["esbuild@0.28.2", "deno@2.9.6"],
    build: ["esbuild server.js --bundle --platform=node --target=node20 --format=esm --outfile=out/server.mjs"],
    documented: "deno run --allow-all server.mjs",
    output: "out",
    run: "deno run --allow-all server.mjs",
  },
  nextCell("Next.js, standalone", {}),
  nextCell("Next.js, standalone, as an external package", {
    settings: `serverExternalPackages: ["@rototo/sdk"],`,
    hasThread: true,
  }),
];

/** A cell whose settings are one file, which the page shows whole. */
function configured({
  configuration,
  text,
  ...cell
}: Omit<BundlerCell, "files" | "documented"> & {
  readonly configuration: string;
  readonly text: string;
}): BundlerCell {
  return { ...cell, files: { [configuration]: text }, documented: text };
}

function nextCell(name: string, { settings = "", hasThread = false }): BundlerCell {
  return {
    name,
    tools: ["next@15.5.29", "react@19.2.0", "react-dom@19.2.0"],
    application: ["service", "next"],
    files: {
      "package.json": `{ "private": true, "type": "module" }`,
      // The packages are installed one folder above.
      "next.config.mjs": `
export default {
  outputFileTracingRoot: \`\${import.meta.dirname}/..\`,
  output: "standalone",
  ${settings}
};
`,
    },
    build: ["rototo build --workspace SOURCE --out seats.snapshot.json", "next build"],
    documented: `  output: "standalone",\n  ${settings}`,
    output: ".next/standalone",
    run: "node CELL/server.js",
    hasThread,
    hasEdge: true,
  };
}
