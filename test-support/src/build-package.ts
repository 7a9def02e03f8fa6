import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Options } from "tsup";

const packages = fileURLToPath(new URL("../../packages/", import.meta.url));

/**
 * A folder for a build that a test makes: below the package's `node_modules`, where
 * its dependencies are found and nobody looks for sources. The caller removes it.
 */
export function createBuildFolder(name: string): string {
  const cache = join(packages, name, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const created = mkdtempSync(join(cache, "rototo-test-"));
  // Tests also run what is built as another user.
  chmodSync(created, 0o755);
  writeFileSync(join(created, "package.json"), `{ "type": "module" }`);
  return created;
}

/** Builds the package `name` with its own `config` from the sources, those of our other packages included. */
export async function buildPackageForTest(name: string, config: Options, overrides: Options): Promise<void> {
  const folder = join(packages, name);
  const entry = Object.fromEntries(
    Object.entries(config.entry ?? {}).map(([output, path]) => [output, join(folder, path)]),
  );
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  await build({
    ...config,
    config: false,
    silent: true,
    clean: false,
    // Tsup would find these itself if it ran in the package's folder. Our own come from their sources.
    external: Object.keys(manifest.dependencies).filter((dependency) => !dependency.startsWith("@rototo/")),
    dts: false,
    entry,
    tsconfig: join(folder, "tsconfig.json"),
    outExtension: () => ({ js: ".js" }),
    ...overrides,
  });
}
