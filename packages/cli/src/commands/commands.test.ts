import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { complete } from "../completion/complete.js";
import { renderHelpTexts } from "../help/render-help-texts.js";
import { commands, groups } from "./index.js";

const here = dirname(fileURLToPath(import.meta.url));
const docs = join(here, "../../../../docs/reference");
const page = readFileSync(join(docs, "cli.md"), "utf8");
const reference = readdirSync(docs)
  .filter((name) => name.endsWith(".md"))
  .map((name) => readFileSync(join(docs, name), "utf8"))
  .join("\n");

test("every file of a command is in the list of commands", () => {
  const list = readFileSync(join(here, "index.ts"), "utf8");
  const files = readdirSync(here).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const definitions = files.filter((name) =>
    /^export (?:const \w+: Command =|function \w+\([^)]*\): Command )/m.test(readFileSync(join(here, name), "utf8")),
  );
  expect(definitions.length).toBeGreaterThan(10);
  expect(definitions.filter((name) => !list.includes(`"./${name.replace(/\.ts$/, ".js")}"`))).toEqual([]);
});

test("the overview of the reference page has every command, and no other", () => {
  const [, overview = ""] = /```text shown\n(.*?)```/s.exec(page) ?? [];
  const lines = overview.trim().split("\n");
  const shown = lines.flatMap((line) => {
    const [, first = "", members = ""] = /^rototo (\S+)(.*)$/.exec(line) ?? [];
    const isGroup = groups.some(({ name }) => name === first);
    return isGroup ? members.split("|").map((member) => `${first} ${member.trim().split(" ")[0] ?? ""}`) : [first];
  });
  const long = commands.filter(({ description }) => !description.includes("; short for "));
  expect(shown.sort()).toEqual(long.map(({ path }) => path.join(" ")).sort());
});

test("every first word that commands share is a group, and every group has commands", () => {
  const shared = commands.flatMap(({ path }) => (path.length === 2 ? [path[0]] : []));
  expect(new Set(groups.map(({ name }) => name))).toEqual(new Set(shared));
});

describe.each(commands.map((command) => [command.path.join(" "), command] as const))("%s", (name, command) => {
  const { path, description, options = [] } = command;

  test("has a section on the reference page, or is named there as the short form of one", () => {
    const sections = [...page.matchAll(/^## (.+)$/gm)].flatMap(([, heading = ""]) => heading.split(", "));
    const short = /; short for (.+)$/.exec(description)?.[1];
    expect(sections).toContain(short ?? name);
    expect(page).toContain(short === undefined ? path.at(-1) : `\`rototo ${name}`);
  });

  test("has its options in the reference", () => {
    expect(options.map((option) => `--${option.name}`).filter((option) => !reference.includes(option))).toEqual([]);
  });

  test("is completed, and has help", async () => {
    const world = { commands, groups, cwd: "/", home: undefined };
    expect(complete([...path.slice(0, -1), ""], world).map(({ text }) => text)).toContain(path.at(-1));
    expect((await renderHelpTexts())[name]).toContain(description);
  });
});
