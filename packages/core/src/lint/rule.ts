import type { Place } from "../documents/place.js";
import type {
  CatalogModel,
  FixtureFile,
  ManifestModel,
  QualifierModel,
  SchemaModel,
  VariableModel,
  WorkspaceModel,
} from "../model/workspace-model.js";
import type { CustomFinding } from "./custom-finding.js";
import type { DiagnosticTarget, Severity } from "./diagnostic.js";
import type { LintContext } from "./lint-context.js";
import type { Stage } from "./stage.js";

/** What each kind of rule is given to check. */
export interface Subjects {
  readonly workspace: WorkspaceModel;
  readonly manifest: ManifestModel;
  readonly qualifier: QualifierModel;
  readonly variable: VariableModel;
  readonly catalog: CatalogModel;
  readonly schema: SchemaModel;
  readonly fixture: FixtureFile;
}

/** One occurrence of a mistake. The runner adds code, severity, range and target. */
export interface Finding {
  readonly at: Place;
  /** What is wrong, in this case. */
  readonly message: string;
  /** Replaces the rule's help where this case has a better one. */
  readonly help?: string;
  /** A near miss: `did you mean …?` is added to the help. */
  readonly suggestion?: string | undefined;
  readonly related?: readonly { readonly message: string; readonly at: Place }[];
  /** Replaces the target, for a rule that checks the whole workspace. */
  readonly target?: DiagnosticTarget;
  /** Replaces the rule's severity, where this case is worse than the others. */
  readonly severity?: Severity;
  /** Only for what a custom lint decided. */
  readonly custom?: { readonly code?: string; readonly severity: Severity };
}

/** Files of a small workspace, by path. `null` leaves out a file that the test otherwise adds. */
export type ExampleFiles = Readonly<Record<string, string | null>>;

export interface RuleExamples {
  /**
   * A workspace in which exactly this rule reports, exactly once. `⟦` and `⟧` mark
   * the reported range; without them it is the start of the file. A minimal
   * manifest is added where none is given. `"no directory"` is a workspace that
   * does not exist.
   */
  readonly reported: ExampleFiles | "no directory";
  /** The same, put right: nothing reports. */
  readonly accepted: ExampleFiles;
  /** What custom lint scripts say of the reported example, for the rules that pass it on. */
  readonly customFindings?: readonly CustomFinding[];
}

/** One mistake: its wording, its examples and its check. One file each, named for the code. */
export interface RuleDefinition<E extends keyof Subjects> {
  /** Without the `rototo/` in front. Stable. */
  readonly code: string;
  readonly entity: E;
  readonly stage: Stage;
  readonly severity: Severity;
  /** The mistake as a sentence. */
  readonly title: string;
  /** What to do about it. */
  readonly help: string;
  /** What would go wrong if nobody said so. */
  readonly why: string;
  readonly examples: RuleExamples;
  check(subject: Subjects[E], context: LintContext): Iterable<Finding>;
}

export type Rule = { readonly [E in keyof Subjects]: RuleDefinition<E> }[keyof Subjects];

/** Gives a rule its types. */
export function defineRule<E extends keyof Subjects>(rule: RuleDefinition<E>): RuleDefinition<E> {
  return rule;
}
