import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { TestRepository } from "../testing/git-repository.js";
import { gitSandbox } from "../testing/git-sandbox.js";
import { failureOf, load, probe } from "../testing/load-text.js";
import { sshServerMissing, startSshServer } from "../testing/ssh-server.js";

const sandbox = gitSandbox();

function configureSsh(command: string): void {
  const path = join(sandbox.home, ".gitconfig");
  writeFileSync(path, `[core]\n\tsshCommand = "${command}"\n`);
  onTestFinished(() => rmSync(path, { force: true }));
}

describe.skipIf(sshServerMissing !== undefined)(`over ssh${sshServerMissing ? ` (${sshServerMissing})` : ""}`, () => {
  test("with the user's own command for ssh", async () => {
    const repository = new TestRepository(sandbox.directory);
    const id = repository.commit({ "config/rototo-workspace.toml": "schema_version = 1\n" });
    const { user, port, clientConfiguration } = await startSshServer(sandbox.directory);
    configureSsh(`ssh -F ${clientConfiguration}`);
    const text = `git+ssh://${user}@localhost:${port}${repository.path}#main:config`;
    expect(await load(text)).toMatchObject({ fingerprint: `git:${id}`, name: text });
    expect(await probe(text, `git:${id}`)).toBe("unchanged");
    repository.commit({ "config/qualifiers/a.toml": "a" });
    expect(await probe(text, `git:${id}`)).toBe("changed");
    expect((await load(text)).documents.get("qualifiers/a.toml")).toBe("a");
    const error = await failureOf(`git+ssh://${user}@localhost:${port}/nowhere.git#main`);
    expect(error.code).toBe("workspace-not-found");
    expect(error.message).toContain("no such repository");
  });

  test("a key that the server does not know", async () => {
    const { user, port, clientConfiguration } = await startSshServer(sandbox.directory);
    configureSsh(`ssh -F ${clientConfiguration} -o IdentityFile=/nonexistent -o IdentityAgent=none`);
    writeFileSync(clientConfiguration, `UserKnownHostsFile ${join(clientConfiguration, "../known_hosts")}\n`);
    const error = await failureOf(`git+ssh://${user}@localhost:${port}/x.git#main`);
    expect(error.code).toBe("source-denied");
    expect(error.message).toContain("a key for ssh");
  });

  test("a host that nobody has said to trust, and nobody is asked", async () => {
    const { user, port } = await startSshServer(sandbox.directory);
    const error = await failureOf(`git+ssh://${user}@localhost:${port}/x.git#main`);
    expect(error.code).toBe("source-denied");
    expect(error.message).toContain("known_hosts");
  });
});

test("an ssh that does not end when it is asked to is ended", async () => {
  configureSsh(`sh -c 'trap : TERM HUP INT; (trap : TERM; while :; do sleep 1; done) & while :; do sleep 1; done' --`);
  const text = "git+ssh://localhost/x.git#main";
  const error = await failureOf(text, { limits: { gitTimeoutMs: 300 } });
  expect(error).toMatchObject({ code: "source-timeout", details: { limit: "gitTimeoutMs", allowed: 300 } });
  expect(error.message).toContain("git took longer than 0.3 s");
});
