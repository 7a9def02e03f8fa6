import { inspect } from "node:util";
import { RototoError } from "@rototo/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseSource } from "./parse-source.js";
import type { ArchiveSource, GitSource } from "./source.js";

const cwd = "/srv/app";

function refusal(text: string): RototoError {
  try {
    parseSource(text, { cwd });
  } catch (error) {
    if (error instanceof RototoError) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

function refusedWith(text: string, reason: string): void {
  const error = refusal(text);
  expect(error.code).toBe("source-invalid");
  expect(error.message).toContain(reason);
  expect(error.message).not.toMatch(/[\0\r\n]/);
}

describe("local directories", () => {
  test.each([
    ["./config", "/srv/app/config"],
    ["config", "/srv/app/config"],
    [".", "/srv/app"],
    ["../other", "/srv/other"],
    ["/srv/config/", "/srv/config"],
    ["./http:config", "/srv/app/http:config"],
    ["team@2026", "/srv/app/team@2026"],
    ["/srv/a:b/c@d", "/srv/a:b/c@d"],
    ["./~", "/srv/app/~"],
    ["file:///srv/config", "/srv/config"],
    ["file:///srv/my%20config/", "/srv/my config/"],
    ["file://localhost/srv/config", "/srv/config"],
    ["FILE:///srv/config", "/srv/config"],
  ])("%s is %s", (text, directory) => {
    expect(parseSource(text, { cwd })).toEqual({ kind: "local", directory });
  });
});

describe("git repositories", () => {
  const commit = "0123456789abcdef0123456789abcdef01234567";

  test.each<[string, Partial<GitSource>]>([
    ["git+https://github.com/acme/config.git", { url: "https://github.com/acme/config.git", transport: "https" }],
    ["GIT+HTTPS://GitHub.com/acme/config", { url: "https://github.com/acme/config", transport: "https" }],
    ["git+https://example.com:8443/x.git", { url: "https://example.com:8443/x.git" }],
    ["git+ssh://git@github.com/acme/config.git", { url: "ssh://git@github.com/acme/config.git", transport: "ssh" }],
    ["git+ssh://github.com:2222/~ada/config.git", { url: "ssh://github.com:2222/~ada/config.git" }],
    ["git+file:///srv/config.git", { url: "file:///srv/config.git", transport: "file" }],
    ["git+file://localhost/srv/my%20config.git", { url: "file:///srv/my%20config.git" }],
    ["git+file:///srv/100%.git", { url: "file:///srv/100%.git" }],
    ["git+file:///srv/x.git#prod", { ref: "prod" }],
    ["git+file:///srv/x.git#prod:config", { ref: "prod", subdirectory: "config" }],
    ["git+file:///srv/x.git#:config", { ref: undefined, subdirectory: "config" }],
    ["git+file:///srv/x.git#release/2026-05:teams/a b", { ref: "release/2026-05", subdirectory: "teams/a b" }],
    ["git+file:///srv/x.git#prod:a%20b/c%23d", { ref: "prod", subdirectory: "a b/c#d" }],
    ["git+file:///srv/x.git#prod:a:b", { ref: "prod", subdirectory: "a:b" }],
    ["git+file:///srv/x.git#refs/pull/7/head", { ref: "refs/pull/7/head" }],
    ["git+file:///srv/x.git#HEAD", { ref: "HEAD" }],
    ["git+file:///srv/x.git#v1.2.3", { ref: "v1.2.3" }],
    [`git+file:///srv/x.git#${commit}`, { ref: commit }],
    [`git+file:///srv/x.git#${commit.toUpperCase()}:config`, { ref: commit, subdirectory: "config" }],
  ])("%s", (text, expected) => {
    const common = { kind: "git", ref: undefined, subdirectory: "", name: text };
    expect(parseSource(text, { cwd })).toMatchObject({ ...common, ...expected });
  });

  test("a slash at the end of a subdirectory is nothing", () => {
    for (const text of ["git+file:///srv/x.git#prod:a/b/", "https://example.com/x.tar.gz#:a/b/"]) {
      expect(parseSource(text, { cwd })).toMatchObject({ subdirectory: "a/b" });
    }
  });

  test("a tag with an @ behind a port is no password", () => {
    const text = "git+https://example.com:8443/x.git#pkg@1.0";
    expect(parseSource(text, { cwd })).toMatchObject({ ref: "pkg@1.0", name: text });
  });

  test("credentials are for git, not for the name", () => {
    expect(parseSource("git+https://ada:hunter2@example.com/x.git#prod", { cwd })).toEqual({
      kind: "git",
      url: "https://ada:hunter2@example.com/x.git",
      transport: "https",
      ref: "prod",
      subdirectory: "",
      name: "git+https://example.com/x.git#prod",
    });
  });
});

describe("archives", () => {
  test.each<[string, Partial<ArchiveSource>]>([
    ["https://example.com/x.tar.gz", { url: "https://example.com/x.tar.gz", subdirectory: undefined }],
    ["HTTPS://Example.com:8443/x.tgz#:config/a", { url: "https://example.com:8443/x.tgz", subdirectory: "config/a" }],
    ["http://LocalHost:8080/x.tar.gz#:a", { url: "http://localhost:8080/x.tar.gz", subdirectory: "a" }],
    ["http://127.1/x.tar.gz", { url: "http://127.0.0.1/x.tar.gz" }],
    ["http://[::1]:1/x.tar.gz", { url: "http://[::1]:1/x.tar.gz" }],
    ["https://example.com/tarball/main", { url: "https://example.com/tarball/main" }],
  ])("%s", (text, expected) => {
    expect(parseSource(text, { cwd })).toMatchObject({ kind: "archive", name: text, ...expected });
  });

  test("credentials are for the server, not for the name", () => {
    expect(parseSource("https://ada:hunter2@example.com/x.tar.gz?sig=hunter2#:config", { cwd })).toEqual({
      kind: "archive",
      url: "https://ada:hunter2@example.com/x.tar.gz?sig=hunter2",
      subdirectory: "config",
      name: "https://example.com/x.tar.gz?sig=***#:config",
    });
  });
});

describe("snapshots", () => {
  test.each([
    ["./x.snapshot.json", "file:///srv/app/x.snapshot.json", "/srv/app/x.snapshot.json"],
    ["/srv/a b#c.snapshot.json", "file:///srv/a%20b%23c.snapshot.json", "/srv/a b#c.snapshot.json"],
    ["file:///srv/a%20b.snapshot.json", "file:///srv/a%20b.snapshot.json", "/srv/a b.snapshot.json"],
    [
      "https://example.com/x.snapshot.json",
      "https://example.com/x.snapshot.json",
      "https://example.com/x.snapshot.json",
    ],
    [
      "https://ada:hunter2@example.com/a/x.snapshot.json?sig=hunter2",
      "https://ada:hunter2@example.com/a/x.snapshot.json?sig=hunter2",
      "https://example.com/a/x.snapshot.json?sig=***",
    ],
    [
      "http://ada:hunter2@127.0.0.1:1/x.snapshot.json",
      "http://ada:hunter2@127.0.0.1:1/x.snapshot.json",
      "http://127.0.0.1:1/x.snapshot.json",
    ],
  ])("%s", (text, url, name) => {
    expect(parseSource(text, { cwd })).toEqual({ kind: "snapshot", url, name });
  });

  test("what only looks like one is none", () => {
    expect(parseSource("./x.snapshot.json/config", { cwd })).toMatchObject({ kind: "local" });
    expect(parseSource("https://example.com/x.tar.gz?file=x.snapshot.json", { cwd })).toMatchObject({
      kind: "archive",
    });
  });
});

test("every text is a source or refused with that code", () => {
  const scheme = fc.constantFrom("git+https://", "git+ssh://", "git+file:///", "https://", "file:///", "");
  const fragment = fc.constantFrom("", "#", ":", "..", "/", "%", "@", "-", "?", "\\");
  const text = fc
    .tuple(scheme, fc.array(fc.oneof(fragment, fc.string({ maxLength: 6 }))))
    .map((parts) => parts.flat().join(""));
  fc.assert(
    fc.property(text, (given) => {
      try {
        const source = parseSource(given, { cwd });
        if (source.kind === "git") {
          expect(source.ref ?? "main").not.toMatch(/^-|\.\.|[\0-\x20]/);
          expect(source.url).toMatch(/^(https|ssh|file):\/\/[^-]/);
        }
        if (source.kind === "git" || source.kind === "archive")
          expect(`/${source.subdirectory ?? ""}/`).not.toMatch(/\/\.\.?\/|[\0\n]/);
      } catch (error) {
        if (!(error instanceof RototoError)) throw error;
        expect(error.code).toBe("source-invalid");
      }
    }),
  );
});

describe("refused at once, with a way out", () => {
  test.each([
    ["", "give a directory"],
    ["a\0b", "no NUL"],
    ["a\nb", "no line break"],
    ["a\rb", "no line break"],
    ["http://example.com/x.tar.gz", "use https://"],
    ["HTTP://example.com/x.tar.gz", "use https://"],
    ["http://localhost.example.com/x.snapshot.json", "use https:// for all but this machine"],
    ["http:localhost/x.tar.gz", "https://host/path"],
    ["http://localhost", "names no archive"],
    ["http://localhost:8080/hunter2@h/x.tar.gz", "a port and then an @"],
    ["git+http://localhost/x.git", "use git+https://"],
    ["git+http://example.com/x.git", "use git+https://"],
    ["git://example.com/x.git", "use git+https://"],
    ["ssh://example.com/x.git", "git+ssh://"],
    ["ext::sh -c touch% /tmp/pwned", "unknown scheme ext"],
    ["git+ext://x", "unknown scheme git+ext"],
    ["ftp://example.com/x", "unknown scheme ftp"],
    ["~", "the shell did not expand ~"],
    ["~/config", "the shell did not expand ~"],
    ['"./config"', "begins with a quote or a blank"],
    [" ./config", "begins with a quote or a blank"],
    ["source=https://example.com/x.tar.gz", "an address begins with its scheme"],
    ["https://github.com/acme/config", "write git+https://"],
    ["https://gitlab.com/acme/config/#:config", "write git+https://"],
    ["data:text/plain,x", "unknown scheme data"],
    ["git@github.com:acme/config.git", "git+ssh://"],
    ["file:///srv/config#main", "no #fragment"],
    ["file:///srv/config#", "no #fragment"],
    ["file:///srv/config?x=1", "no ?query"],
    ["file:srv/config", "file:///absolute/path"],
    ["file:/srv/config", "file:///absolute/path"],
    ["file://server/share", "names no host"],
    ["file://", "names no directory"],
    ["file:///srv/%00", "no NUL"],
    ["file:///srv/%0a", "no line break"],
    ["file:///srv/a%2Fb", "not a file URL"],
    ["https://example.com/x.snapshot.json#:config", "a snapshot is one file"],
    ["https://example.com/x.snapshot.json#", "the fragment is empty"],
    ["file:///srv/x.snapshot.json#a", "takes no #fragment"],
    ["https:///x.snapshot.json", "https://host/path"],
    ["https://example.com", "names no archive"],
    ["https://example.com/#:config", "names no archive"],
    ["https://", "https://host/path.tar.gz"],
    ["https:example.com/x.tar.gz", "https://host/path.tar.gz"],
    ["https://exa mple.com/x.tar.gz", "https://host/path.tar.gz"],
    ["https://example.com/x.tar.gz#main", "an archive has no refs"],
    ["https://example.com/x.tar.gz#main:config", "an archive has no refs"],
    ["git+https://example.com", "names no repository"],
    ["git+https://example.com/", "names no repository"],
    ["git+https://", "write it as git+https://host/path"],
    ["git+https:example.com/x.git", "write it as git+https://host/path"],
    ["git+https:///x.git?", "no ?query"],
    ["git+https://example.com/x.git?a=1", "no ?query"],
    ["git+https://example.com\\x.git", "written with /"],
    ["git+https://exa mple.com/x.git", "not a URL"],
    ["git+https://example.com:port/x.git", "not a URL"],
    ["git+https://example.com/x%0a.git", "no NUL, line break"],
    ["git+https://example.com/x%00.git", "no NUL, line break"],
    ["git+https://user:a%0Apassword=b@example.com/x.git", "no NUL, line break"],
    ["git+https://exam\tple.com/x.git", "no NUL, line break"],
    ["https://exam\tple.com/x.tar.gz", "no NUL, line break"],
    ["https://example.com/%1b.tar.gz", "no NUL, line break"],
    ["git+ssh://%2doProxyCommand=touch/x.git", "does not start with -"],
    ["git+ssh://-oProxyCommand=touch/x.git", "does not start with -"],
    ["git+ssh://-oProxyCommand=touch@example.com/x.git", "does not start with -"],
    ["git+ssh://%2doProxyCommand=touch@example.com/x.git", "does not start with -"],
    ["git+ssh:///x.git", "names no host"],
    ["git+file://server/x.git", "names no host"],
    ["git+file:x.git", "git+file:///absolute/path"],
    ["git+file:/srv/x.git", "git+file:///absolute/path"],
    ["git+file://", "git+file:///absolute/path"],
    ["git+file:///", "git+file:///absolute/path"],
    ["git+ext::sh -c touch", "unknown scheme git+ext"],
  ])("%j", refusedWith);

  test.each([
    ["#", "the fragment is empty"],
    ["#:", "ends after its colon"],
    ["#prod:", "ends after its colon"],
    ["#:/etc", "relative"],
    ["#prod:/etc", "relative"],
    ["#:..", "no .. in it"],
    ["#prod:../x", "no .. in it"],
    ["#prod:a/../b", "no .. in it"],
    ["#prod:a/%2e%2e/b", "no .. in it"],
    ["#prod:a%2f..%2fb", "no .. in it"],
    ["#prod:./a", "no . in it"],
    ["#prod:a//b", "empty part"],
    ["#prod:a//", "empty part"],
    ["#prod:a\\b", "with /, not with \\"],
    ["#prod:a%00b", "no NUL"],
    ["#prod:a%0ab", "no NUL, line break"],
    ["#pr%00od", "no NUL"],
    ["#pr%0aod", "no NUL, line break"],
    ["#100%", "write % as %25"],
    ["#-x", "does not start with -"],
    ["#--upload-pack=touch", "does not start with -"],
    ["#%2dx:config", "does not start with -"],
    ["#/prod", "name of a branch or tag"],
    ["#prod/", "name of a branch or tag"],
    ["#a//b", "name of a branch or tag"],
    ["#a..b", "name of a branch or tag"],
    ["#prod~1", "name of a branch or tag"],
    ["#prod^{}", "name of a branch or tag"],
    ["#prod@{1}", "name of a branch or tag"],
    ["#@", "name of a branch or tag"],
    ["#a b", "name of a branch or tag"],
    ["#refs/heads/*", "name of a branch or tag"],
    ["#a?", "name of a branch or tag"],
    ["#[a]", "name of a branch or tag"],
    ["#a\\b", "name of a branch or tag"],
    ["#.a", "name of a branch or tag"],
    ["#a/.b", "name of a branch or tag"],
    ["#a.lock", "name of a branch or tag"],
    ["#a.", "name of a branch or tag"],
  ])("the fragment %j of a git source", (fragment, reason) => {
    refusedWith(`git+https://example.com/x.git${fragment}`, reason);
    refusedWith(`git+file:///srv/x.git${fragment}`, reason);
  });

  test.each([
    ["#:", "ends after its colon"],
    ["#:/etc", "relative"],
    ["#:a/../b", "no .. in it"],
    ["#:a//b", "empty part"],
    ["#:a%00b", "no NUL"],
  ])("the fragment %j of an archive", (fragment, reason) => {
    refusedWith(`https://example.com/x.tar.gz${fragment}`, reason);
  });

  test.each([
    "https://user:hunter2@example.com/x.tar.gz#main",
    "https://hunter2@example.com/x.tar.gz#",
    "https://example.com/x.tar.gz?token=hunter2&b=1#:/config",
    "https://example.com/x.tar.gz?hunter2#main",
    "git+https://user:hunter2@example.com/x.git#-x",
    "git+https://user:hunter2@example.com:port/x.git",
    "git+https://user:hunter2@example.com",
    "git+ssh://git:hunter2@example.com/x.git",
    "http://user:hunter2@example.com",
    "https:///user:hunter2@example.com",
    "https:\\\\user:hunter2@example.com",
    "https:user:hunter2@example.com",
    "https://user:hun/hunter2@example.com/x",
    "https://user:hun#hunter2@example.com/x",
    "https://user:hun@hunter2@example.com/x#main",
    "user:hunter2@example.com",
    '"https://user:hunter2@example.com/x.tar.gz"',
    " https://user:hunter2@example.com/x.tar.gz",
    "source=https://user:hunter2@example.com/x.tar.gz",
    "token=hunter2 https://example.com/x.tar.gz",
    "//user:hunter2@example.com/x.tar.gz",
    "user:hun/hunter2@example.com",
    "the_user:hunter2@example.com",
    "the_user:hun/hunter2@example.com",
    "https://user:8080/hunter2@example.com/x.tar.gz",
    "git+https://user:8080/hunter2@example.com/x.git",
    "https://user:8080#hunter2@example.com/x.tar.gz",
    "https://example.com/x.tar.gz#token=hunter2",
    "https://example.com/x.tar.gz#hunter2",
    "git+https://example.com/x.git#token=hunter2:..",
    "file://user:hunter2@example.com/x",
    "file:///https://user:hunter2@example.com/x",
    "/srv/https://user:hunter2@example.com/x",
    "//#https://user:hunter2@example.com/x",
    "file://user:hunter2@example.com/x#y",
    "git+file://user:hunter2@example.com/x",
  ])("a credential does not come back: %s", (text) => {
    const error = refusal(text);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain("hunter2");
    expect(error.message).toContain("example.com");
  });
});
