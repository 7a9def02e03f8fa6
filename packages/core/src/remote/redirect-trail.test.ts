import { describe, expect, it, test } from "vitest";
import { followRedirect, isRedirect, startTrail, type RedirectTrail } from "./redirect-trail.js";

function follow(from: string, ...locations: string[]): RedirectTrail<URL> | string {
  let trail = startTrail(new URL(from));
  for (const location of locations) {
    const target = URL.canParse(location, trail.current.href) ? new URL(location, trail.current) : undefined;
    const next = followRedirect(trail, target, 5);
    if (typeof next === "string") return next;
    trail = next;
  }
  return trail;
}

test.each<[string, string, boolean]>([
  ["https://a.example/x", "/y", false],
  ["https://a.example/x", "https://a.example:443/y", false],
  ["https://a.example/x", "https://a.example:444/y", true],
  ["https://a.example/x", "https://b.example/y", true],
  ["http://localhost/x", "https://localhost/y", true],
  ["http://localhost/x", "http://127.0.0.1/y", true],
])("from %s to %s the credential stays behind: %s", (from, location, hasLeft) => {
  expect(follow(from, location)).toMatchObject({ hasLeft, redirects: 1, current: new URL(location, from) });
});

test("a credential that stayed behind does not go along on the way back", () => {
  expect(follow("https://a.example/x", "https://b.example/y", "https://a.example/z")).toMatchObject({ hasLeft: true });
});

describe("a redirect is not followed", () => {
  test.each([
    ["https://a.example/x", "http://a.example/x", "unsafe"],
    ["https://a.example/x", "http://localhost/x", "unsafe"],
    ["https://a.example/x", "file:///etc/passwd", "unsafe"],
    ["http://localhost/x", "http://a.example/x", "unsafe"],
    ["http://localhost/x", "http://localhost.example/x", "unsafe"],
    ["https://a.example/x", "https://[::", "nowhere"],
  ])("from %s to %s: %s", (from, location, fault) => {
    expect(follow(from, location)).toBe(fault);
  });

  it("back to plain http, once it has left that", () => {
    expect(follow("http://localhost/x", "https://localhost/x", "http://localhost/x")).toBe("unsafe");
  });

  it("when it is one more than may be", () => {
    const five = ["1", "2", "3", "4", "5"];
    expect(follow("https://a.example/x", ...five)).toMatchObject({ redirects: 5 });
    expect(follow("https://a.example/x", ...five, "6")).toBe("too-many");
  });
});

test("which answers are redirects", () => {
  const redirects = Array.from({ length: 600 }, (_, status) => status).filter(isRedirect);
  expect(redirects).toEqual([301, 302, 303, 307, 308]);
});
