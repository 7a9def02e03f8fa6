import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";
import { expect, it } from "vitest";
import { readFile } from "./read-file.js";

const BUFFER = 64 * 1024;

it.each([0, 1, BUFFER - 1, BUFFER, BUFFER + 1, 3 * BUFFER])("a file of %d bytes is read whole", (length) => {
  const text = "é".repeat(length / 2) + "x".repeat(length % 2);
  const directory = temporaryDirectory({ "a.toml": text });
  expect(readFile(join(directory, "a.toml")).document).toBe(text);
});

it("what one file had is not in the next, which is shorter", () => {
  const directory = temporaryDirectory({ "a.toml": "long = true\n", "b.toml": "b\n" });
  expect([readFile(join(directory, "a.toml")), readFile(join(directory, "b.toml"))]).toMatchObject([
    { document: "long = true\n" },
    { document: "b\n" },
  ]);
});

it.runIf(existsSync("/proc/version"))("a file that says that it is empty, and is not, is read", () => {
  expect(readFile("/proc/version").document).toBe(readFileSync("/proc/version", "utf8"));
});
