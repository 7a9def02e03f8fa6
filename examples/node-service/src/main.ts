import { serve } from "./serve.js";
import { readSettings } from "./settings.js";

const stop = new AbortController();
// Once, so that a second signal ends the process at once.
process.once("SIGTERM", () => stop.abort());
process.once("SIGINT", () => stop.abort());

try {
  await serve(readSettings(process.env), stop.signal);
} catch (error) {
  if (error !== stop.signal.reason) throw error;
}
