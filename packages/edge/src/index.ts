export { createClient } from "./create-client.js";
export type { ClientOptions, Fallback, SnapshotFetch, SnapshotFetchInit, SnapshotModule } from "./client-options.js";
export type { RefreshOutcome, RequestLifetime, SnapshotClient } from "./snapshot-client.js";
export type { RefreshStatus, SnapshotOrigin } from "./refresh-state.js";
export { RototoError, type Resolver, type RototoErrorCode, type SchemaEngine } from "@rototo/core/resolve";
