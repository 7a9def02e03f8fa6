export { createClient } from "./create-client.js";
export type {
  ClientOptions,
  Fallback,
  ModuleResolver,
  SnapshotFetch,
  SnapshotFetchInit,
  SnapshotModule,
} from "./client-options.js";
export type { RefreshOutcome, RequestLifetime, SnapshotClient } from "./snapshot-client.js";
export type { RefreshStatus, SnapshotOrigin } from "./refresh-state.js";
export { RototoError, type JsonValue, type RototoErrorCode, type SchemaEngine } from "@rototo/core/resolve";
export type {
  AnyWorkspace,
  FallbackResolution,
  Instant,
  QualifierOptions,
  QualifierResolution,
  ResolveOptions,
  TracedQualifier,
  TracedVariable,
  VariableResolution,
  WorkspaceDeclaration,
  WorkspaceQueries,
  WorkspaceResolver,
  WorkspaceScope,
} from "@rototo/core/queries";
