import { expect, test } from "vitest";
import { removeCredentials } from "./remove-credentials.js";

test.each([
  ["git+https://github.com/acme/config.git#prod:config", "git+https://github.com/acme/config.git#prod:config"],
  ["git+https://token@github.com/acme/config.git#prod", "git+https://github.com/acme/config.git#prod"],
  ["git+ssh://git@github.com/acme/config.git", "git+ssh://git@github.com/acme/config.git"],
  ["git+ssh://git:secret@github.com/acme/config.git", "git+ssh://git@github.com/acme/config.git"],
  ["https://example.com:8443/x.tar.gz?a=1&secret#:sub", "https://example.com:8443/x.tar.gz?a=***&***#:sub"],
  ["https://example.com/@scope/x.tar.gz", "https://example.com/@scope/x.tar.gz"],
  ["https://example.com:8443/@scope/x.tar.gz", "https://example.com:8443/@scope/x.tar.gz"],
  ["/srv/a@b/config", "/srv/a@b/config"],
  ["/srv/a:b/c@d", "/srv/a:b/c@d"],
  ["C:\\a:b@c", "C:\\a:b@c"],
  ["x:y@h", "h"],
  ["git+https://github.com/acme/config.git#release=1:a", "git+https://github.com/acme/config.git#release=***"],
])("%s is shown as %s", (text, shown) => {
  expect(removeCredentials(text)).toBe(shown);
});

test("a long text takes no long", () => {
  for (const part of ["a", ":", "a:", "@", "//", "=", "?&"]) {
    expect(removeCredentials(part.repeat(200_000)).length).toBeLessThanOrEqual(2_000_000);
  }
});
