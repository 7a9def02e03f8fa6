import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { MANIFEST_PATH, rules, type Diagnostic, type Range } from "@rototo/core";
import { version } from "../version.js";
import type { Presentation } from "./present-json.js";
import { repositoryPath } from "./repository-path.js";

/** Diagnostics as SARIF 2.1.0, with the texts of every rule that is reported. */
export function diagnosticsSarif(
  diagnostics: readonly Diagnostic[],
  root: string | undefined,
  cwd: string,
): Presentation {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const place = (path: string, range: Range): Presentation => ({
    physicalLocation: { artifactLocation: artifact(path, root, cwd), region: path === "" ? undefined : region(range) },
  });
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "rototo", version, rules: codes.map(reportingDescriptor) } },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map(({ code, severity, message, help, path, range, related }) => ({
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level: severity,
          message: { text: help === undefined ? message : `${message}\n${help}` },
          locations: [place(path, range)],
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

/** The rule's own texts; a code from a custom lint has none. */
function reportingDescriptor(code: string): Presentation {
  const rule = rules.find((candidate) => `rototo/${candidate.code}` === code);
  if (rule === undefined) return { id: code };
  return {
    id: code,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: rule.help },
    defaultConfiguration: { level: rule.severity },
  };
}

function artifact(path: string, root: string | undefined, cwd: string): Presentation {
  const file = path === "" ? MANIFEST_PATH : path;
  const fromHere = repositoryPath(file, root, cwd);
  if (fromHere !== undefined) return { uri: encodePath(fromHere), uriBaseId: "%SRCROOT%" };
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
