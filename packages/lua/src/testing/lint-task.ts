import type { CustomLintTask, CustomLintVariable } from "@rototo/core";

/** A task with one script for a variable with the given values, for tests. */
export function lintTask(source: string | undefined, variable: Partial<CustomLintVariable> = {}): CustomLintTask {
  const id = variable.id ?? "limits";
  return {
    variable: {
      id,
      uri: `variable://${id}`,
      path: `variables/${id}.toml`,
      values: {},
      toml: {},
      workspace: { environments: [] },
      ...variable,
    },
    script: `lint/${id}.lua`,
    source,
  };
}
