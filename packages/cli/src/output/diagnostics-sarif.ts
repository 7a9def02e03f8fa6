import { createHash } from "node:crypto";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { MANIFEST_PATH, rules, type Diagnostic, type Range } from "@rototo/core";
import { version } from "../version.js";
import type { Presentation } from "./present-json.js";
import type { RepositoryPaths } from "./repository-path.js";

/** Where a person reads what the rules are about. */
const HELP_URI = "https://www.npmjs.com/package/@rototo/cli#diagnostics";

/**
 * Diagnostics as SARIF 2.1.0, with the texts of every rule that is reported: one run,
 * which names its workspace, so that a scanner keeps the workspaces of one repository apart.
 */
export function diagnosticsSarif(
  diagnostics: readonly Diagnostic[],
  root: string | undefined,
  paths: RepositoryPaths,
): Presentation {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const fingerprints = fingerprintsOf(diagnostics, paths);
  const place = (path: string, range: Range): Presentation => ({
    physicalLocation: {
      artifactLocation: artifact(path, root, paths),
      region: path === "" ? undefined : region(range),
    },
  });
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "rototo", version, rules: codes.map(reportingDescriptor) } },
        // A scanner takes what stands before the last slash for the category of the run.
        automationDetails: { id: `rototo/${paths.workspace === "" ? "" : `${paths.workspace}/`}` },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map(({ code, severity, message, help, path, range, related }, index) => ({
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level: severity,
          message: { text: help === undefined ? message : `${message}\n${help}` },
          locations: [place(path, range)],
          partialFingerprints: { "rototo/v1": fingerprints[index] },
          relatedLocations: related?.map((other, id) => ({
            id,
            ...(place(other.path, other.range) as Readonly<Record<string, Presentation>>),
            message: { text: other.message },
          })),
        })),
      },
    ],
  };
}

/**
 * What stays the same while lines move: a scanner knows a finding again by it, and apart
 * from that of another workspace. Findings that are the same in all of that are told apart
 * by their order.
 */
function fingerprintsOf(diagnostics: readonly Diagnostic[], paths: RepositoryPaths): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map(({ code, message, path, target: { kind, id = "", field = "" } }) => {
    const finding = JSON.stringify([code, message, paths.pathOf(path) ?? path, kind, id, field]);
    const before = seen.get(finding) ?? 0;
    seen.set(finding, before + 1);
    return createHash("sha256").update(`${finding}${before}`).digest("hex").slice(0, 32);
  });
}

/** The rule's own texts; a code from a custom lint has none. */
function reportingDescriptor(code: string): Presentation {
  const rule = rules.find((candidate) => `rototo/${candidate.code}` === code);
  if (rule === undefined) return { id: code };
  return {
    id: code,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: rule.help },
    helpUri: HELP_URI,
    defaultConfiguration: { level: rule.severity },
  };
}

function artifact(path: string, root: string | undefined, paths: RepositoryPaths): Presentation {
  const file = path === "" ? MANIFEST_PATH : path;
  const inRepository = paths.pathOf(file);
  if (inRepository !== undefined) return { uri: encodePath(inRepository), uriBaseId: "%SRCROOT%" };
  return { uri: root === undefined ? encodePath(file) : pathToFileURL(join(root, file)).href };
}

function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** One-based; the end column is the first one after the region. */
function region({ start, end }: Range): Presentation {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
