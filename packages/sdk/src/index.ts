export { Workspace } from "./workspace/workspace.js";
export { RefreshingWorkspace } from "./workspace/refreshing-workspace.js";
export type { RefreshOptions } from "./workspace/refresh-options.js";
export type { RefreshOutcome } from "./refresh/refresh-loop.js";
export type { RefreshStatus, VersionOrigin } from "./refresh/refresh-state.js";
export type { RefreshEventName, RefreshEvents, RefreshListener } from "./refresh/refresh-events.js";
export type { WorkspaceChanges } from "./refresh/workspace-changes.js";
export type { Clock } from "./clock.js";
export type { LoadOptions } from "./workspace/load-options.js";
export type {
  AnyWorkspace,
  ContextAlone,
  DeepReadonly,
  FallbackOption,
  FallbackResolution,
  Instant,
  QualifierOptions,
  QualifierResolution,
  ResolveOptions,
  TracedQualifier,
  TracedVariable,
  VariableId,
  VariableResolution,
  VariableValue,
  WorkspaceDeclaration,
  WorkspaceQueries,
  WorkspaceScope,
} from "@rototo/core/queries";
export type { InspectedEntity, WorkspaceInspection } from "./workspace/workspace-inspection.js";
export type {
  WorkspaceContent,
  WorkspaceFiles,
  WorkspaceSnapshot,
  WorkspaceSource,
} from "./version/workspace-source.js";
export { fileSink, type FileSink, type FileSinkOptions } from "./records/sinks/file-sink.js";
export { stdoutSink } from "./records/sinks/stdout-sink.js";
export type { EvaluationSink, SinkStatistics } from "./records/evaluation-sink.js";
export type { ActiveTrace, RecordOptions } from "./records/record-options.js";
export type { Sampling } from "./records/sampling.js";
export { RototoError, type RototoErrorCode } from "@rototo/core/resolve";
export type {
  Diagnostic,
  Documents,
  EvaluationRecord,
  JsonObject,
  JsonValue,
  QualifierTrace,
  ResolutionReason,
  ResolutionTrace,
} from "@rototo/core";
