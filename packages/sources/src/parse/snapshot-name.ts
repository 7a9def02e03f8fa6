/** True for the path of a snapshot: its name says what it is, so that nobody takes one for another kind of source. */
export function isSnapshotName(path: string): boolean {
  return path.endsWith(".snapshot.json");
}
