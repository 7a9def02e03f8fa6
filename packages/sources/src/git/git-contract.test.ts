import { rmSync } from "node:fs";
import { join } from "node:path";
import { TestRepository } from "@rototo/test-support/git-repository";
import { gitSandbox } from "@rototo/test-support/git-sandbox";
import { testSourceContract, type ContractFiles } from "../testing/source-adapter.contract.js";

const sandbox = gitSandbox();

testSourceContract({
  name: "Git repository",
  fingerprint: /^git:[0-9a-f]{40}$/,
  holds: "documents",
  hasLinks: true,
  create(files) {
    const repository = new TestRepository(sandbox.directory);
    const text = `git+${repository.url}#main:config`;
    const replace = (next: ContractFiles): void => {
      rmSync(join(repository.path, "config"), { recursive: true, force: true });
      repository.commit(Object.fromEntries(Object.entries(next).map(([path, file]) => [`config/${path}`, file])));
    };
    replace(files);
    const remove = (): void => rmSync(repository.path, { recursive: true });
    return Promise.resolve({ text, name: text, replace, remove });
  },
});
