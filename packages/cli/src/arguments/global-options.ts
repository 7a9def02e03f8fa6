import { settableLimits } from "../limits/settable-limits.js";
import type { OptionDefinition } from "./command.js";

/** Options that every command takes. */
export const globalOptions: readonly OptionDefinition[] = [
  {
    name: "workspace",
    value: "SOURCE",
    description:
      "Workspace to work on: a directory, git+https://, git+ssh:// or git+file:// with #ref:subdir, an https:// archive, or a .snapshot.json; without it, ROTOTO_WORKSPACE, else the nearest directory upwards with a rototo-workspace.toml",
    completes: "directory",
  },
  {
    name: "workspace-token",
    value: "TOKEN",
    description: "Bearer token for an https:// source, else ROTOTO_WORKSPACE_TOKEN",
    mayBeEmpty: true,
  },
  {
    name: "limit",
    value: "NAME=VALUE",
    description: `Limit to set, a whole number; may be given several times: ${Object.keys(settableLimits).join(", ")}`,
    repeatable: true,
    completes: "limit",
  },
  { name: "json", description: "Print JSON" },
  { name: "quiet", alias: "q", description: "Print results and errors only: no confirmation, notice or progress" },
  { name: "no-color", description: "Print without colours, as with NO_COLOR" },
];
