import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { TestRepository } from "../testing/git-repository.js";
import { gitSandbox } from "../testing/git-sandbox.js";
import { failureOf, load } from "../testing/load-text.js";

const sandbox = gitSandbox();
const MANIFEST = "schema_version = 1\n";

describe("symbolic links", () => {
  test("are followed while the target stays inside the workspace", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit({
      "outside.toml": "secret",
      "folder/x.toml": "secret",
      "config/shared/a.toml": "shared",
      "config/qualifiers/own.toml": "own",
      "config/more/limits.toml": "limits",
      "config/more/x": { link: "../shared/a.toml" },
      "config/qualifiers/inside.toml": { link: "../shared/a.toml" },
      "config/qualifiers/out-and-in.toml": { link: "../../config/shared/a.toml" },
      "config/qualifiers/through.toml": { link: "../variables/./x" },
      "config/variables": { link: "more/" },
      "config/qualifiers/outside.toml": { link: "../../outside.toml" },
      "config/qualifiers/twice.toml": { link: "../again.toml" },
      "config/again.toml": { link: "../outside.toml" },
      "config/qualifiers/absolute.toml": { link: "/etc/passwd" },
      "config/qualifiers/above.toml": { link: "../../../etc/passwd" },
      "config/qualifiers/gone.toml": { link: "gone.toml" },
      "config/qualifiers/loop.toml": { link: "loop.toml" },
      "config/qualifiers/below-file.toml": { link: "own.toml/x" },
      "config/qualifiers/folder.toml": { link: "../shared" },
      "config/catalogs": { link: "../folder" },
      "config/lint": { link: "/etc" },
    });
    const { documents } = await load(`git+${repository.url}#main:config`);
    expect([...documents]).toEqual([
      ["catalogs", { unreadable: "unsafe-link" }],
      ["lint", { unreadable: "unsafe-link" }],
      ["qualifiers/above.toml", { unreadable: "unsafe-link" }],
      ["qualifiers/absolute.toml", { unreadable: "unsafe-link" }],
      ["qualifiers/below-file.toml", { unreadable: "broken-link" }],
      ["qualifiers/folder.toml", { unreadable: "not-a-file" }],
      ["qualifiers/gone.toml", { unreadable: "broken-link" }],
      ["qualifiers/inside.toml", "shared"],
      ["qualifiers/loop.toml", { unreadable: "broken-link" }],
      ["qualifiers/out-and-in.toml", "shared"],
      ["qualifiers/outside.toml", { unreadable: "unsafe-link" }],
      ["qualifiers/own.toml", "own"],
      ["qualifiers/through.toml", "shared"],
      ["qualifiers/twice.toml", { unreadable: "unsafe-link" }],
      ["variables/limits.toml", "limits"],
    ]);
  });

  test("a link longer than any is given up, and so is a chain of links", async () => {
    const repository = new TestRepository(sandbox.directory);
    const long = repository.writeBlob("a/".repeat(200_000) + "b");
    const chain = Array.from(
      { length: 50 },
      (_, index) => ["120000", `l${index}.toml`, repository.writeBlob(`l${index + 1}.toml`)] as const,
    );
    const sorted = [...chain, ["120000", "long.toml", long] as const].sort(([, left], [, right]) =>
      left < right ? -1 : 1,
    );
    const manifest = repository.writeBlob(MANIFEST);
    repository.commitTree([
      ["100644", "rototo-workspace.toml", manifest],
      ["40000", "variables", repository.writeTree(sorted)],
    ]);
    const { documents } = await load(`git+${repository.url}#main`);
    expect(documents.get("variables/long.toml")).toEqual({ unreadable: "broken-link" });
    expect(documents.get("variables/l0.toml")).toEqual({ unreadable: "broken-link" });
  });

  test("a link that multiplies itself is given up", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit({
      "qualifiers/a.toml": { link: "../b/b/b/b/x" },
      b: { link: "b/b/b" },
      variables: { link: "variables/.." },
    });
    expect([...(await load(`git+${repository.url}`)).documents]).toEqual([
      ["qualifiers/a.toml", { unreadable: "broken-link" }],
      ["variables", { unreadable: "broken-link" }],
    ]);
  });
});

describe("nothing of the repository runs", () => {
  test("no hook, filter or submodule, of it or of the user's templates", async () => {
    const proof = join(sandbox.directory, "it-ran");
    const other = new TestRepository(sandbox.directory);
    const otherCommit = other.commit({ "rototo-workspace.toml": MANIFEST, "qualifiers/x.toml": "x" });
    const repository = new TestRepository(sandbox.directory);
    const blob = repository.writeBlob("a");
    const modules = repository.writeBlob(
      `[submodule "variables"]\n\tpath = variables\n\turl = ${other.url}\n[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "touch ${proof}"\n`,
    );
    const attributes = repository.writeBlob("* filter=touch diff=touch merge=touch export-subst\n");
    const tree = repository.writeTree([
      ["100644", "a.toml", blob],
      ["160000", "sub.toml", otherCommit],
    ]);
    repository.commitTree([
      ["100644", ".gitattributes", attributes],
      ["100644", ".gitmodules", modules],
      ["40000", "qualifiers", tree],
      ["160000", "variables", otherCommit],
      ["160000", "x", otherCommit],
    ]);
    const script = `#!/bin/sh\ntouch ${proof}\n`;
    const template = join(sandbox.home, "template");
    for (const hooks of [join(repository.path, ".git/hooks"), join(template, "hooks"), join(sandbox.home, "hooks")]) {
      mkdirSync(hooks, { recursive: true });
      for (const hook of ["post-checkout", "reference-transaction", "post-merge", "fsmonitor-watchman"]) {
        writeFileSync(join(hooks, hook), script);
        chmodSync(join(hooks, hook), 0o755);
      }
    }
    writeFileSync(
      join(sandbox.home, ".gitconfig"),
      `[init]\n\ttemplateDir = ${template}\n[core]\n\thooksPath = ${join(sandbox.home, "hooks")}\n` +
        `[filter "touch"]\n\tsmudge = touch ${proof}\n\tprocess = touch ${proof}\n\trequired = true\n` +
        `[fetch]\n\trecurseSubmodules = true\n[submodule]\n\trecurse = true\n`,
    );
    expect([...(await load(`git+${repository.url}#main`)).documents]).toEqual([
      ["qualifiers/a.toml", "a"],
      ["qualifiers/sub.toml", { unreadable: "not-a-file" }],
      ["variables", { unreadable: "not-a-file" }],
    ]);
    expect(existsSync(proof)).toBe(false);
    writeFileSync(join(sandbox.home, ".gitconfig"), "");
    expect((await failureOf(`git+${repository.url}#main:variables`)).message).toContain("is a submodule");
  });
});

test("an address that the user's configuration turns into a program is not followed", async () => {
  const proof = join(sandbox.directory, "it-ran-too");
  const configuration = join(sandbox.home, ".gitconfig");
  writeFileSync(
    configuration,
    `[url "ext::sh -c touch% ${proof}% "]\n\tinsteadOf = https://localhost/\n[protocol]\n\tallow = always\n`,
  );
  onTestFinished(() => rmSync(configuration));
  expect((await failureOf("git+https://localhost/x.git#main")).code).toBe("source-unsafe");
  expect(existsSync(proof)).toBe(false);
});

describe("entries that git would not make", () => {
  test.each([
    ["..", "not a name that a file can have"],
    [".", "not a name that a file can have"],
    ["qualifiers/x.toml", "not a name that a file can have"],
  ])("the name %j", async (name, problem) => {
    const repository = new TestRepository(sandbox.directory);
    repository.commitTree([["100644", name, repository.writeBlob("x")]]);
    const error = await failureOf(`git+${repository.url}#main`);
    expect(error).toMatchObject({ code: "source-unsafe", details: { entry: name } });
    expect(error.message).toContain(`unsafe entry ${JSON.stringify(name)}: ${problem}`);
  });

  test("a name that is there twice", async () => {
    const repository = new TestRepository(sandbox.directory);
    const [one, two] = [repository.writeBlob("1"), repository.writeBlob("2")];
    const tree = repository.writeTree([
      ["100644", "a.toml", one],
      ["100644", "a.toml", two],
    ]);
    repository.commitTree([["40000", "qualifiers", tree]]);
    const error = await failureOf(`git+${repository.url}#main`);
    expect(error).toMatchObject({ code: "source-unsafe", details: { entry: "qualifiers/a.toml" } });
  });

  test("names that are not UTF-8 and names that mean something to JavaScript are names", async () => {
    const repository = new TestRepository(sandbox.directory);
    const blob = repository.writeBlob("x");
    const latin1 = (name: string): string => Buffer.from(name, "latin1").toString("latin1");
    repository.commit({ "qualifiers/__proto__.toml": "p", "qualifiers/constructor.toml": "c" });
    repository.commitTree([
      ["40000", "qualifiers", repository.git("rev-parse", "HEAD:qualifiers")],
      ["40000", "variables", repository.writeTree([["100644", latin1("a\nb.toml"), blob]])],
    ]);
    expect([...(await load(`git+${repository.url}#main`)).documents.keys()]).toEqual([
      "qualifiers/__proto__.toml",
      "qualifiers/constructor.toml",
      "variables/a\nb.toml",
    ]);
  });

  test("a file name that is not UTF-8", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit({ "qualifiers/a.toml": "a" });
    writeFileSync(
      Buffer.concat([Buffer.from(join(repository.path, "qualifiers/")), Buffer.from([0xff]), Buffer.from(".toml")]),
      "",
    );
    repository.commit({});
    expect((await load(`git+${repository.url}`)).documents.get("qualifiers/\uFFFD.toml")).toEqual({
      unreadable: "encoding",
    });
  });
});

describe("limits", () => {
  test("on the number of files and on their size", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit(
      Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`qualifiers/q${index}.toml`, `q${index}`])),
    );
    const url = `git+${repository.url}`;
    expect((await load(url, { limits: { entries: 20 } })).documents.size).toBe(20);
    const entries = await failureOf(url, { limits: { entries: 19 } });
    expect(entries).toMatchObject({ code: "source-too-large", details: { limit: "entries", allowed: 19 } });
    expect(entries.message).toContain("more than 19 files");
  });

  test("on what is read, before it is in memory", async () => {
    const repository = new TestRepository(sandbox.directory);
    // Small on the way, large once it is there.
    repository.commit({ "qualifiers/a.toml": "a".repeat(60_000_000) });
    const error = await failureOf(`git+${repository.url}`, { limits: { extractedBytes: 1_000_000 } });
    expect(error).toMatchObject({ code: "source-too-large", details: { limit: "extractedBytes", allowed: 1_000_000 } });
  });
});
