import { expect, test } from "vitest";
import { DEFAULT_SOURCE_LIMITS, loadSource, parseSource, probeSource } from "./index.js";
import { httpsServer } from "./testing/https-server.js";
import { testAuthority } from "./testing/test-authority.js";

test.each<[object, typeof TypeError | typeof RangeError, string]>([
  [{ period: 5 }, TypeError, "unknown option period"],
  [{ token: 5 }, TypeError, "token must be a string, not a number"],
  [{ certificateAuthorities: ["pem"] }, TypeError, "certificateAuthorities must be a string, not a list"],
  [{ tests: "yes" }, TypeError, "tests must be true or false"],
  [{ signal: {} }, TypeError, "signal must be an AbortSignal"],
  [{ onProgress: "log" }, TypeError, "onProgress must be a function"],
  [{ gitStore: "store" }, RangeError, "gitStore must be an absolute path"],
  [{ gitStore: "" }, RangeError, "gitStore must not be empty"],
  [{ limits: { httpTimeout: 1 } }, TypeError, "unknown option limits.httpTimeout"],
  [{ limits: { downloadBytes: "50MB" } }, TypeError, "limits.downloadBytes must be a whole number, not a string"],
  [{ limits: { extractedBytes: 0 } }, RangeError, "limits.extractedBytes must be a whole number from 1"],
  [{ limits: { entries: 1.5 } }, RangeError, "limits.entries must be a whole number"],
  [{ limits: { redirects: -1 } }, RangeError, "limits.redirects must be a whole number from 0"],
  [{ limits: { httpTimeoutMs: Infinity } }, RangeError, "limits.httpTimeoutMs must be a whole number from 1"],
  [{ limits: { gitTimeoutMs: NaN } }, RangeError, "limits.gitTimeoutMs must be a whole number from 1"],
])("a wrong option is refused by its name before anything is asked: %o", async (options, kind, message) => {
  const { origin, requests } = await httpsServer((_, response) => response.end());
  const source = parseSource(`${origin}/x.tar.gz`, { cwd: "/" });
  for (const asking of [loadSource(source, options), probeSource(source, "sha256:0", options)]) {
    const error: unknown = await asking.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect((error as Error).message).toContain(message);
  }
  expect(requests).toEqual([]);
});

test.each(Object.keys(DEFAULT_SOURCE_LIMITS))("limits.%s is a whole number", async (name) => {
  const source = parseSource("/nowhere", { cwd: "/" });
  for (const [value, kind] of [
    [1.5, RangeError],
    [-1, RangeError],
    ["1", TypeError],
    [null, TypeError],
    [1n, TypeError],
  ] as const) {
    const error: unknown = await loadSource(source, { limits: { [name]: value } }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect((error as Error).message).toMatch(new RegExp(`^limits\\.${name} must be a whole number`));
  }
});

test("undefined is the default, of a limit too: a circle of redirects ends", async () => {
  let asked = 0;
  const { origin } = await httpsServer((_, response) => {
    asked += 1;
    response.writeHead(302, { location: `${origin}/${asked}` }).end();
  });
  const { authority } = testAuthority();
  const source = parseSource(`${origin}/x.tar.gz`, { cwd: "/" });
  const loading = loadSource(source, {
    certificateAuthorities: authority,
    limits: { redirects: undefined } as object,
  });
  await expect(loading).rejects.toMatchObject({ code: "source-unavailable" });
  expect(asked).toBe(6);
});

test.each([
  () => Promise.reject(new Error("late")),
  () => {
    throw new Error("at once");
  },
])("a listener that fails changes nothing: %s", async (onProgress) => {
  const { origin } = await httpsServer((_, response) => response.writeHead(404).end());
  const source = parseSource(`${origin}/x.tar.gz`, { cwd: "/" });
  const options = { certificateAuthorities: testAuthority().authority, onProgress: onProgress as () => void };
  await expect(loadSource(source, options)).rejects.toMatchObject({
    code: "workspace-not-found",
  });
});
