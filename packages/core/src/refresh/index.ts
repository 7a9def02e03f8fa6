export { backOff } from "./back-off.js";
export { nextProgress, NO_PROGRESS, type ProgressStep, type RefreshProgress } from "./refresh-progress.js";
export { nextDelay, type RefreshTiming } from "./refresh-schedule.js";
export { msUntilStale } from "./staleness.js";
