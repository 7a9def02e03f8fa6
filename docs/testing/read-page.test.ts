import { describe, expect, it } from "vitest";
import { readPage } from "./read-page.js";

const block = (info: string, body = "x") => `\`\`\`${info}\n${body}\n\`\`\``;
const page = (...blocks: string[]) => readPage(blocks.join("\n\n"), "page.md");

describe("readPage", () => {
  it("reads files, commands and what they print, in order", () => {
    const { steps } = page(
      block("toml file=config/a.toml", "a = 1"),
      block("sh", "echo one\necho two"),
      block("text stdout", "one\ntwo"),
      block("toml shown"),
      block("toml same-as=a.toml"),
      block("sh exit=1", "false"),
      block("text stderr", "no"),
    );
    expect(steps).toEqual([
      { kind: "file", line: 1, path: "config/a.toml", text: "a = 1\n" },
      { kind: "command", line: 5, script: "echo one\necho two", exit: 0, stdout: "one\ntwo\n" },
      { kind: "quote", line: 19, path: "a.toml", text: "x\n" },
      { kind: "command", line: 23, script: "false", exit: 1, stderr: "no\n" },
    ]);
  });

  it("keeps apart what only a person runs", () => {
    expect(page(block("sh by-hand", "npm test"))).toEqual({ steps: [], byHand: [{ line: 1, script: "npm test" }] });
  });

  it("reads where the commands start", () => {
    expect(page("<!-- commands start in examples/a -->").startsIn).toBe("examples/a");
  });

  it("takes a fence inside a longer fence for text", () => {
    const text = "````text file=a.md\n```\ninner\n```\n````";
    expect(readPage(text, "page.md").steps).toEqual([
      { kind: "file", line: 1, path: "a.md", text: "```\ninner\n```\n" },
    ]);
  });

  it.each([
    ["a block that says nothing", block("")],
    ["a language alone", block("toml")],
    ["an unknown word", block("sh maybe")],
    ["two words", block("sh exit=1 by-hand")],
    ["an exit status of another language", block("toml exit=1")],
    ["a file without a path", block("toml file=")],
    ["a quote without a path", block("toml same-as")],
    ["output without a command", block("text stdout")],
    ["output after something else", [block("sh"), block("toml shown"), block("text stdout")].join("\n")],
    ["output twice", [block("sh"), block("text stdout"), block("text stdout")].join("\n")],
    ["an indented block", `- item\n\n  ${block("sh")}`],
    ["a block that never ends", "```sh\necho one"],
  ])("refuses %s", (_name, text) => {
    expect(() => readPage(text, "page.md")).toThrow(/^page\.md:\d+: /);
  });
});
