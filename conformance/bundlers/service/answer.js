import { RefreshingWorkspace } from "@rototo/sdk";

/** @type {string[]} */
const warnings = [];
process.on("warning", (warning) => warnings.push("code" in warning ? String(warning.code) : warning.message));

/** @type {Promise<readonly RefreshingWorkspace[]> | undefined} */
let opened;

/**
 * What the service answers. Whatever fails is an answer, too.
 *
 * @param {string} question `ask` or `refresh`
 */
export async function answer(question) {
  try {
    opened ??= Promise.all([open(process.env["ARCHIVE"] ?? ""), open(process.env["REPOSITORY"] ?? "")]);
    const workspaces = await opened;
    if (question === "refresh") return await Promise.all(workspaces.map((workspace) => workspace.refreshNow()));
    return { answers: workspaces.map(ask), warnings };
  } catch (error) {
    return { failure: describe(error), warnings };
  }
}

/** @param {string} source */
function open(source) {
  return RefreshingWorkspace.load(source, { periodMs: false, certificateAuthorities: process.env["AUTHORITY"] });
}

/** @param {RefreshingWorkspace} workspace */
function ask(workspace) {
  const { value } = workspace.resolveVariable("max-seats", "prod", { plan: "enterprise", contact: "ada@example.com" });
  const findings = workspace.current.inspect().diagnostics.map(({ message }) => message);
  return { value, findings, refused: refusalOf(() => workspace.resolveVariable("max-seats", "prod", { plan: 5 })) };
}

/** @param {() => unknown} question */
function refusalOf(question) {
  try {
    return question();
  } catch (error) {
    return describe(error).code;
  }
}

/** @param {unknown} error @returns {{ code?: unknown, message: string, cause?: unknown }} */
function describe(error) {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, cause } = error;
  return {
    code: "code" in error ? error.code : error.name,
    message,
    ...(cause !== undefined && { cause: describe(cause) }),
  };
}
