import { expect, test } from "vitest";
import { TestRepository } from "../testing/git-repository.js";
import { gitSandbox } from "../testing/git-sandbox.js";
import { failureOf, load } from "../testing/load-text.js";

const sandbox = gitSandbox();

/** With a branch and a tag `v1`, a branch `main`, and one whose name looks like a full one. */
function repositoryWithNamesTwice(): TestRepository {
  const repository = new TestRepository(sandbox.directory);
  repository.commit({ "rototo-workspace.toml": "schema_version = 1\n" });
  repository.git("branch", "v1");
  repository.git("tag", "v1");
  repository.git("branch", "refs/tags/odd");
  return repository;
}

test.each([
  ["zzzzzzzz", "no such branch or tag: zzzzzzzz; there are main, refs/heads/refs/tags/odd, v1"],
  ["mian", "no such branch or tag: mian; did you mean main?"],
  ["refs/tags/main", "no such ref: refs/tags/main; did you mean refs/heads/main?"],
  ["refs/heads/mian", "no such ref: refs/heads/mian; did you mean refs/heads/main?"],
  ["refs/tags/v11", "no such ref: refs/tags/v11; did you mean refs/tags/v1?"],
])("of #%s: every name in the message leads to what it names", async (ref, message) => {
  const url = `git+${repositoryWithNamesTwice().url}`;
  const error = await failureOf(`${url}#${ref}`);
  expect(error.code).toBe("workspace-not-found");
  expect(error.message).toBe(`${url}#${ref}: ${message}`);
  const [, names = ""] = /(?:there are|did you mean) ([^?]+)/.exec(message) ?? [];
  for (const name of names.split(", ")) expect((await load(`${url}#${name}`)).documents.size).toBe(1);
});
