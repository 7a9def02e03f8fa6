import { inspect } from "node:util";
import { RototoError } from "@rototo/core";
import { expect } from "vitest";
import {
  loadSource,
  parseSource,
  probeSource,
  type LoadedDocuments,
  type LoadedSource,
  type ProbeResult,
  type SourceOptions,
} from "../index.js";

/** Loads the source that `text` names. */
export function loadAny(text: string, options?: SourceOptions): Promise<LoadedSource> {
  return loadSource(parseSource(text, { cwd: "/" }), options);
}

/** The same for one with documents. */
export async function load(text: string, options?: SourceOptions): Promise<LoadedDocuments> {
  const loaded = await loadAny(text, options);
  if (loaded.documents === undefined) throw new Error(`${text} has no documents`);
  return loaded;
}

/** Probes the source that `text` names. */
export function probe(text: string, fingerprint: string, options?: SourceOptions): Promise<ProbeResult> {
  return probeSource(parseSource(text, { cwd: "/" }), fingerprint, options);
}

/** The error of a load that must fail: with one line of message, the source's name in it and in the details, and a way out of a limit. */
export async function failureOf(text: string, options?: SourceOptions): Promise<RototoError> {
  const error: unknown = await loadAny(text, options).then(
    () => new Error(`${text} was loaded`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof RototoError)) throw error;
  const source = parseSource(text, { cwd: "/" });
  if (source.kind !== "local") {
    expect(error.message.startsWith(`${source.name}: `)).toBe(true);
    expect(error.details["source"]).toBe(source.name);
  }
  expect(error.message).not.toMatch(/[\0-\x1f\x7f]/);
  const { limit } = error.details;
  if (error.code === "source-too-large") expect(limit).toBeTypeOf("string");
  if (typeof limit === "string") expect(error.message.endsWith(`, or raise limits.${limit}`)).toBe(true);
  return error;
}

/** Everything that an error tells, its causes included. */
export function everythingIn(error: RototoError): string {
  return inspect(error, { depth: 10, showHidden: true });
}
