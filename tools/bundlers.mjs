import { runLongTests } from "./run-long-tests.mjs";

/** `npm run bundlers`: the tests of bundlers and compilers, which take minutes. */
await runLongTests(["conformance/bundlers", "conformance/types"], "ROTOTO_TEST_BUNDLERS");
