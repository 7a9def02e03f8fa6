import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../tools/run-command.mjs";
import { listPages } from "./testing/page-list.js";

const LINK = /(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g;

describe.each(listPages())("%s", (path) => {
  const links = [...withoutCode(read(path)).matchAll(LINK)].map(([, target = ""]) => target);
  const relative = links.filter((target) => !/^[a-z]+:/.test(target));

  it("links only to pages and headings that exist", () => {
    expect(relative.filter((target) => !resolves(path, target))).toEqual([]);
  });
});

function resolves(from: string, target: string): boolean {
  const [file = "", heading] = target.split("#");
  const path = file === "" ? from : join(dirname(from), decodeURI(file));
  if (!existsSync(join(root, path))) return false;
  return heading === undefined || headings(path).includes(heading);
}

/** The anchors of a page: written out as `{#anchor}`, or made from the heading as GitHub does. */
function headings(path: string): readonly string[] {
  return [...withoutCode(read(path)).matchAll(/^#+ (.*?)(?: \{#(.+)\})?$/gm)].map(
    ([, text = "", anchor]) => anchor ?? anchorOf(text),
  );
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^(`{3,}).*\n[^]*?^\1$/gm, "");
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
