import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../testing/temporary-directory.js";
import { serveBytes } from "../testing/https-server.js";
import { prepareLoadInChild } from "../archive/testing/load-in-child.js";
import { tarGzOfFiles } from "../archive/testing/tar-bytes.js";
import { makeAuthority } from "../testing/certificate-authority.js";
import { testAuthority } from "../testing/test-authority.js";

const ARCHIVE = tarGzOfFiles({ "rototo-workspace.toml": "schema_version = 1\n" });

const load = prepareLoadInChild();

test("by Node's variable, by the option, and by both beside each other", async () => {
  const { origin } = await serveBytes(ARCHIVE);
  const { authority } = testAuthority();
  const other = (await makeAuthority()).authority;
  const directory = temporaryDirectory({ "ca.pem": authority, "other.pem": other });
  const variable = (name: string): Record<string, string> => ({ NODE_EXTRA_CA_CERTS: join(directory, name) });
  const outcomes = await Promise.all([
    load(origin, {}),
    load(origin, {}, variable("ca.pem")),
    load(origin, { certificateAuthorities: authority }),
    load(origin, { certificateAuthorities: other }),
    load(origin, { certificateAuthorities: other }, variable("ca.pem")),
    load(origin, { certificateAuthorities: `${other}\n${authority}` }, variable("other.pem")),
  ]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([
    "source-unavailable",
    "sha256",
    "sha256",
    "source-unavailable",
    "sha256",
    "sha256",
  ]);
});
