/**
 * Writes instants, in ms since 1970, as RFC 3339 in UTC with milliseconds.
 * Keeps the last text: formatting takes longer than the rest of a record.
 */
export function createTimestampText(): (instantMs: number) => string {
  let lastMs: number | undefined;
  let lastText = "";
  return (instantMs) => {
    const wholeMs = Math.round(instantMs);
    if (wholeMs !== lastMs) {
      lastMs = wholeMs;
      lastText = new Date(wholeMs).toISOString();
    }
    return lastText;
  };
}
