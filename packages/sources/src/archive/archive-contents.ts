import type { Document, Documents } from "@rototo/core/documents";
import { decodeDocument } from "../decode-document.js";
import type { DocumentSelection } from "../select-documents.js";
import type { SourceFailure } from "../source-failure.js";
import type { SourceLimits } from "../source-limits.js";
import { classifyEntry, type TarHeader } from "./archive-entry.js";
import { ArchiveLayout, inside } from "./archive-layout.js";
import { formatBytes } from "../format-bytes.js";
import { tooLarge } from "../over-limit.js";
import { damagedArchive, unsafeEntry } from "./damaged-archive.js";
import { findArchiveRoot } from "./find-archive-root.js";

/**
 * A document is in memory as bytes and as text, and text can take twice its
 * bytes. So only a share of what may be extracted may be documents: by default
 * 32 MiB, which is also what a smaller limit on everything leaves to them.
 */
const DOCUMENT_SHARE = 0.16;
const ALWAYS_ALLOWED_DOCUMENT_BYTES = 32 * 1024 * 1024;

/** What to try with an archive that is over a limit. */
export const PACK_LESS = "pack the workspace only";

/** Takes in the entries of an archive, within the limits, and keeps those that can be documents of the workspace. */
export class ArchiveContents {
  readonly #limits: SourceLimits;
  readonly #subdirectory: string | undefined;
  readonly #selection: DocumentSelection;
  readonly #layout: ArchiveLayout;
  /** For each directory that may turn out to be the workspace, the first entry that it must not have. */
  readonly #refusals = new Map<string, SourceFailure>();
  readonly #files = new Set<string>();
  readonly #documents = new Map<string, Document>();
  /** Of the entry whose content comes next. */
  #path = "";
  #latestDirectory: string | undefined;
  #entries = 0;
  #extractedBytes = 0;
  #documentBytes = 0;

  constructor(limits: SourceLimits, subdirectory: string | undefined, selection: DocumentSelection) {
    this.#limits = limits;
    this.#subdirectory = subdirectory;
    this.#selection = selection;
    this.#layout = new ArchiveLayout(subdirectory ?? "", selection);
  }

  /**
   * Meets each entry before its content does.
   *
   * @returns The size in bytes of a content that is asked for; `undefined` for one to skip.
   * @throws {SourceFailure} `source-unsafe` for what spoils the whole archive, `source-too-large`
   */
  enter(header: TarHeader): number | undefined {
    const { size } = header;
    if (size === null || !(size >= 0)) throw damagedArchive("a header of the tar archive holds no valid size");
    this.#count(size);
    const judged = classifyEntry(header);
    if (judged.verdict === "damaged") throw unsafeEntry(header.name, judged.reason);
    const { path, verdict } = judged;
    if (verdict === "odd" || verdict === "unsafe") {
      const roots = verdict === "odd" ? this.#layout.rootsLookingAt(path) : this.#layout.possibleRoots(path);
      this.#refuse(roots, header.name, judged.reason);
      return undefined;
    }
    this.#noteDirectories(verdict === "directory" ? path : path.slice(0, Math.max(0, path.lastIndexOf("/"))));
    if (verdict === "directory") return undefined;
    if (this.#files.has(path)) {
      this.#refuse(this.#layout.possibleRoots(path), header.name, "is there twice");
      return undefined;
    }
    this.#files.add(path);
    this.#layout.addFile(path);
    if (!this.#layout.canBeDocument(path)) return undefined;
    this.#countDocument(size);
    this.#path = path;
    return size;
  }

  /** Takes the whole content that was just asked for. */
  content(bytes: Buffer): void {
    // U+FFFD stands where a name is not UTF-8: such a file has no id that a reference could name.
    const document = this.#path.includes("\uFFFD") ? ({ unreadable: "encoding" } as const) : decodeDocument(bytes);
    this.#documents.set(this.#path, document);
  }

  /**
   * The documents of the workspace in code-unit order of their paths, once the archive was read whole.
   *
   * @throws {SourceFailure} `workspace-not-found`, and `source-unsafe` for an entry that the workspace must not have
   */
  documents(): Documents {
    const root = findArchiveRoot(this.#layout, this.#subdirectory);
    const refusal = this.#refusals.get(root);
    if (refusal !== undefined) throw refusal;
    const found: [string, Document][] = [];
    for (const [path, document] of this.#documents) {
      const own = inside(root, path);
      if (own !== undefined && this.#selection.isFile(own)) found.push([own, document]);
    }
    return new Map(found.sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  /** Which of them is the workspace, and so whether the entry matters, shows only at the end. */
  #refuse(roots: readonly string[], entry: string, reason: string): void {
    for (const root of roots) {
      if (!this.#refusals.has(root)) this.#refusals.set(root, unsafeEntry(entry, reason));
    }
  }

  #noteDirectories(directory: string): void {
    // Files of one directory come one after the other.
    if (directory === this.#latestDirectory) return;
    this.#latestDirectory = directory;
    for (const inPlaceOfDocument of this.#layout.addDirectory(directory)) {
      this.#documents.set(inPlaceOfDocument, { unreadable: "not-a-file" });
    }
  }

  #count(size: number): void {
    this.#entries += 1;
    if (this.#entries > this.#limits.entries) {
      throw tooLarge("the archive has more than", "entries", this.#limits, PACK_LESS);
    }
    this.#extractedBytes += size;
    if (this.#extractedBytes > this.#limits.extractedBytes) {
      throw tooLarge("the archive extracts to more than", "extractedBytes", this.#limits, PACK_LESS);
    }
  }

  #countDocument(size: number): void {
    this.#documentBytes += size;
    const allowed = Math.max(ALWAYS_ALLOWED_DOCUMENT_BYTES, this.#limits.extractedBytes * DOCUMENT_SHARE);
    if (this.#documentBytes > allowed) {
      const what = "the workspace files of the archive hold more than";
      throw tooLarge(what, "extractedBytes", this.#limits, "make them smaller", formatBytes(allowed));
    }
  }
}
