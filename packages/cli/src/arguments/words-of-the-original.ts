/** What people type who know the original's command line, and what it is here. */
const COMMANDS: Readonly<Record<string, string>> = {
  show: "`rototo inspect` shows what a workspace holds, `rototo variable get ID` one file, `rototo diagnostics list` the rules",
  list: "`rototo variable list` or `rototo qualifier list`",
  get: "`rototo variable get ID` or `rototo qualifier get ID`",
  docs: "the documentation comes with the source; `rototo COMMAND --help` and `rototo diagnostics get CODE` explain",
  init: "a workspace is a directory with a rototo-workspace.toml that says `schema_version = 1`; write that file to begin",
  fixtures: "write what must stay as it is into tests/ of the workspace; `rototo lint` checks it",
  package: "`rototo build --out config.snapshot.json` writes a workspace as one file",
  setup: "`rototo completions SHELL` prints what completes commands",
};

/** Options that select a part of a workspace there and are commands of their own here. */
const SELECTORS = /^(variable|qualifier)(s?)$/;

const OPTIONS: Readonly<Record<string, string>> = {
  catalog: "`rototo lint` checks catalogs with all the rest; type `catalog:ID` is what uses one",
  resource: "a resource is a catalog now: type `catalog:ID`, and files in catalogs/",
  "lint-rule": "`rototo diagnostics get CODE` explains one",
  "lint-rules": "`rototo diagnostics list` lists them",
  package: "--workspace names the workspace",
  "package-token": "--workspace-token, or ROTOTO_WORKSPACE_TOKEN",
};

/** The way out for a first word that only the original knows. */
export function commandOfTheOriginal(word: string): string | undefined {
  return Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
}

/** The way out for an option that only the original knows, of the command that ends with `verb`. */
export function optionOfTheOriginal(name: string, verb: string): string | undefined {
  const [, kind, plural] = SELECTORS.exec(name) ?? [];
  if (kind !== undefined) {
    if (verb === "resolve") return `\`rototo ${kind} resolve${plural === "s" ? "-all" : " ID"}\` asks for it`;
    if (verb === "lint") return plural === "s" ? "lint checks all of them" : `\`rototo ${kind} lint ID\` checks one`;
    return plural === "s" ? `\`rototo ${kind} list\` lists them` : `\`rototo ${kind} get ID\` shows one`;
  }
  return Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
}
