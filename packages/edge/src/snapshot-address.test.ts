import { RototoError } from "@rototo/core/resolve";
import { describe, expect, it, test } from "vitest";
import { createClient } from "./create-client.js";
import { readAddress, readToken } from "./snapshot-address.js";

function refusal(make: () => unknown): RototoError {
  try {
    make();
  } catch (error) {
    if (error instanceof RototoError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}

describe("an address", () => {
  test("is named without the values of its query", () => {
    expect(readAddress("https://Example.com/a.snapshot.json").name).toBe("https://example.com/a.snapshot.json");
    const { url, name } = readAddress("https://example.com/a?sig=hunter2&hunter2&channel=x=y");
    expect(name).toBe("https://example.com/a?sig=***&***&channel=***");
    expect(url.href).toBe("https://example.com/a?sig=hunter2&hunter2&channel=x=y");
  });

  test.each([
    ["", /not a URL/],
    ["./hunter2.json", /not a URL/],
    ["http://example.com/hunter2.json", /must begin with https:\/\//],
    ["http://localhost.example.com/hunter2.json", /must begin with https:\/\//],
    ["http://127.0.0.1.example.com/hunter2.json", /must begin with https:\/\//],
    ["http://128.0.0.1/hunter2.json", /must begin with https:\/\//],
    ["http://[::2]/hunter2.json", /must begin with https:\/\//],
    ["data:application/json,hunter2", /must begin with https:\/\//],
    ["file:///hunter2.json", /must begin with https:\/\//],
    ["https://ada:hunter2@example.com/x", /user name or password.*give a token/],
    ["https://hunter2@example.com/x", /user name or password/],
    ["https://example.com/x#hunter2", /leave out the #fragment/],
  ])("is refused before any request, unquoted: %s", (text, message) => {
    for (const error of [
      refusal(() => readAddress(text)),
      refusal(() => createClient(text, { schemaEngine: false })),
    ]) {
      expect(error.code).toBe("source-invalid");
      expect(error.message).toMatch(message);
      expect(error.message).not.toContain("hunter2");
    }
  });
});

test.each([
  "http://localhost/a",
  "http://LOCALHOST:80/a",
  "http://127.0.0.1:1/a",
  "http://127.1/a",
  "http://[::1]:1/a",
])("%s is on this machine", (text) => {
  expect(readAddress(text).url.protocol).toBe("http:");
});

describe("a token", () => {
  it("loses the white space around it", () => {
    expect(readToken(" abc\n")).toBe("abc");
    expect(readToken(" \n")).toBeUndefined();
    expect(readToken(undefined)).toBeUndefined();
  });

  it.each(["hunter2 hunter2", "hunter2\r\nx: y", "hünter2"])("that no header can carry is refused", (token) => {
    const error = refusal(() => createClient("https://example.com/x", { schemaEngine: false, token }));
    expect(error.code).toBe("source-invalid");
    expect(error.message).not.toContain("nter2");
  });
});
