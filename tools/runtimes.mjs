import { runLongTests } from "./run-long-tests.mjs";

/** `npm run runtimes`: the tests of runtimes, each of which is a hundred megabytes. */
await runLongTests(["conformance/runtimes"], "ROTOTO_TEST_RUNTIMES");
