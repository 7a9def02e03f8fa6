export { openSnapshot, type OpenOptions, type WorkspaceResolver } from "./open-snapshot.js";
export { AnsweringWorkspace, type Serving } from "./answering-workspace.js";
export { LinkedVersion, type CompiledVersion, type LinkedVersionOptions } from "./linked-version.js";
export type { AnswerRecorder } from "./answer-recorder.js";
export type { QualifierOptions, WorkspaceQueries, WorkspaceScope } from "./workspace-queries.js";
export type { EnvironmentOption, FallbackOption, Instant, ResolveOptions } from "./resolve-options.js";
export type * from "./resolution.js";
export type * from "./workspace-declaration.js";
