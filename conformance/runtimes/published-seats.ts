import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { createDocuments } from "@rototo/core";
import { serveGitOverHttps } from "@rototo/test-support/git-https-server";
import { TestRepository } from "@rototo/test-support/git-repository";
import type { GitSandbox } from "@rototo/test-support/git-sandbox";
import { seatsWorkspace } from "../bundlers/seats-workspace.js";
import { buildSnapshot } from "../build-snapshots.js";

/** A workspace in every kind of source, until the test is over. */
export interface PublishedSeats {
  /** By what they are. */
  readonly sources: Readonly<Record<"directory" | "archive" | "snapshot" | "gitFile" | "gitHttps", string>>;
  /** A server that takes requests and never answers. */
  readonly silent: string;
  /** The PEM of who vouches for the server. */
  readonly certificateAuthorities: string;
  /** Commits the workspace with another answer, in all of them. */
  publish(seats: number, others?: Readonly<Record<string, string>>): void;
  /** From now on the server refuses everything. */
  refuseAll(): void;
}

export async function publishSeats(sandbox: GitSandbox): Promise<PublishedSeats> {
  const repository = new TestRepository(sandbox.directory);
  let snapshot = Buffer.alloc(0);
  let isRefusing = false;
  const { origin } = await serveGitOverHttps(sandbox, sandbox.directory, (request, response, serve) => {
    const [path] = (request.url ?? "").split("?");
    if (isRefusing) response.writeHead(503).end();
    else if (path?.startsWith("/repository-")) serve();
    else if (path === "/seats.tar.gz") {
      response.end(execFileSync("git", ["archive", "--format=tar.gz", "HEAD"], { cwd: repository.path }));
    } else if (path === "/seats.snapshot.json") response.setHeader("content-encoding", "gzip").end(gzipSync(snapshot));
  });
  return {
    sources: {
      directory: repository.path,
      archive: `${origin}/seats.tar.gz`,
      snapshot: `${origin}/seats.snapshot.json`,
      gitFile: `git+${repository.url}#main`,
      gitHttps: `git+${origin}${repository.path.slice(sandbox.directory.length)}#main`,
    },
    silent: `${origin}/silent`,
    certificateAuthorities: readFileSync(sandbox.certificate, "utf8"),
    refuseAll: () => void (isRefusing = true),
    publish(seats, others = {}) {
      const files = { ...seatsWorkspace(seats), ...others };
      repository.commit(files);
      snapshot = Buffer.from(buildSnapshot({ name: "seats", documents: createDocuments(files) }));
    },
  };
}
