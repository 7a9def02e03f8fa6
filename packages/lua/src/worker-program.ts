/**
 * What the threads run. Here it is a file; the build puts the text of the program in its place, Lua included, so
 * that nothing has to be found beside the code, wherever a bundler takes it.
 */
export const workerProgram: string | URL = new URL("./worker.js", import.meta.url);
