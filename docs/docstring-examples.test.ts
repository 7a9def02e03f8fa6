import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { root } from "../tools/run-command.mjs";

/** The `@example` blocks of all docstrings, each as a module that stands beside the file it is in. */
const examples = new Map(
  readdirSync(join(root, "packages")).flatMap((name) => examplesOf(join(root, "packages", name))),
);

it("has docstrings whose examples are right", { timeout: 120_000 }, () => {
  expect(examples.size).toBeGreaterThan(0);
  const { options } = ts.parseJsonConfigFileContent(
    { extends: "./tsconfig.json", compilerOptions: { lib: ["ES2023", "DOM", "ESNext.Disposable"] }, files: [] },
    ts.sys,
    root,
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => examples.has(path) || fileExists(path);
  host.readFile = (path) => examples.get(path) ?? readFile(path);
  host.getSourceFile = (path, version) => {
    const text = examples.get(path);
    return text === undefined ? getSourceFile(path, version) : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([...examples.keys()], options, host);
  const problems = [...examples.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  });
  expect(problems.map(({ file, messageText }) => [file?.fileName, messageText])).toEqual([]);
});

function examplesOf(folder: string): readonly (readonly [path: string, text: string])[] {
  return readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
    .flatMap((path) => {
      const source = join(folder, "src", path);
      const blocks = readFileSync(source, "utf8").matchAll(/^ *\* @example\n *\* ```ts\n((?: *\*.*\n)*?) *\* ```$/gm);
      return [...blocks].map(([, block = ""], index) => {
        const text = `${block.replaceAll(/^ *\* ?/gm, "")}\nexport {};\n`;
        return [`${source.slice(0, -".ts".length)}.example-${index}.ts`, text] as const;
      });
    });
}
