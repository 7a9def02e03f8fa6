import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";

/*
 * `node serve.mjs ROOT KEY CERTIFICATE`: serves the repositories below ROOT over
 * https with `git http-backend`, and prints the port. A process of its own, so
 * that its work does not count as that of whoever fetches.
 */
const [root, key, certificate] = process.argv.slice(2);

const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
  const url = new URL(request.url, "https://localhost");
  const { headers } = request;
  const backend = spawn("git", ["http-backend"], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: headers["content-type"] ?? "",
      CONTENT_LENGTH: headers["content-length"] ?? "",
      HTTP_CONTENT_ENCODING: headers["content-encoding"] ?? "",
      GIT_PROTOCOL: headers["git-protocol"] ?? "",
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  request.pipe(backend.stdin);
  let head = Buffer.alloc(0);
  backend.stdout.on("data", function onHead(chunk) {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end === -1) return;
    backend.stdout.off("data", onHead);
    const fields = head
      .toString("latin1", 0, end)
      .split("\r\n")
      .map((line) => line.split(/: */, 2));
    const status = fields.find(([name]) => name.toLowerCase() === "status");
    response.writeHead(
      status === undefined ? 200 : Number.parseInt(status[1], 10),
      Object.fromEntries(fields.filter((field) => field !== status)),
    );
    response.write(head.subarray(end + 4));
    backend.stdout.pipe(response);
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
