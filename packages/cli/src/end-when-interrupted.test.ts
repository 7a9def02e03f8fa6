import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { runNode } from "./testing/run-node.js";
import { temporaryWorkspace } from "./testing/temporary-workspace.js";

/** Runs a program that has `releaseWhenInterrupted`, `signalMyself` and `write`, and the files that it wrote. */
async function run(program: string) {
  const cwd = temporaryWorkspace({});
  const source = readFileSync(new URL("./end-when-interrupted.ts", import.meta.url), "utf8");
  writeFileSync(join(cwd, "end-when-interrupted.mjs"), transformSync(source, { loader: "ts" }).code);
  writeFileSync(
    join(cwd, "program.mjs"),
    `import { writeFileSync } from "node:fs";
    import { setImmediate } from "node:timers/promises";
    import { releaseWhenInterrupted } from "./end-when-interrupted.mjs";
    const signalMyself = () => process.kill(process.pid, "SIGTERM");
    const write = (name) => writeFileSync(name, "");
    ${program}`,
  );
  const { status, signal, stderr } = await runNode(["program.mjs"], { cwd });
  const wrote = ["first", "second", "released", "after"].filter((name) => existsSync(join(cwd, name)));
  return { status, signal, stderr, wrote };
}

describe.skipIf(process.platform === "win32")("work that must release", () => {
  const died = { status: null, signal: "SIGTERM", stderr: "" };

  test("is done to its end where it cannot be interrupted, and nothing comes after it", async () => {
    const program = `
      await releaseWhenInterrupted(() => {
        write("first");
        signalMyself();
        write("second");
      });
      write("after");`;
    expect(await run(program)).toEqual({ ...died, wrote: ["first", "second"] });
    // The same from within a callback of the event loop.
    expect(await run(`await setImmediate(); ${program}`)).toEqual({ ...died, wrote: ["first", "second"] });
  });

  test("releases what it has, where it waits", async () => {
    const program = `
      process.on("exit", () => write("released"));
      await releaseWhenInterrupted(async () => {
        signalMyself();
        await setImmediate();
        await setImmediate();
        write("second");
      });
      write("after");`;
    expect(await run(program)).toEqual({ ...died, wrote: ["released"] });
  });

  test("before and after it, the system ends the process", async () => {
    const program = `
      process.on("exit", () => write("released"));
      await releaseWhenInterrupted(() => write("first"));
      signalMyself();
      write("after");`;
    expect(await run(program)).toEqual({ ...died, wrote: ["first"] });
  });
});
