export { loadWorkspace, type LoadedWorkspace } from "./load-workspace.js";
export { readWorkspace } from "./read-workspace.js";
export { lintWorkspace, type LintOptions, type LintReport } from "./lint/lint-workspace.js";
export { lintWithScripts, type LintWithScriptsOptions } from "./lint/lint-with-scripts.js";
export { acceptUnlinted, type AcceptedModel } from "./lint/accepted-model.js";
export { compileWorkspace } from "./compile/compile-workspace.js";
export * from "./resolve/index.js";
export { linkUnlinted } from "./resolve/link-unlinted.js";
export { parseJsonText, type JsonParse } from "./parse/parse-json-text.js";
export * from "./snapshot/index.js";
export { sliceWorkspace, type WorkspaceSlice } from "./slice/slice-workspace.js";

export { openOnce } from "./record/open-once.js";
export { observeQualifier, observeVariable, type Observation, type Redacts } from "./record/observe.js";
export { createEvaluationRecord, recordedValueType, type EvaluationFacts } from "./record/create-evaluation-record.js";
export type { EvaluationRecord, RecordedResult, RecordedValueType } from "./record/evaluation-record.js";

export * from "./documents/index.js";
export type { Place } from "./documents/place.js";

export type * from "./model/workspace-model.js";
export {
  valueOf,
  type Field,
  type InvalidField,
  type MissingField,
  type PresentField,
  type Table,
  type UnknownField,
} from "./model/field.js";
export { writtenVariable } from "./model/written-variable.js";
export { readExpectations } from "./model/read-expectations.js";
export { variableType, type VariableType } from "./model/variable-type.js";

export type { Position, Range } from "./documents/range.js";
export type { Diagnostic, DiagnosticTarget, RelatedPlace, Severity } from "./lint/diagnostic.js";
export type { CustomFinding, CustomLintFailure, CustomLintReport } from "./lint/custom-finding.js";
export type * from "./lint/custom-lint-task.js";
export { customLintTasks } from "./lint/custom-lint-tasks.js";
export { rules } from "./lint/rules/index.js";
export type { ExampleFiles, Finding, Rule, RuleDefinition, RuleExamples, Subjects } from "./lint/rule.js";

export type {
  SchemaCompilation,
  SchemaEngine,
  SchemaResources,
  SchemaValidator,
  Violation,
} from "./schema/engines/schema-engine.js";
export { checkingInterpreterEngine } from "./schema/interpreter/checking-interpreter.js";
export type * from "./compile/compiled-workspace.js";
export type { BucketingOperator, ComparisonOperator, Operator } from "./operators/operators.js";
export type { PrimitiveType } from "./grammar/primitive-type.js";
export { declaredNames, findAttribute, type AttributeDeclaration } from "./schema/questions/find-attribute.js";
export { canonicalJson } from "./json/canonical-json.js";
export {
  isJsonObject,
  ownValue,
  setOwnValue,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from "./json/json-value.js";
