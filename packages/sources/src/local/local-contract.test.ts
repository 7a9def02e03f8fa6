import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { testSourceContract, type ContractFiles } from "../testing/source-adapter.contract.js";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";

testSourceContract({
  name: "local directory",
  fingerprint: /^sha256:[0-9a-f]{64}$/,
  holds: "documents",
  hasLinks: true,
  create(files) {
    const directory = join(temporaryDirectory(), "workspace");
    const replace = (next: ContractFiles): void => {
      rmSync(directory, { recursive: true, force: true });
      for (const [path, file] of Object.entries(next)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        if (typeof file === "string" || file instanceof Uint8Array) writeFileSync(join(directory, path), file);
        else symlinkSync(file.link, join(directory, path));
      }
    };
    replace(files);
    const remove = (): void => rmSync(directory, { recursive: true });
    return Promise.resolve({ text: directory, name: directory, replace, remove });
  },
});
