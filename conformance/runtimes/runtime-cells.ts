/** A runtime, and how a program is started in it. */
export interface RuntimeCell {
  readonly name: string;
  /** What it takes from the registry, as npm is told; nothing for the Node that runs the tests. */
  readonly tool?: string;
  /** What is started: below `node_modules`, unless it is absolute. */
  readonly executable: string;
  /** The words between it and the program. */
  readonly flags: readonly string[];
  /** The variable of the environment that names a file of certificates that `fetch` trusts, too. */
  readonly authorities: "NODE_EXTRA_CA_CERTS" | "DENO_CERT";
  /** What the page for users says of it, letter by letter. */
  readonly documented: readonly string[];
}

/** The Node that runs the tests: every test run has it. */
export const thisNode: RuntimeCell = {
  name: "the Node of the tests",
  executable: process.execPath,
  flags: [],
  authorities: "NODE_EXTRA_CA_CERTS",
  documented: [],
};

/** Each about a hundred megabytes to install: only `npm run runtimes` does. */
export const otherRuntimes: readonly RuntimeCell[] = [
  ...["20.19.0", "22.23.3", "24.21.0"].map((version) => node(version)),
  {
    name: "Deno",
    tool: "deno@2.9.6",
    executable: ".bin/deno",
    flags: ["run", ...denoPermissions()],
    authorities: "DENO_CERT",
    documented: ["2.9.6", `deno run ${denoPermissions().join(" ")} server.mjs`],
  },
  {
    name: "Bun",
    tool: "bun@1.4.5",
    executable: ".bin/bun",
    flags: [],
    authorities: "NODE_EXTRA_CA_CERTS",
    documented: ["1.4.5", "bun server.mjs"],
  },
];

/** As npm has it: one package for each system. */
function node(version: string): RuntimeCell {
  const [major = ""] = version.split(".");
  const system = process.platform === "win32" ? "win" : process.platform;
  return {
    name: `Node ${major}`,
    // Under a name of its own, so that several can be installed.
    tool: `node-${major}@npm:node-${system}-${process.arch}@${version}`,
    executable: `node-${major}/bin/node`,
    flags: [],
    authorities: "NODE_EXTRA_CA_CERTS",
    documented: [version],
  };
}

function denoPermissions(): readonly string[] {
  return ["--allow-read", "--allow-write", "--allow-net", "--allow-env", "--allow-sys", "--allow-run"];
}
