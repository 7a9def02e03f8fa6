import { RototoError, type Document } from "@rototo/core";
import { describe, expect, test } from "vitest";
import type { LoadedSource } from "../loaded-source.js";
import type { SourceOptions } from "../source-options.js";
import { load, loadAny, probe } from "./load-text.js";

/** What a source holds, by path: text, bytes, or a link to another path of the workspace. */
export type ContractFiles = Readonly<Record<string, string | Uint8Array | { readonly link: string }>>;

/** A source that a test may change. */
export interface ContractSource {
  /** As a person writes it. */
  readonly text: string;
  /** What a loaded workspace is called. */
  readonly name: string;
  /** What every load and probe needs, such as an authority to trust. */
  readonly options?: SourceOptions;
  /** Makes these files, and no others, what the source holds. */
  replace(files: ContractFiles): Promise<void> | void;
  /** Takes the source away. */
  remove(): Promise<void> | void;
}

export interface SourceContract {
  /** Names the kind of source in the tests' titles. */
  readonly name: string;
  /** Makes a source that is gone after the test. */
  readonly create: (files: ContractFiles) => Promise<ContractSource>;
  /** How a version is named. */
  readonly fingerprint: RegExp;
  /** Whether it gives documents, or a snapshot that is made of them. */
  readonly holds: "documents" | "snapshot";
  /** Whether the source can hold symbolic links; an archive rejects them. */
  readonly hasLinks: boolean;
}

const MANIFEST = "schema_version = 1\n";

const FILES: ContractFiles = {
  "rototo-workspace.toml": MANIFEST,
  "README.md": "not of the workspace",
  "qualifiers/b.toml": "b",
  "qualifiers/a.toml": "a\r\n",
  "qualifiers/notes.txt": "not of the workspace",
  "qualifiers/deep/c.toml": "not of the workspace",
  "qualifiers/__proto__.toml": "plain",
  "qualifiers/bom.toml": Buffer.from("\uFEFFbom"),
  "qualifiers/broken.toml": Buffer.from([0x61, 0xff]),
  "variables/limits.toml": "limits ü 😀",
  "variables/limits-values/standard.toml": "",
  "variables/.#limits.toml": "what an editor leaves behind",
  "variables/.limits-values/standard.toml": "hidden",
  "tests/a.expected.json": "{}",
};

const DOCUMENTS: readonly (readonly [string, Document])[] = [
  ["qualifiers/__proto__.toml", "plain"],
  ["qualifiers/a.toml", "a\r\n"],
  ["qualifiers/b.toml", "b"],
  ["qualifiers/bom.toml", "bom"],
  ["qualifiers/broken.toml", { unreadable: "encoding" }],
  ["rototo-workspace.toml", MANIFEST],
  ["variables/limits-values/standard.toml", ""],
  ["variables/limits.toml", "limits ü 😀"],
];

/** Declares the tests that every source adapter passes. */
export function testSourceContract({ name, create, fingerprint, holds, hasLinks }: SourceContract): void {
  describe(`the contract of sources: ${name}`, () => {
    test(`a load gives the ${holds} and nothing else`, async () => {
      const source = await create(FILES);
      const loaded = await loadAny(source.text, source.options);
      const documents = loaded.documents && [...loaded.documents];
      expect(documents?.sort(([left], [right]) => (left < right ? -1 : 1))).toEqual(
        holds === "documents" ? DOCUMENTS : undefined,
      );
      expect(loaded.snapshot === undefined).toBe(holds === "documents");
      expect(loaded.fingerprint).toMatch(fingerprint);
      expect(loaded.immutable).toBe(false);
      expect(loaded.name).toBe(source.name);
    });

    if (holds === "documents") {
      test("tests are for those who ask for them, and make no other version", async () => {
        const source = await create(FILES);
        const { fingerprint } = await load(source.text, source.options);
        const withTests = await load(source.text, { ...source.options, tests: true });
        expect(withTests.documents.get("tests/a.expected.json")).toBe("{}");
        expect(withTests.documents.size).toBe(DOCUMENTS.length + 1);
        expect(withTests.fingerprint).toBe(fingerprint);
      });
    }

    if (hasLinks) {
      test("a link in tests, or of a hidden name, matters to nobody else", async () => {
        const source = await create({
          "rototo-workspace.toml": MANIFEST,
          "tests/outside.json": { link: "/etc/passwd" },
          "variables/.#limits.toml": { link: "ada@example.com.4711" },
        });
        expect([...(await load(source.text, source.options)).documents.keys()]).toEqual(["rototo-workspace.toml"]);
        const { documents } = await load(source.text, { ...source.options, tests: true });
        expect(documents.get("tests/outside.json")).toEqual({ unreadable: "unsafe-link" });
      });

      test("a link inside is followed, one to the outside is told", async () => {
        const source = await create({
          "rototo-workspace.toml": MANIFEST,
          "shared/a.toml": "shared",
          "qualifiers/inside.toml": { link: "../shared/a.toml" },
          "qualifiers/outside.toml": { link: "/etc/passwd" },
          "qualifiers/gone.toml": { link: "nowhere.toml" },
        });
        expect(Object.fromEntries((await load(source.text, source.options)).documents)).toEqual({
          "rototo-workspace.toml": MANIFEST,
          "qualifiers/inside.toml": "shared",
          "qualifiers/outside.toml": { unreadable: "unsafe-link" },
          "qualifiers/gone.toml": { unreadable: "broken-link" },
        });
      });
    }

    test("a version has one fingerprint, also for many loads at once", async () => {
      const source = await create(FILES);
      const loads = await Promise.all(Array.from({ length: 4 }, () => loadAny(source.text, source.options)));
      expect(new Set(loads.map((loaded) => loaded.fingerprint)).size).toBe(1);
      for (const loaded of loads) expect(contentOf(loaded)).toEqual(loads[0] && contentOf(loads[0]));
    });

    test("a probe is unchanged until the content changes", async () => {
      const source = await create(FILES);
      const first = await loadAny(source.text, source.options);
      expect(await probe(source.text, first.fingerprint, source.options)).toBe("unchanged");
      await source.replace({ ...FILES, "qualifiers/a.toml": "changed" });
      expect(await probe(source.text, first.fingerprint, source.options)).toBe("changed");
      const before = contentOf(first);
      const second = await loadAny(source.text, source.options);
      expect(second.fingerprint).not.toBe(first.fingerprint);
      expect(JSON.stringify(contentOf(second))).toContain("changed");
      expect(contentOf(first)).toEqual(before);
      expect(JSON.stringify(before)).not.toContain("changed");
      expect(await probe(source.text, second.fingerprint, source.options)).toBe("unchanged");
    });

    test("a source that is gone is unknown to a probe and an error to a load", async () => {
      const source = await create(FILES);
      const { fingerprint: before } = await loadAny(source.text, source.options);
      await source.remove();
      expect(await probe(source.text, before, source.options)).toBe("unknown");
      const error: unknown = await loadAny(source.text, source.options).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(RototoError);
      expect(["workspace-not-found", "source-unavailable"]).toContain((error as RototoError).code);
    });

    test("aborting rejects with the signal's reason, before and meanwhile", async () => {
      const source = await create(FILES);
      const reason = new Error("enough");
      const signal = AbortSignal.abort(reason);
      await expect(loadAny(source.text, { ...source.options, signal })).rejects.toBe(reason);
      await expect(probe(source.text, "sha256:0", { ...source.options, signal })).rejects.toBe(reason);
      const controller = new AbortController();
      const loading = loadAny(source.text, { ...source.options, signal: controller.signal });
      controller.abort(reason);
      await expect(loading).rejects.toBe(reason);
    });
  });
}

/** All that a load gave of the workspace, as plain data. */
function contentOf({ documents, snapshot }: LoadedSource): unknown {
  return documents === undefined ? snapshot.workspace : [...documents];
}
