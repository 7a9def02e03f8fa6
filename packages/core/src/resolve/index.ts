export { link, type LinkOptions } from "./link.js";
export { readInstant } from "./read-instant.js";
export type { Resolver, Scope, ScopeOptions, TracedQualifierResolution, TracedResolution } from "./resolver.js";
export type {
  EvaluatedPredicate,
  PredicateTrace,
  QualifierResolution,
  QualifierTrace,
  Resolution,
  ResolutionReason,
  ResolutionTrace,
  RuleTrace,
  SkippedPredicate,
} from "./resolution.js";
export { readSnapshot, type Snapshot, type UnverifiedSnapshot } from "../snapshot/read-snapshot.js";
export { RototoError, type RototoErrorCode, type RototoErrorOptions } from "../errors/rototo-error.js";
export { closestName } from "../suggest/closest-name.js";
export type { CompiledWorkspace } from "../compile/compiled-workspace.js";
export type { JsonArray, JsonObject, JsonValue } from "../json/json-value.js";
export type {
  SchemaCompilation,
  SchemaEngine,
  SchemaResources,
  SchemaValidator,
  Violation,
} from "../schema/engines/schema-engine.js";
