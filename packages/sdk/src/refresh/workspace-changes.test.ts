import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prepareVersion } from "../version/prepare-version.js";
import { createDocuments } from "@rototo/core";
import type { DefinitionDigests } from "../version/workspace-version.js";
import { describeChanges } from "./workspace-changes.js";

const id = fc.oneof(fc.constantFrom("a", "B", "a-b", "a.b", "10", "9", "__proto__", "constructor"), fc.string());
const digestMap = fc
  .array(fc.tuple(id, fc.constantFrom("x", "y", "")))
  .map((entries): ReadonlyMap<string, string> => new Map(entries));
const digests: fc.Arbitrary<DefinitionDigests> = fc.record({
  variables: digestMap,
  qualifiers: digestMap,
  catalogs: digestMap,
  workspace: fc.constantFrom("x", "y"),
});
const byCodeUnit = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

describe("describeChanges", () => {
  it("tells apart what is new, what differs, what is gone and what stayed", () => {
    fc.assert(
      fc.property(digests, digests, (previous, next) => {
        const changes = describeChanges(previous, next);
        expect(changes.workspace).toBe(previous.workspace !== next.workspace);
        for (const kind of ["variables", "qualifiers", "catalogs"] as const) {
          const ids = [...new Set([...previous[kind].keys(), ...next[kind].keys()])].sort(byCodeUnit);
          const [before, after] = [previous[kind], next[kind]];
          expect(changes[kind]).toEqual({
            added: ids.filter((each) => !before.has(each)),
            changed: ids.filter((each) => before.has(each) && after.has(each) && before.get(each) !== after.get(each)),
            removed: ids.filter((each) => !after.has(each)),
          });
        }
      }),
    );
  });

  it("finds in real workspaces that a catalog's entry changes the variable that takes it", async () => {
    const digestsOf = async (limit: number) => {
      const documents = createDocuments({
        "rototo-workspace.toml": "schema_version = 1\n",
        "schemas/profile.json": `{ "type": "object" }`,
        "catalogs/profiles.toml": `schema_version = 1\nschema = "../schemas/profile.json"\n`,
        "catalogs/profiles-entries/standard.toml": `limit = ${limit}\n`,
        "variables/profile.toml": `schema_version = 1\ntype = "catalog:profiles"\n[resolve]\ndefault = "standard"\n`,
        "variables/other.toml": `schema_version = 1\ntype = "int"\n[values]\none = 1\n[resolve]\ndefault = "one"\n`,
      });
      const identity = { name: "test", fingerprint: String(limit), immutable: false };
      return (await prepareVersion({ ...identity, documents }, {}, new AbortController().signal)).digests;
    };
    const none = { added: [], changed: [], removed: [] };
    expect(describeChanges(await digestsOf(1), await digestsOf(2))).toEqual({
      variables: { ...none, changed: ["profile"] },
      qualifiers: none,
      catalogs: { ...none, changed: ["profiles"] },
      workspace: false,
    });
    const empty = { variables: new Map(), qualifiers: new Map(), catalogs: new Map(), workspace: "" };
    expect(describeChanges(await digestsOf(1), empty).variables.removed).toEqual(["other", "profile"]);
  });
});
