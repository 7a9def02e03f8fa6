import type { EvaluationRecord } from "@rototo/core";

/** In UTF-16 units: about a hundred records, a fraction of a ms to make. */
const CHUNK_LENGTH = 65_536;

/** The records as lines of JSON, whole lines only, in pieces that are each made when they are asked for. */
export function* ndjsonChunks(records: readonly EvaluationRecord[]): Generator<string, void> {
  let chunk = "";
  for (const record of records) {
    chunk += `${JSON.stringify(record)}\n`;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}
