import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { findImports } from "./find-imports.mjs";

/** @import { Layer, LayerPlan } from "./layers.mjs" */

const scope = "@rototo/";
/** What the tests of every package may import, and nothing else. */
const testSupport = "test-support";

/**
 * Imports between the packages of `packages/` that the plan does not allow, in
 * sources, tests and manifests alike.
 *
 * @param {string} root The checkout.
 * @param {Readonly<Record<string, readonly string[]>>} plan Each package with those of ours that it may import.
 * @returns {string[]} One line per violation, with the way out.
 */
export function findPackageViolations(root, plan) {
  return listFolders(join(root, "packages")).flatMap((name) => {
    const allowed = plan[name];
    const folder = `packages/${name}`;
    if (allowed === undefined) return [`${folder} has no place yet: give it one in tools/layers.mjs.`];
    const rule = `${name} may import ${listNames(allowed)} of our packages`;
    return [...namedInManifest(root, folder), ...namedInSources(root, folder)]
      .filter(({ imported, forTests }) => {
        return imported !== name && !allowed.includes(imported) && !(forTests && imported === testSupport);
      })
      .map(({ imported, place }) => {
        const home = findHome([name, imported], plan);
        return (
          `${place} imports ${scope}${imported}: ${rule}. ` +
          `Right home: ${home}, which may import both; or pass what is needed in as a value.`
        );
      });
  });
}

/**
 * Imports between the folders of one package that the plan does not allow. Tests
 * and files directly in the root are free.
 *
 * @param {string} root The checkout.
 * @param {LayerPlan} plan
 * @returns {string[]} One line per violation, with the way out.
 */
export function findFolderViolations(root, plan) {
  return listFolders(join(root, plan.root)).flatMap((folder) => {
    const layer = plan.layers[folder];
    if (folder === "testing") return [];
    if (layer === undefined) return [`${plan.root}/${folder} has no place yet: give it one in tools/layers.mjs.`];
    return listSources(root, `${plan.root}/${folder}`)
      .filter((path) => !isTest(path))
      .flatMap((path) => violationsOfFile(root, plan, folder, layer, path));
  });
}

/** @param {string} root @param {LayerPlan} plan @param {string} folder @param {Layer} layer @param {string} path */
function violationsOfFile(root, plan, folder, layer, path) {
  const imports = findImports(path, readFileSync(join(root, path), "utf8")).map((found) => ({
    ...found,
    folder: folderOf(plan.root, path, found.specifier),
  }));
  /** @type {string[]} */
  const violations = [];
  for (const { specifier, line, typesOnly, folder: imported } of imports) {
    const place = `${path}:${line}`;
    if (imported === undefined) {
      if (layer.libraries !== undefined && !typesOnly && !layer.libraries.includes(specifier)) {
        violations.push(`${place} imports ${specifier}: ${folder} stays free of libraries, so that it stays small.`);
      }
      continue;
    }
    if (imported === folder || layer.imports.includes(imported)) continue;
    if (layer.types?.includes(imported) === true) {
      if (!typesOnly) violations.push(`${place} imports ${specifier}: ${folder} may take types only; use import type.`);
      continue;
    }
    const fileHome = homeOfFile(plan, folder, imports);
    const shared = [folder, ...layer.imports].filter((name) => canImport(plan, imported, name));
    const below =
      shared.length === 0 ? "" : `; or move what it needs down to ${shared.join(" or ")}, which both may import`;
    violations.push(
      `${place} imports ${specifier}: ${folder} may not build on ${imported}. Right home of this code: ${fileHome}${below}.`,
    );
  }
  return violations;
}

/**
 * The earliest folder that may import everything that a file imports.
 *
 * @param {LayerPlan} plan
 * @param {string} own
 * @param {readonly { folder: string | undefined }[]} imports
 */
function homeOfFile(plan, own, imports) {
  const needed = new Set(imports.map(({ folder }) => folder ?? own));
  const home = Object.keys(plan.layers).find(
    (name) => name !== own && [...needed].every((folder) => folder === name || canImport(plan, name, folder)),
  );
  return home === undefined ? `a file directly in ${plan.root}` : `${plan.root}/${home}`;
}

/** @param {LayerPlan} plan @param {string} from @param {string} to */
function canImport(plan, from, to) {
  return plan.layers[from]?.imports.includes(to) === true;
}

/** @param {readonly string[]} names @param {Readonly<Record<string, readonly string[]>>} plan */
function findHome(names, plan) {
  const home = Object.entries(plan).find(([name, allowed]) =>
    names.every((needed) => needed === name || allowed.includes(needed)),
  );
  return home === undefined ? "a new package above both" : `packages/${home[0]}`;
}

/**
 * The folder under `base` that a specifier leads to; `""` for a file directly in
 * `base`, `undefined` for a library.
 *
 * @param {string} base @param {string} path @param {string} specifier
 */
function folderOf(base, path, specifier) {
  if (!specifier.startsWith(".")) return undefined;
  const target = posix.relative(base, posix.join(posix.dirname(path), specifier));
  return target.includes("/") ? target.slice(0, target.indexOf("/")) : "";
}

/** @param {string} root @param {string} folder */
function namedInManifest(root, folder) {
  const path = `${folder}/package.json`;
  if (!existsSync(join(root, path))) return [];
  /** @type {Record<string, Record<string, string> | undefined>} */
  const manifest = JSON.parse(readFileSync(join(root, path), "utf8"));
  const fields = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];
  return fields
    .flatMap((field) => Object.keys(manifest[field] ?? {}))
    .filter((name) => name.startsWith(scope))
    .map((name) => ({ imported: name.slice(scope.length), place: path, forTests: false }));
}

/** @param {string} root @param {string} folder */
function namedInSources(root, folder) {
  return listSources(root, folder).flatMap((path) =>
    findImports(path, readFileSync(join(root, path), "utf8")).flatMap(({ specifier, line }) => {
      const imported = packageOf(folder, path, specifier);
      return imported === undefined ? [] : [{ imported, place: `${path}:${line}`, forTests: isTest(path) }];
    }),
  );
}

/**
 * The package of ours that a specifier leads to, by name or by a path that leaves the package.
 *
 * @param {string} folder @param {string} path @param {string} specifier
 */
function packageOf(folder, path, specifier) {
  if (specifier.startsWith(scope)) return specifier.slice(scope.length).split("/")[0];
  if (!specifier.startsWith(".")) return undefined;
  const target = posix.join(posix.dirname(path), specifier);
  if (target.startsWith(`${folder}/`) || !target.startsWith("packages/")) return undefined;
  return target.split("/")[1];
}

/** @param {string} path */
function isTest(path) {
  return path.endsWith(".test.ts") || path.includes("/testing/");
}

/** @param {string} folder */
function listFolders(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/**
 * Every TypeScript or JavaScript source below a folder, relative to the root, with `/`.
 *
 * @param {string} root @param {string} folder
 */
function listSources(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.split(sep).join("/")}`)
    .filter((path) => /\.[cm]?[jt]s$/.test(path) && !/\/(node_modules|dist)\//.test(path))
    .sort();
}

/** @param {readonly string[]} names */
function listNames(names) {
  return names.length === 0 ? "none" : names.join(", ");
}
