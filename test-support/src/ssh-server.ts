import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, connect, type AddressInfo } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { environmentWithoutMark } from "./git-sandbox.js";

const SSHD = "/usr/sbin/sshd";

/** Why there is no ssh server to test with on this machine; `undefined` when there is one. */
export const sshServerMissing: string | undefined = existsSync(SSHD) ? undefined : "openssh-server is not installed";

export interface SshServer {
  readonly user: string;
  readonly port: number;
  /** A configuration for `ssh -F`, with the key that the server accepts and its host key. */
  readonly clientConfiguration: string;
}

/** Starts OpenSSH's own server on a free port of this machine, for the current user and a fresh key, until the test is over. */
export async function startSshServer(parent: string): Promise<SshServer> {
  const directory = mkdtempSync(join(parent, "ssh-"));
  const inside = (name: string): string => join(directory, name);
  for (const key of ["host", "user"]) {
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", inside(key)], { stdio: "ignore" });
  }
  const port = await findFreePort();
  writeFileSync(
    inside("sshd_config"),
    [
      `Port ${port}`,
      "ListenAddress 127.0.0.1",
      `HostKey ${inside("host")}`,
      `AuthorizedKeysFile ${inside("user.pub")}`,
      "PidFile none",
      "StrictModes no",
      "UsePAM no",
      "PasswordAuthentication no",
      "KbdInteractiveAuthentication no",
      // As hosts of repositories have it: without the second version of its protocol, git gives out no single files.
      "AcceptEnv GIT_PROTOCOL",
      "",
    ].join("\n"),
  );
  const known = readFileSync(inside("host.pub"), "utf8").trim();
  writeFileSync(inside("known_hosts"), `[localhost]:${port} ${known}\n`);
  const clientConfiguration = inside("ssh_config");
  writeFileSync(
    clientConfiguration,
    `IdentityFile ${inside("user")}\nIdentitiesOnly yes\nUserKnownHostsFile ${inside("known_hosts")}\n`,
  );
  // Where the server, when it runs as root, locks itself in; the system's own start script makes it.
  if (process.geteuid?.() === 0) mkdirSync("/run/sshd", { recursive: true });
  const server = spawn(SSHD, ["-D", "-e", "-f", inside("sshd_config")], {
    env: environmentWithoutMark(),
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  onTestFinished(async () => {
    server.kill("SIGTERM");
    await ended;
  });
  await waitUntilListening(port);
  return { user: userInfo().username, port, clientConfiguration };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function waitUntilListening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const isListening = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (isListening) return;
    await setTimeout(50);
  }
  throw new Error("sshd does not listen");
}
