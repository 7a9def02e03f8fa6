import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs in a process of its own, so that it does not take turns with what is measured. */
const SERVER = `
const { createServer } = require("node:https");
const { readFileSync } = require("node:fs");
process.chdir(process.argv[1]);
const [key, cert, archive] = ["key.pem", "cert.pem", "x.tar.gz"].map((name) => readFileSync(name));
const server = createServer({ key, cert }, (request, response) => {
  const headers = { etag: '"1"', "content-length": archive.length };
  if (request.headers["if-none-match"] === '"1"') response.writeHead(304, headers).end();
  else response.writeHead(200, headers).end(request.method === "HEAD" ? undefined : archive);
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
`;

/** Serves a workspace of so many files over https on loopback, packed by tar, with a certificate of its own. */
export async function serveArchive(files) {
  const directory = mkdtempSync(join(tmpdir(), "rototo-bench-"));
  try {
    writeFiles(join(directory, "config"), files);
    run(
      directory,
      "tar",
      "-czf",
      "x.tar.gz",
      "--format=ustar",
      "-C",
      "config",
      ...readdirSync(join(directory, "config")),
    );
    const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key.pem"];
    const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    run(directory, "openssl", "req", "-x509", ...newKey, "-out", "cert.pem", "-days", "2", ...names);
    const authority = readFileSync(join(directory, "cert.pem"), "utf8");
    const child = spawn(process.execPath, ["-e", SERVER, directory], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const [port] = await once(child, "message");
    const close = () => {
      child.disconnect();
      rmSync(directory, { recursive: true, force: true });
    };
    return { url: `https://localhost:${port}/x.tar.gz`, authority, close };
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

/** A manifest, and variables as they look in the field; beside each other, so that tar writes no directories but one. */
function writeFiles(directory, files) {
  mkdirSync(join(directory, "variables"), { recursive: true });
  writeFileSync(join(directory, "rototo-workspace.toml"), "schema_version = 1\n");
  for (let index = 1; index < files; index += 1) {
    writeFileSync(
      join(directory, "variables", `limit-${index}.toml`),
      `schema_version = 1

[variable]
description = "Limit ${index} of an account"
type = "int"

[variable.values]
small = ${index}
standard = ${index * 10}
large = ${index * 100}

[variable.resolve]
default = "standard"
`,
    );
  }
}

function run(directory, program, ...args) {
  const { status, stderr } = spawnSync(program, args, { cwd: directory, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}
