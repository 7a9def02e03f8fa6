import { rules } from "@rototo/core";
import type { Command } from "../arguments/command.js";

/** `rototo diagnostics list` */
export const diagnosticsList: Command = {
  path: ["diagnostics", "list"],
  description: "List every diagnostic that lint can report",
  async run({ output }) {
    const sorted = [...rules].sort((left, right) => (left.code < right.code ? -1 : 1));
    if (output.json) {
      output.document({
        diagnostics: sorted.map(({ code, severity, title }) => ({ code: `rototo/${code}`, severity, title })),
      });
    } else {
      const { alignColumns } = await import("../output/columns.js");
      output.lines(alignColumns(sorted.map(({ code, severity, title }) => [`rototo/${code}`, severity, title])));
    }
    return 0;
  },
};
