import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bytesAnswer, httpsServer } from "@rototo/test-support/https-server";
import { testSourceContract, type ContractFiles } from "../testing/source-adapter.contract.js";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";
import { testAuthority } from "@rototo/test-support/test-authority";
import { snapshotText } from "./testing/snapshot-text.js";

function snapshotOf(files: ContractFiles): string {
  const texts = Object.values(files).map((file) => {
    if (typeof file === "object" && "link" in file) throw new Error("a snapshot holds no links");
    return Buffer.from(file).toString("latin1");
  });
  return snapshotText({ texts });
}

testSourceContract({
  name: "snapshot in a file",
  fingerprint: /^sha256:[0-9a-f]{64}$/,
  holds: "snapshot",
  hasLinks: false,
  create(files) {
    const file = join(temporaryDirectory(), "config.snapshot.json");
    const replace = (next: ContractFiles): void => writeFileSync(file, snapshotOf(next));
    replace(files);
    return Promise.resolve({ text: file, name: file, replace, remove: () => rmSync(file) });
  },
});

for (const hasValidators of [true, false]) {
  testSourceContract({
    name: `snapshot on a server ${hasValidators ? "with" : "without"} validators`,
    fingerprint: hasValidators ? /^http:"\d+"$/ : /^sha256:[0-9a-f]{64}$/,
    holds: "snapshot",
    hasLinks: false,
    async create(files) {
      let text: string | undefined = snapshotOf(files);
      let version = 1;
      const { origin } = await httpsServer((request, response) => {
        if (text === undefined) response.writeHead(404).end();
        else bytesAnswer(Buffer.from(text), hasValidators ? { etag: `"${version}"` } : {})(request, response);
      });
      const source = `${origin}/config.snapshot.json`;
      return {
        text: source,
        name: source,
        options: { certificateAuthorities: testAuthority().authority },
        replace(next) {
          text = snapshotOf(next);
          version += 1;
        },
        remove() {
          text = undefined;
        },
      };
    },
  });
}
