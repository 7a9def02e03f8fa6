import { Workspace } from "@rototo/sdk";

/** One answer from the workspace at the first argument: the whole of what a short job waits for. */
const [source, variable] = process.argv.slice(2);
const workspace = await Workspace.load(source);
workspace.resolveVariable(variable, "prod", { account: { plan: "enterprise", seats: 250 } });
