import type { Rule } from "../rule.js";
import { catalogEntryParseFailed } from "./catalog/catalog-entry-parse-failed.js";
import { catalogEntrySchemaMismatch } from "./catalog/catalog-entry-schema-mismatch.js";
import { catalogParseFailed } from "./catalog/catalog-parse-failed.js";
import { catalogSchemaRef } from "./catalog/catalog-schema-ref.js";
import { catalogSchemaVersion } from "./catalog/catalog-schema-version.js";
import { catalogShape } from "./catalog/catalog-shape.js";
import { testFixtureInvalid } from "./fixture/test-fixture-invalid.js";
import { contextSchemaRef } from "./manifest/context-schema-ref.js";
import { contextSchemaReservedField } from "./manifest/context-schema-reserved-field.js";
import { workspaceManifestParseFailed } from "./manifest/workspace-manifest-parse-failed.js";
import { workspaceManifestSchemaFailed } from "./manifest/workspace-manifest-schema-failed.js";
import { contextSchemaAttribute } from "./qualifier/context-schema-attribute.js";
import { contextSchemaTypeMismatch } from "./qualifier/context-schema-type-mismatch.js";
import { qualifierParseFailed } from "./qualifier/qualifier-parse-failed.js";
import { qualifierPredicateBucket } from "./qualifier/qualifier-predicate-bucket.js";
import { qualifierPredicateDuplicate } from "./qualifier/qualifier-predicate-duplicate.js";
import { qualifierPredicateMissing } from "./qualifier/qualifier-predicate-missing.js";
import { qualifierPredicateRollout } from "./qualifier/qualifier-predicate-rollout.js";
import { qualifierPredicateShape } from "./qualifier/qualifier-predicate-shape.js";
import { qualifierPredicateUnknownOp } from "./qualifier/qualifier-predicate-unknown-op.js";
import { qualifierPredicateUnknownQualifier } from "./qualifier/qualifier-predicate-unknown-qualifier.js";
import { qualifierPredicateValue } from "./qualifier/qualifier-predicate-value.js";
import { qualifierSchemaVersion } from "./qualifier/qualifier-schema-version.js";
import { qualifierShape } from "./qualifier/qualifier-shape.js";
import { schemaInvalid } from "./schema/schema-invalid.js";
import { schemaParseFailed } from "./schema/schema-parse-failed.js";
import { schemaUnknownKeyword } from "./schema/schema-unknown-keyword.js";
import { schemaUnsafeRef } from "./schema/schema-unsafe-ref.js";
import { customLintError } from "./variable/custom-lint-error.js";
import { valueParseFailed } from "./variable/value-parse-failed.js";
import { variableCustomLintFailed } from "./variable/variable-custom-lint-failed.js";
import { variableEnvMissingDefault } from "./variable/variable-env-missing-default.js";
import { variableEnvUnknown } from "./variable/variable-env-unknown.js";
import { variableLintShape } from "./variable/variable-lint-shape.js";
import { variableParseFailed } from "./variable/variable-parse-failed.js";
import { variableResolveMissing } from "./variable/variable-resolve-missing.js";
import { variableResolveShape } from "./variable/variable-resolve-shape.js";
import { variableRuleSelectsDefaultValue } from "./variable/variable-rule-selects-default-value.js";
import { variableRuleShadowed } from "./variable/variable-rule-shadowed.js";
import { variableRuleShape } from "./variable/variable-rule-shape.js";
import { variableRuleUnknownQualifier } from "./variable/variable-rule-unknown-qualifier.js";
import { variableSchemaRef } from "./variable/variable-schema-ref.js";
import { variableSchemaVersion } from "./variable/variable-schema-version.js";
import { variableShape } from "./variable/variable-shape.js";
import { variableTypeSource } from "./variable/variable-type-source.js";
import { variableUnknownCatalog } from "./variable/variable-unknown-catalog.js";
import { variableUnknownType } from "./variable/variable-unknown-type.js";
import { variableUnknownValue } from "./variable/variable-unknown-value.js";
import { variableValueDuplicate } from "./variable/variable-value-duplicate.js";
import { variableValueSchemaMismatch } from "./variable/variable-value-schema-mismatch.js";
import { variableValueTypeMismatch } from "./variable/variable-value-type-mismatch.js";
import { variableValueUnused } from "./variable/variable-value-unused.js";
import { variableValuesDisallowed } from "./variable/variable-values-disallowed.js";
import { variableValuesMissing } from "./variable/variable-values-missing.js";
import { catalogEntryUnknownReference } from "./workspace/catalog-entry-unknown-reference.js";
import { contextSchemaMissing } from "./workspace/context-schema-missing.js";
import { customLintUnreferenced } from "./workspace/custom-lint-unreferenced.js";
import { idInvalid } from "./workspace/id-invalid.js";
import { qualifierCycle } from "./workspace/qualifier-cycle.js";
import { qualifierUnreferenced } from "./workspace/qualifier-unreferenced.js";
import { schemaUnreferenced } from "./workspace/schema-unreferenced.js";
import { workspaceManifestMissing } from "./workspace/workspace-manifest-missing.js";
import { workspaceNotFound } from "./workspace/workspace-not-found.js";
import { workspaceOrphanDirectory } from "./workspace/workspace-orphan-directory.js";
import { workspaceUnknownField } from "./workspace/workspace-unknown-field.js";
import { workspaceUnsafePath } from "./workspace/workspace-unsafe-path.js";

/** Every mistake that lint knows, in code order. */
export const rules: readonly Rule[] = [
  catalogEntryParseFailed,
  catalogEntrySchemaMismatch,
  catalogEntryUnknownReference,
  catalogParseFailed,
  catalogSchemaRef,
  catalogSchemaVersion,
  catalogShape,
  contextSchemaAttribute,
  contextSchemaMissing,
  contextSchemaRef,
  contextSchemaReservedField,
  contextSchemaTypeMismatch,
  customLintError,
  customLintUnreferenced,
  idInvalid,
  qualifierCycle,
  qualifierParseFailed,
  qualifierPredicateBucket,
  qualifierPredicateDuplicate,
  qualifierPredicateMissing,
  qualifierPredicateRollout,
  qualifierPredicateShape,
  qualifierPredicateUnknownOp,
  qualifierPredicateUnknownQualifier,
  qualifierPredicateValue,
  qualifierSchemaVersion,
  qualifierShape,
  qualifierUnreferenced,
  schemaInvalid,
  schemaParseFailed,
  schemaUnknownKeyword,
  schemaUnreferenced,
  schemaUnsafeRef,
  testFixtureInvalid,
  valueParseFailed,
  variableCustomLintFailed,
  variableEnvMissingDefault,
  variableEnvUnknown,
  variableLintShape,
  variableParseFailed,
  variableResolveMissing,
  variableResolveShape,
  variableRuleSelectsDefaultValue,
  variableRuleShadowed,
  variableRuleShape,
  variableRuleUnknownQualifier,
  variableSchemaRef,
  variableSchemaVersion,
  variableShape,
  variableTypeSource,
  variableUnknownCatalog,
  variableUnknownType,
  variableUnknownValue,
  variableValueDuplicate,
  variableValueSchemaMismatch,
  variableValueTypeMismatch,
  variableValueUnused,
  variableValuesDisallowed,
  variableValuesMissing,
  workspaceManifestMissing,
  workspaceManifestParseFailed,
  workspaceManifestSchemaFailed,
  workspaceNotFound,
  workspaceOrphanDirectory,
  workspaceUnknownField,
  workspaceUnsafePath,
];
