import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Documents } from "@rototo/core";
import { loadSource, parseSource } from "@rototo/sources";
import type { ConformanceCase } from "./answer-case.js";

/** A workspace and what it must answer. */
export interface ConformanceSuite {
  /** Of the case file, without `.json`. */
  readonly name: string;
  /** Of the workspace. */
  readonly directory: string;
  readonly documents: Documents;
  readonly cases: readonly ConformanceCase[];
}

const root = import.meta.dirname;

/** All of the cases, with their workspaces. */
export function readSuites(): Promise<readonly ConformanceSuite[]> {
  const files = readdirSync(join(root, "cases")).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = readFileSync(join(root, "cases", file), "utf8");
      const { workspace, cases } = JSON.parse(text) as { workspace: string; cases: ConformanceCase[] };
      const { documents } = await loadSource(parseSource(workspace, { cwd: root }));
      if (documents === undefined) throw new Error(`${workspace} is no directory of files`);
      return { name: basename(file, ".json"), directory: join(root, workspace), documents, cases };
    }),
  );
}
