import fc from "fast-check";

/**
 * Property tests draw the same examples on every run, so that a change fails for
 * what it changed. `FAST_CHECK_SEED=4711 npm test` draws others.
 */
const seed = Number(process.env["FAST_CHECK_SEED"] ?? 20_260_529);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
