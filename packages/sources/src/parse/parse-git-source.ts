import type { GitSource } from "../source.js";
import { removeCredentials } from "../remove-credentials.js";
import { decodeFragment } from "./decode-fragment.js";
import { refuseAmbiguousAddress } from "./refuse-ambiguous-address.js";
import { parseSubdirectory } from "./parse-subdirectory.js";
import { refuseSource } from "./refuse-source.js";

/** SHA-1 or SHA-256: such a ref is a commit and nothing else. */
const COMMIT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** True for a full commit id, which can never name another version. */
export function isCommitId(ref: string | undefined): ref is string {
  return ref !== undefined && COMMIT_ID.test(ref);
}

/**
 * Reads `git+https://…`, `git+ssh://…` or `git+file:///…` with `#ref`, `#ref:subdirectory` or `#:subdirectory`.
 *
 * @throws {RototoError} `source-invalid`.
 */
export function parseGitSource(text: string, transport: GitSource["transport"]): GitSource {
  const { address, fragment } = decodeFragment(text);
  const { ref, subdirectory } = parseFragment(fragment, text);
  return {
    kind: "git",
    url: parseAddress(address, transport, text),
    transport,
    ref,
    subdirectory,
    name: removeCredentials(text),
  };
}

function parseFragment(fragment: string | undefined, text: string): Pick<GitSource, "ref" | "subdirectory"> {
  if (fragment === undefined) return { ref: undefined, subdirectory: "" };
  // A ref has no colon in it, a directory may.
  const colon = fragment.indexOf(":");
  const ref = colon === -1 ? fragment : fragment.slice(0, colon);
  return {
    ref: ref === "" ? undefined : parseRef(ref, text),
    subdirectory: colon === -1 ? "" : parseSubdirectory(fragment.slice(colon + 1), text),
  };
}

/** The grammar of git-check-ref-format, so that git never takes a ref for an option, a pattern or an expression. */
function parseRef(ref: string, text: string): string {
  if (COMMIT_ID.test(ref)) return ref.toLowerCase();
  if (ref.startsWith("-")) throw refuseSource(text, "a ref does not start with -");
  const isName =
    !/[\s~^:?*[\\]|\.\.|@\{/.test(ref) &&
    ref !== "@" &&
    !ref.endsWith(".") &&
    ref.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
  if (!isName) throw refuseSource(text, "a ref is the name of a branch or tag, or a full commit id");
  return ref;
}

function parseAddress(address: string, transport: GitSource["transport"], text: string): string {
  const example = transport === "file" ? "git+file:///absolute/path" : `git+${transport}://host/path`;
  const plain = address.slice("git+".length);
  if (!/^[a-z]+:\/\/(?![\\/]*$)/i.test(plain)) throw refuseSource(text, `write it as ${example}`);
  if (plain.includes("?")) throw refuseSource(text, "a git source takes no ?query");
  if (plain.includes("\\")) throw refuseSource(text, "an address is written with /, not with \\");
  // Node's own error repeats the text, credentials included.
  if (!URL.canParse(plain)) throw refuseSource(text, `not a URL: write it as ${example}`);
  refuseAmbiguousAddress(plain, text);
  const url = new URL(plain);
  if (/^\/*$/.test(url.pathname)) throw refuseSource(text, "the address names no repository: add its path");
  if (transport === "file") {
    if (url.host !== "")
      throw refuseSource(text, "a git+file:// source names no host: write git+file:///absolute/path");
    return `file://${url.pathname}`;
  }
  if (url.hostname === "") throw refuseSource(text, `the address names no host: write it as ${example}`);
  if (transport === "https") return url.href;
  if (/^(?:-|%2d)/i.test(url.hostname) || /^(?:-|%2d)/i.test(url.username)) {
    throw refuseSource(text, "a host or user does not start with -");
  }
  if (url.password !== "") throw refuseSource(text, "ssh takes no password from an address: give it a key");
  return url.href;
}
