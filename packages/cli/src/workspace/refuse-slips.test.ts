import { describe, expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.js";

describe("a source that is certainly meant otherwise", () => {
  test.each([
    ["~/config", "$HOME/config"],
    ["~", "./~"],
    ["https://github.com/acme/runtime-config", "did you mean `git+https://github.com/acme/runtime-config`?"],
    ["https://gitlab.com/acme/config/#prod:x", "did you mean `git+https://gitlab.com/acme/config/#prod:x`?"],
    ["https://git.example.com/deep/er/config.git", "did you mean `git+https://git.example.com/deep/er/config.git`?"],
    ["https://ada:s3cret@github.com/acme/config", "did you mean `git+https://github.com/acme/config`?"],
  ])("%s", async (source, help) => {
    const { status, stdout, stderr } = await runInProcess(["variable", "list", `--workspace=${source}`]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("code: usage");
    expect(stderr).toContain(help);
    expect(stderr).not.toContain("s3cret");
  });

  test.each([
    "https://localhost:1/acme/config/archive/main.tar.gz",
    "https://localhost:1/acme/config",
    "./~/config",
    "git+https://localhost:1/acme/config.git",
  ])("%s may be meant as it is", async (source) => {
    const { stderr } = await runInProcess(["variable", "list", "--workspace", source]);
    expect(stderr).not.toContain("code: usage");
  });
});
