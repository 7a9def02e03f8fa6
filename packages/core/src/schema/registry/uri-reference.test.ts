import { expect, test } from "vitest";
import { resolveUri } from "./uri-reference.js";

// The examples of RFC 3986, section 5.4, without their fragments.
test.each([
  ["g:h", "g:h"],
  ["g", "http://a/b/c/g"],
  ["./g", "http://a/b/c/g"],
  ["g/", "http://a/b/c/g/"],
  ["/g", "http://a/g"],
  ["//g", "http://g"],
  ["?y", "http://a/b/c/d;p?y"],
  ["g?y", "http://a/b/c/g?y"],
  [";x", "http://a/b/c/;x"],
  ["", "http://a/b/c/d;p?q"],
  [".", "http://a/b/c/"],
  ["..", "http://a/b/"],
  ["../g", "http://a/b/g"],
  ["../../g", "http://a/g"],
  ["../../../g", "http://a/g"],
  ["/./g", "http://a/g"],
  ["/../g", "http://a/g"],
  ["g.", "http://a/b/c/g."],
  ["..g", "http://a/b/c/..g"],
  ["./../g", "http://a/b/g"],
  ["./g/.", "http://a/b/c/g/"],
  ["g/../h", "http://a/b/c/h"],
  ["g?y/../x", "http://a/b/c/g?y/../x"],
])("%s resolves to %s", (reference, resolved) => {
  expect(resolveUri("http://a/b/c/d;p?q", reference)).toBe(resolved);
});

test("a URN is a whole", () => {
  expect(resolveUri("http://a/b", "urn:uuid:1")).toBe("urn:uuid:1");
});
