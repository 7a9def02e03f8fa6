import { readdirSync, readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { requireBasicAuthentication, serveGitOverHttps } from "../testing/git-https-server.js";
import { TestRepository } from "../testing/git-repository.js";
import { gitSandbox } from "../testing/git-sandbox.js";
import { load } from "../testing/load-text.js";

const sandbox = gitSandbox();

/** One of a process's lists of texts, as other processes can read it; none for one that is gone or another user's. */
function readList(id: string, list: "cmdline" | "environ"): string[] {
  try {
    return readFileSync(`/proc/${id}/${list}`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** Where `secrets` are seen among all processes but this one: arguments, and the names of variables. */
function findInProcesses(secrets: readonly string[]): { readonly arguments: string[]; readonly variables: string[] } {
  const shows = (text: string): boolean => secrets.some((secret) => text.includes(secret));
  const others = readdirSync("/proc").filter((id) => /^\d+$/.test(id) && Number(id) !== process.pid);
  return {
    arguments: others.flatMap((id) => readList(id, "cmdline")).filter(shows),
    // Those of the adapter: the test's server has an environment of its own.
    variables: others
      .map((id) => readList(id, "environ"))
      .filter((environment) => environment.some((variable) => variable.startsWith("ROTOTO_TEST_RUN=")))
      .flatMap((environment) => environment.filter(shows))
      .map((variable) => variable.split("=", 1)[0] ?? ""),
  };
}

test.runIf(process.platform === "linux").each([
  ["a password", "ada", "s3cret/ %:@#", /^ROTOTO_GIT_PASSWORD$/],
  ["a token for a user name", "t0ken-s3cret", "", /^(?:ROTOTO_GIT_USERNAME|GIT_CONFIG_VALUE_\d+)$/],
])("while a fetch hangs, %s is in no command line, and where git is told it only", async (_, user, password, names) => {
  const repository = new TestRepository(sandbox.directory);
  repository.commit({ "rototo-workspace.toml": "schema_version = 1\n" });
  const authenticate = requireBasicAuthentication(user, password);
  const { host, requests } = await serveGitOverHttps(sandbox, repository.path, (request, response, serve) => {
    if (request.method !== "POST") authenticate(request, response, serve);
  });
  // A git that is started has no use for the token of archives.
  process.env["ROTOTO_WORKSPACE_TOKEN"] = "s3cret-of-archives";
  onTestFinished(() => void Reflect.deleteProperty(process.env, "ROTOTO_WORKSPACE_TOKEN"));
  const abort = new AbortController();
  const userInformation = [user, password]
    .map((text) => encodeURIComponent(text))
    .join(":")
    .replace(/:$/, "");
  const loading = load(`git+https://${userInformation}@${host}/.git#main`, { signal: abort.signal });
  const ended = expect(loading).rejects.toMatchObject({ name: "AbortError" });
  const forms = [
    "s3cret",
    ...[user, password].map((text) => encodeURIComponent(text)).filter((text) => text.includes("s3cret")),
  ];
  const secrets = [...forms, Buffer.from(`${user}:${password}`).toString("base64")];
  const variables = new Set<string>();
  for (;;) {
    const isLast = requests.some((request) => request.startsWith("POST"));
    const found = findInProcesses(secrets);
    expect(found.arguments).toEqual([]);
    for (const name of found.variables) variables.add(name);
    if (isLast) break;
    await setImmediate();
  }
  expect(variables.size).toBeGreaterThan(0);
  for (const name of variables) expect(name).toMatch(names);
  abort.abort();
  await ended;
});
