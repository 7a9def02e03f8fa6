import { expect, test } from "vitest";
import { isSafeAddress } from "./is-safe-address.js";

test.each([
  "https://example.com/a",
  "http://localhost/a",
  "HTTP://LOCALHOST:80/a",
  "http://127.0.0.1:1/a",
  "http://127.255.255.254/a",
  "http://127.1/a",
  "http://0x7f.1/a",
  "http://[::1]:1/a",
  "http://[0:0:0:0:0:0:0:1]/a",
])("%s is safe", (text) => {
  expect(isSafeAddress(new URL(text))).toBe(true);
});

test.each([
  "http://example.com/a",
  "http://localhost.example.com/a",
  "http://127.0.0.1.example.com/a",
  "http://128.0.0.1/a",
  "http://0.0.0.0/a",
  "http://[::2]/a",
  "http://localhost@example.com/a",
  "ftp://localhost/a",
  "file:///a",
  "data:,a",
])("%s is not", (text) => {
  expect(isSafeAddress(new URL(text))).toBe(false);
});
