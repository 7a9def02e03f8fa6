import { testSourceContract, type ContractFiles } from "../testing/source-adapter.contract.js";
import { httpsServer, bytesAnswer } from "@rototo/test-support/https-server";
import { tarGzOfFiles } from "./testing/tar-bytes.js";
import { testAuthority } from "@rototo/test-support/test-authority";

function archiveOf(files: ContractFiles): Buffer {
  const contents = Object.entries(files).map(([path, file]): [string, Buffer] => {
    if (typeof file === "object" && "link" in file) throw new Error("an archive holds no links");
    return [`config/${path}`, Buffer.from(file)];
  });
  return tarGzOfFiles({ "other/README.md": "", ...Object.fromEntries(contents) });
}

for (const hasValidators of [true, false]) {
  testSourceContract({
    name: `archive on a server ${hasValidators ? "with" : "without"} validators`,
    fingerprint: hasValidators ? /^http:"\d+"$/ : /^sha256:[0-9a-f]{64}$/,
    holds: "documents",
    hasLinks: false,
    async create(files) {
      let archive: Buffer | undefined = archiveOf(files);
      let version = 1;
      const { origin } = await httpsServer((request, response) => {
        if (archive === undefined) response.writeHead(404).end();
        else bytesAnswer(archive, hasValidators ? { etag: `"${version}"` } : {})(request, response);
      });
      const text = `${origin}/workspace.tar.gz#:config`;
      return {
        text,
        name: text,
        options: { certificateAuthorities: testAuthority().authority },
        replace(next) {
          archive = archiveOf(next);
          version += 1;
        },
        remove() {
          archive = undefined;
        },
      };
    },
  });
}
