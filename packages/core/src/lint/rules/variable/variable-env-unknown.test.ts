import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const VARIABLE = 'schema_version = 1\ntype = "int"\nvalues.a = 1\n[env._]\nvalue = "a"\n[env.prod]\nvalue = "a"\n';
const lint = (manifest: string, variable = VARIABLE) =>
  lintFiles({ "rototo-workspace.toml": manifest, "variables/x.toml": variable }).map(({ code, message }) => [
    code,
    message,
  ]);

describe("variable-env-unknown", () => {
  it("reports every named branch where the workspace declares no environments, never the fallback", () => {
    expect(lint("schema_version = 1\n")).toEqual([
      ["variable-env-unknown", "unknown environment: prod, because the workspace declares none"],
    ]);
    expect(lint("schema_version = 1\n", VARIABLE.replace(/\[env\.prod][^]*/, ""))).toEqual([]);
  });

  it("takes names such as constructor for unknown", () => {
    const manifest = 'schema_version = 1\nenvironments.values = ["dev"]\n';
    expect(lint(manifest, VARIABLE.replace("prod", "constructor"))).toEqual([
      ["variable-env-unknown", "unknown environment: constructor"],
    ]);
  });

  it.each([
    ["cannot be read", "schema_version ="],
    ["declares an empty list", "schema_version = 1\nenvironments.values = []\n"],
    ["declares something else than names", 'schema_version = 1\nenvironments.values = ["dev", 3]\n'],
    ["declares environments of the wrong type", "schema_version = 1\nenvironments = 3\n"],
  ])("is silent where the manifest %s", (_what, manifest) => {
    expect(lint(manifest).map(([code]) => code)).not.toContain("variable-env-unknown");
  });
});
