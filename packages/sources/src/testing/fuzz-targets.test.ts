import * as fc from "fast-check";
import { describe } from "vitest";
import { testFuzzTargets } from "../../../core/src/testing/test-fuzz-targets.js";
import { FUZZ_TARGETS } from "./fuzz-targets.js";

/** Each character is a byte. */
const scraps = fc.oneof(
  fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
  fc.constantFrom(..."^ : / // :// # ? @ % \\ \" ' = & .. . ~ - \0 \r\n -1 abc \x1f\x8b \x1e \x1f".split(" ")),
  fc.constantFrom(
    ..."https: http:// ssh:// file:// git+ //u:p ada: :8080/ [::1] 127.1 localhost %2F %00 %41 .snapshot.json".split(
      " ",
    ),
  ),
  fc.constantFrom(
    ..."120000 160000 40000 100644 rototo-workspace.toml variables/ config/../ x/a.toml tests/".split(" "),
  ),
  fc.constantFrom(
    "\x1e5\x1fconfig/variables",
    "\x1e1\x1f",
    "\x1eL\x1f",
    "\x1eS\x1f",
    "77777777777\x1f",
    "99 path=/x\n",
  ),
  fc.constantFrom(
    "Content-Length: -1\r\n",
    "Content-Encoding: br\r\n",
    "HTTP/1.1 abc\r\n",
    "HTTP/1.1 200 x\r\n",
    "HTTP/1.1 401 x\r\n",
    "HTTP/1.1 407 x\r\n",
    "Location: https://localhost:1/REQUEST\r\n",
    "Location: https://REQUEST/\r\n",
    "REQUEST",
    "SSH-2.0-x\r\n",
    "ffffffff\r\n",
    "fatal: unable to access 'https://u:hunter2@h': ",
  ),
  fc
    .tuple(fc.constantFrom("/", ":", "a", "#", "\0", "x: y\r\n"), fc.nat(3_000))
    .map(([part, times]) => part.repeat(times)),
);

describe("any bytes, wherever they come in, are an answer or a coded error without a secret", () => {
  testFuzzTargets(FUZZ_TARGETS, scraps);
});
