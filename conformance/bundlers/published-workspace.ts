import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { git } from "@rototo/test-support/git-sandbox";
import { testAuthority } from "@rototo/test-support/test-authority";
import { seatsWorkspace } from "./seats-workspace.js";

/** A workspace in a Git repository, and the archive of its newest commit on a web server with a certificate of its own. */
export interface PublishedWorkspace {
  /** The repository, for who builds a snapshot. */
  readonly source: string;
  /** Where the service under test finds it, as variables of its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Commits the workspace with another answer. */
  publish(seats: number): void;
  close(): Promise<void>;
}

export async function publishWorkspace(): Promise<PublishedWorkspace> {
  const repository = realpathSync(mkdtempSync(join(tmpdir(), "rototo-published-")));
  git(repository, "init", "--quiet", "--initial-branch=main");
  const { authority, certificate, key } = testAuthority();
  const server = createServer({ cert: certificate, key }, (_request, response) => {
    const etag = `"${git(repository, "rev-parse", "HEAD")}"`;
    response
      .writeHead(200, { etag })
      .end(execFileSync("git", ["archive", "--format=tar.gz", "HEAD"], { cwd: repository }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const source = `git+file://${repository}#main`;
  return {
    source,
    environment: {
      ARCHIVE: `https://localhost:${(server.address() as AddressInfo).port}/seats.tar.gz`,
      REPOSITORY: source,
      AUTHORITY: authority,
    },
    publish(seats) {
      for (const [path, text] of Object.entries(seatsWorkspace(seats))) {
        mkdirSync(dirname(join(repository, path)), { recursive: true });
        writeFileSync(join(repository, path), text);
      }
      git(repository, "add", "--all");
      git(repository, "commit", "--quiet", "--message", `${seats} seats`);
    },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      rmSync(repository, { recursive: true, force: true });
    },
  };
}
