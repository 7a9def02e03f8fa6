export { findWorkspaceRoot } from "./find-workspace-root.js";
export { fingerprintDocuments } from "./fingerprint-documents.js";
export { loadSource, probeSource } from "./load-source.js";
export type { LoadedDocuments, LoadedFrom, LoadedSnapshot, LoadedSource, ProbeResult } from "./loaded-source.js";
export { parseSource, type ParseSourceOptions } from "./parse-source.js";
export { removeCredentials } from "./remove-credentials.js";
export type { ArchiveSource, GitSource, LocalSource, SnapshotSource, Source } from "./source.js";
export type { SourceOptions } from "./source-adapter.js";
export { DEFAULT_SOURCE_LIMITS, type SourceLimits } from "./source-limits.js";
