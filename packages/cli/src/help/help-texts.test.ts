import { expect, test } from "vitest";
import { builtCommand } from "../testing/built-command.js";
import { runInProcess } from "../testing/run-in-process.js";
import { runNode } from "../testing/run-node.js";
import { renderHelpTexts } from "./render-help-texts.js";

const command = builtCommand();

test("what is built prints the help that its definitions give", async () => {
  for (const [name, text] of Object.entries(await renderHelpTexts())) {
    const words = [...name.split(" ").filter((word) => word !== ""), "--help"];
    const printed = await runNode([command.path, ...words]);
    expect(printed).toMatchObject({ status: 0, stdout: `${text}\n`, stderr: "" });
    expect(await runInProcess(words)).toMatchObject({ stdout: printed.stdout });
  }
});
