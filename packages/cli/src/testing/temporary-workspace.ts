import { fileURLToPath } from "node:url";

export { temporaryDirectory as temporaryWorkspace } from "@rototo/test-support/temporary-directory";

/** The workspace of the production workflow tutorial. */
export const tutorial = fileURLToPath(new URL("../../../../examples/llm-agent-config/config", import.meta.url));

/** A minimal workspace without environments, to add files to. */
export const MANIFEST = { "rototo-workspace.toml": "schema_version = 1\n" };
