export { prepareSnapshot, type PreparedSnapshot, type SnapshotParts } from "./prepare-snapshot.js";
export { readSnapshot, type Snapshot, type UnverifiedSnapshot } from "./read-snapshot.js";
export { verifySnapshot, type Sha256 } from "./verify-snapshot.js";
