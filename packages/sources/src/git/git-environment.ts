import type { GitSource } from "../source.js";

/** How git is called for one source. */
export interface GitEnvironment {
  /** The address without user information, which every user of the machine could read among a program's arguments. */
  readonly url: string;
  readonly variables: Readonly<Record<string, string>>;
  /** What must not be shown of anything that git says. */
  readonly secrets: readonly string[];
}

/**
 * Not git's business, such as the token for archives; or belongs to whichever repository the caller stands in, as in a git hook, or
 * writes what git does, addresses included, to its output. What `-c` and the
 * environment set of git's configuration stays: authentication may be in it.
 */
const DROPPED =
  /^(?:GIT_(?:DIR|WORK_TREE|IMPLICIT_WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|GRAFT_FILE|SHALLOW_FILE|REPLACE_REF_BASE|PREFIX|INTERNAL_SUPER_PREFIX|NAMESPACE|QUARANTINE_PATH|CONFIG|PROTOCOL|TRACE\w*|CURL_VERBOSE|ASKPASS)|SSH_ASKPASS|ROTOTO_WORKSPACE_TOKEN)$/;

/** Nothing asks a person, and what git says is in the language that failures are recognised by. */
const FIXED_VARIABLES = {
  LC_ALL: "C",
  LANGUAGE: "",
  GIT_TERMINAL_PROMPT: "0",
  // An empty program asks nobody; an absent one would be looked up in the user's configuration.
  GIT_ASKPASS: "",
  SSH_ASKPASS_REQUIRE: "never",
  GCM_INTERACTIVE: "never",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_NO_LAZY_FETCH: "1",
  // Not only the source's own: with `url.<base>.insteadOf` a user may have https addresses reached by ssh. `ext` and
  // plain http are in no case among them, and a server cannot redirect from https to file or ssh.
  GIT_ALLOW_PROTOCOL: "https:ssh:file",
};

/** No code of the repository or of a template runs, no process stays behind, and a fetch is one pack. */
const CONFIGURATION: readonly (readonly [key: string, value: string])[] = [
  ["core.hooksPath", "/dev/null"],
  ["core.fsmonitor", "false"],
  ["credential.interactive", "never"],
  ["fetch.recurseSubmodules", "false"],
  ["fetch.writeCommitGraph", "false"],
  ["fetch.unpackLimit", "1"],
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
];

/** Answers git's question for credentials from the environment, which only this user can read. */
const ANSWER = `!answer() { test "$1" != get || printf 'username=%s\\npassword=%s\\n' "$ROTOTO_GIT_USERNAME" "$ROTOTO_GIT_PASSWORD"; }; answer`;

/** The environment for git commands about `source`, made from that of this process. */
export function createGitEnvironment(
  source: GitSource,
  inherited: Readonly<Record<string, string | undefined>>,
): GitEnvironment {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && !DROPPED.test(name)) variables[name] = value;
  }
  Object.assign(variables, FIXED_VARIABLES);
  const { url, user } = separateUser(source);
  const configuration = [...CONFIGURATION];
  if (user !== undefined) {
    const scope = `credential.${new URL(url).origin}`;
    Object.assign(variables, { ROTOTO_GIT_USERNAME: user.name, ROTOTO_GIT_PASSWORD: user.password ?? "" });
    if (user.password === undefined) {
      // The user's own helpers may know the password; where none does, the name may be a token that needs none.
      configuration.push([`${scope}.username`, user.name]);
    } else {
      // An empty helper takes away those that the user's configuration names.
      configuration.push([`${scope}.helper`, ""]);
    }
    configuration.push([`${scope}.helper`, ANSWER]);
  }
  addConfiguration(variables, configuration);
  return { url, variables, secrets: user === undefined ? [] : secretsOf(source, user) };
}

interface User {
  readonly name: string;
  readonly password: string | undefined;
}

function separateUser({ url, transport }: GitSource): { readonly url: string; readonly user: User | undefined } {
  if (transport !== "https") return { url, user: undefined };
  const parsed = new URL(url);
  const { username, password } = parsed;
  if (username === "" && password === "") return { url, user: undefined };
  parsed.username = "";
  parsed.password = "";
  return {
    url: parsed.href,
    user: { name: decode(username), password: password === "" ? undefined : decode(password) },
  };
}

/** A lone `%` in a password stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function secretsOf({ url }: GitSource, { name, password = "" }: User): readonly string[] {
  const { username, password: encoded } = new URL(url);
  return [password, encoded, name, username].filter((text) => text !== "");
}

/** After what the environment already sets, so that it counts. */
function addConfiguration(
  variables: Record<string, string>,
  configuration: readonly (readonly [key: string, value: string])[],
): void {
  const first = Number(variables["GIT_CONFIG_COUNT"] ?? 0);
  configuration.forEach(([key, value], index) => {
    variables[`GIT_CONFIG_KEY_${first + index}`] = key;
    variables[`GIT_CONFIG_VALUE_${first + index}`] = value;
  });
  variables["GIT_CONFIG_COUNT"] = String(first + configuration.length);
}
