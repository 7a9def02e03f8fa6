import { expect, test } from "vitest";
import { parseSource } from "../parse-source.js";
import type { GitSource } from "../source.js";
import { gitFailure } from "./git-failure.js";
import { createGitSession } from "./git-session.js";

const text = "git+https://ada:hunter2@example.com/x.git#prod";
const session = createGitSession(parseSource(text, { cwd: "/" }) as GitSource, {});

test.each([
  [
    "git@example.com: Permission denied (publickey).\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.\n",
    "source-denied",
    "access was denied",
  ],
  [
    "fatal: could not read Username for 'https://example.com': terminal prompts disabled\n",
    "source-denied",
    "access was denied",
  ],
  [
    "ERROR: Repository not found.\nfatal: Could not read from remote repository.\n",
    "workspace-not-found",
    "no such repository",
  ],
  [
    "remote: Repository not found.\nfatal: repository 'https://example.com/x.git/' not found\n",
    "workspace-not-found",
    "no such repository",
  ],
  [
    "remote: The project could not be found.\nfatal: Could not read from remote repository.\n",
    "source-denied",
    "the key that ssh uses",
  ],
  [
    "ssh: connect to host example.com port 22: Connection refused\nfatal: Could not read from remote repository.\n",
    "source-unavailable",
    "cannot be reached",
  ],
  [
    "ssh: Could not resolve hostname example.com: Name or service not known\n",
    "source-unavailable",
    "cannot be reached",
  ],
  [
    "error: cannot run ssh: No such file or directory\nfatal: unable to fork\n",
    "source-unavailable",
    "install an ssh client",
  ],
  [
    "fatal: unable to access 'https://example.com/': Failed to connect to example.com port 443: Connection timed out\n",
    "source-unavailable",
    "cannot be reached",
  ],
  [
    "fatal: unable to access 'https://example.com/': Operation too slow. Less than 1 bytes/sec\n",
    "source-timeout",
    "did not answer in time",
  ],
  [
    "fatal: unable to access 'https://example.com/': The requested URL returned error: 502\n",
    "source-unavailable",
    "the server failed",
  ],
  [
    "error: RPC failed; curl 18 transfer closed\nfatal: early EOF\n",
    "source-unavailable",
    "cut before everything arrived",
  ],
  [
    "fatal: write error: No space left on device\nfatal: fetch-pack: invalid index-pack output\n",
    "source-unavailable",
    "no room",
  ],
])("%j is %s", (stderr, code, message) => {
  const error = gitFailure(session, stderr);
  expect(error.code).toBe(code);
  expect(error.message).toMatch(/^git\+https:\/\/example\.com\/x\.git#prod: /);
  expect(error.message).toContain(message);
});

test("words that nobody knows are passed on, without what must not be shown", () => {
  const stderr =
    "remote: hunter2 from the server\nwarning: not this\nfatal: odd \u001b[31mhunter2\u001b[0m at https://eve:s3cret@example.com/y for ada\nfatal: more\n";
  expect(gitFailure(session, stderr).message).toBe(
    "git+https://example.com/x.git#prod: git failed: odd  [31m*** [0m at https://example.com/y for ***",
  );
  expect(gitFailure(session, "").message).toContain("git failed: it did not say why");
});
