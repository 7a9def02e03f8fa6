import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { root } from "./run-command.mjs";

/**
 * Writes what each entry point of each package promises, with its types, to
 * `packages/NAME/api/ENTRY.api.md`, from what was built. With `--check` it writes
 * nothing, and fails where a committed report differs. Either way it fails for a
 * public name without a docstring.
 */
const check = process.argv.includes("--check");
const temporary = join(root, "node_modules", ".cache", "api");

const entries = readdirSync(join(root, "packages")).flatMap((name) => {
  const folder = join(root, "packages", name);
  /** @type {{ exports: Record<string, string | { types?: string }> }} */
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return Object.entries(exports).flatMap(([entry, target]) =>
    // Without types it is data, or for the checkout alone.
    typeof target === "string" || target.types === undefined
      ? []
      : [{ folder, report: entry === "." ? "index" : entry.slice(2), types: join(folder, target.types) }],
  );
});

const configurations = entries.map(({ folder, report, types }) =>
  ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: types,
      newlineKind: "lf",
      // Not the tsconfig of the package: that one looks into the sources of the others.
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: "ES2022",
            lib: ["ES2023", "ESNext.Disposable"],
            module: "NodeNext",
            strict: true,
            skipLibCheck: true,
            types: ["node"],
          },
          files: entries.map((entry) => entry.types),
        },
      },
      apiReport: {
        enabled: true,
        includeForgottenExports: true,
        reportFolder: join(folder, "api"),
        reportTempFolder: join(temporary, folder.slice(root.length)),
        reportFileName: `${report}.api.md`,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Error },
          "ae-undocumented": { logLevel: ExtractorLogLevel.Error },
          // Everything exported is public.
          "ae-missing-release-tag": { logLevel: ExtractorLogLevel.None },
          // A type may stand in a signature without an export of its own: the report has it too.
          "ae-forgotten-export": { logLevel: ExtractorLogLevel.None },
          // A link may name what only the source file shows.
          "ae-unresolved-link": { logLevel: ExtractorLogLevel.None },
        },
        // Docstrings are JSDoc, which writes `@throws {TypeError}`.
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  }),
);

const [first, ...others] = configurations;
if (first === undefined) throw new Error("No package has an entry point.");
// One program for all: most of the time goes into reading types.
const compilerState = CompilerState.create(first, {
  additionalEntryPoints: others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
});
/** @type {Set<string>} */
const problems = new Set();
for (const configuration of configurations) {
  mkdirSync(configuration.reportFolder, { recursive: true });
  const { apiReportChanged } = Extractor.invoke(configuration, {
    compilerState,
    localBuild: !check,
    messageCallback: (message) => {
      message.handled = true;
      if (message.logLevel === ExtractorLogLevel.Error) problems.add(`${message.formatMessageWithLocation(root)}`);
    },
  });
  if (check && apiReportChanged) {
    problems.add(
      `${configuration.reportFilePath.slice(root.length)} is not what the package exports. If the change is meant, run: npm run api`,
    );
  }
}
for (const folder of new Set(entries.map((entry) => entry.folder))) {
  const known = entries.filter((entry) => entry.folder === folder).map(({ report }) => `${report}.api.md`);
  for (const name of readdirSync(join(folder, "api")).filter((file) => !known.includes(file))) {
    problems.add(`${join(folder, "api", name).slice(root.length)} is of no entry point any more: delete it`);
  }
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.size === 0 ? 0 : 1;
