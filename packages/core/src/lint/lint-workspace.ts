import { Locator } from "../documents/locate.js";
import { byCodeUnit } from "../json/code-unit-order.js";
import type { Step } from "../json/json-pointer.js";
import type { Entity, WorkspaceModel } from "../model/workspace-model.js";
import type { SchemaEngine } from "../schema/engines/schema-engine.js";
import { markAccepted, type AcceptedModel } from "./accepted-model.js";
import type { CustomFinding } from "./custom-finding.js";
import type { Diagnostic, DiagnosticTarget, Severity } from "./diagnostic.js";
import { LintContext } from "./lint-context.js";
import type { Finding, Rule, RuleDefinition, Subjects } from "./rule.js";
import { rules } from "./rules/index.js";
import { STAGES } from "./stage.js";

/** What `lintWorkspace` needs beside the model. */
export interface LintOptions {
  /** What validates values and contexts against schemas. May be left out for a workspace without any. */
  readonly schemaEngine?: SchemaEngine | undefined;
  /** What the custom lint scripts said; none ran when absent. */
  readonly customFindings?: readonly CustomFinding[];
}

/** What lint found, and what it accepted. */
export interface LintReport {
  /** In order of path, position and code. */
  readonly diagnostics: readonly Diagnostic[];
  /** Present when no diagnostic is an error: what `compileWorkspace` takes. */
  readonly accepted?: AcceptedModel;
}

/** Applies every rule to every entity of the model and reports all that it finds. Never throws on user input. */
export function lintWorkspace(model: WorkspaceModel, options: LintOptions): LintReport {
  const context = new LintContext(model, options.customFindings ?? [], options.schemaEngine);
  const locator = new Locator(model.documents);
  const diagnostics: Diagnostic[] = [];
  const report = (rule: Rule, finding: Finding, target: DiagnosticTarget): void => {
    diagnostics.push(toDiagnostic(rule, finding, target, locator));
  };
  for (const manifest of [model.manifest]) lintEntity("manifest", manifest, context, report);
  for (const schema of model.schemas.values()) lintEntity("schema", schema, context, report);
  for (const catalog of model.catalogs.values()) lintEntity("catalog", catalog, context, report);
  for (const qualifier of model.qualifiers.values()) lintEntity("qualifier", qualifier, context, report);
  for (const variable of model.variables.values()) lintEntity("variable", variable, context, report);
  for (const fixture of model.fixtures) lintEntity("fixture", fixture, context, report);
  for (const rule of RULES.workspace)
    for (const finding of rule.check(model, context)) report(rule, finding, { kind: "workspace" });
  diagnostics.sort(inReadingOrder);
  const accepted = diagnostics.every(({ severity }) => severity !== "error");
  return accepted ? { diagnostics, accepted: markAccepted(model, true) } : { diagnostics };
}

type EntityKind = Exclude<keyof Subjects, "workspace">;
type RulesByEntity = { readonly [E in keyof Subjects]: readonly RuleDefinition<E>[] };

const RULES = groupRules();

function groupRules(): RulesByEntity {
  const of = <E extends keyof Subjects>(entity: E): readonly RuleDefinition<E>[] =>
    STAGES.flatMap((stage) =>
      rules.filter((rule): rule is Rule & RuleDefinition<E> => rule.entity === entity && rule.stage === stage),
    );
  return {
    workspace: of("workspace"),
    manifest: of("manifest"),
    qualifier: of("qualifier"),
    variable: of("variable"),
    catalog: of("catalog"),
    schema: of("schema"),
    fixture: of("fixture"),
  };
}

function lintEntity<E extends EntityKind>(
  kind: E,
  entity: Subjects[E] & Entity,
  context: LintContext,
  report: (rule: Rule, finding: Finding, target: DiagnosticTarget) => void,
): void {
  const kindRules: RulesByEntity[E] = RULES[kind];
  let hasErrors = false;
  for (const rule of kindRules) {
    if (entity.broken !== undefined && rule.stage !== "document") continue;
    if (hasErrors && rule.stage === "advice") continue;
    for (const finding of rule.check(entity, context)) {
      hasErrors ||= severityOf(rule, finding) === "error";
      report(rule as Rule, finding, { kind, id: entity.id });
    }
  }
}

function toDiagnostic(rule: Rule, finding: Finding, target: DiagnosticTarget, locator: Locator): Diagnostic {
  const field = fieldName(finding.at.steps ?? []);
  const suggestion = finding.suggestion === undefined ? "" : ` Did you mean \`${finding.suggestion}\`?`;
  return {
    code: finding.custom?.code ?? `rototo/${rule.code}`,
    severity: severityOf(rule, finding),
    message: finding.message,
    help: (finding.help ?? rule.help) + suggestion,
    path: finding.at.path,
    range: locator.range(finding.at),
    target: { ...(finding.target ?? target), ...(field !== "" && { field }) },
    ...(finding.related && {
      related: finding.related.map(({ message, at }) => ({ message, path: at.path, range: locator.range(at) })),
    }),
  };
}

function severityOf(rule: Pick<Rule, "severity">, { custom, severity }: Finding): Severity {
  return custom?.severity ?? severity ?? rule.severity;
}

// Both spellings give the same field: `resolve.rule[0].value`, never `variable.resolve…`.
function fieldName(steps: readonly Step[]): string {
  const fields = steps[0] === "variable" || steps[0] === "qualifier" ? steps.slice(1) : steps;
  return fields
    .map((step, index) => (typeof step === "number" ? `[${step}]` : (index === 0 ? "" : ".") + step))
    .join("");
}

function inReadingOrder(left: Diagnostic, right: Diagnostic): number {
  return (
    byCodeUnit(left.path, right.path) ||
    left.range.start.line - right.range.start.line ||
    left.range.start.character - right.range.start.character ||
    byCodeUnit(left.code, right.code)
  );
}
