/**
 * Starts a clock for work in one thread, which only computes and never waits. It
 * tells the time that the work can have taken, in ms: what passed since, or the
 * processor time of the whole process since, whichever is less. On a busy machine
 * a script is not charged for the time in which others run.
 */
export function startClock(): () => number;
