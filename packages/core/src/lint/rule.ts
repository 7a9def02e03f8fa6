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
  /** The whole workspace, once. */
  readonly workspace: WorkspaceModel;
  /** The manifest, once. */
  readonly manifest: ManifestModel;
  /** Each qualifier. */
  readonly qualifier: QualifierModel;
  /** Each variable. */
  readonly variable: VariableModel;
  /** Each catalog. */
  readonly catalog: CatalogModel;
  /** Each schema file. */
  readonly schema: SchemaModel;
  /** Each file of tests. */
  readonly fixture: FixtureFile;
}

/** One occurrence of a mistake. The runner adds code, severity, range and target. */
export interface Finding {
  /** The place to point to. */
  readonly at: Place;
  /** What is wrong, in this case. */
  readonly message: string;
  /** Replaces the rule's help where this case has a better one. */
  readonly help?: string;
  /** A near miss: `did you mean …?` is added to the help. */
  readonly suggestion?: string | undefined;
  /** Other places that help to understand it. */
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

/** A workspace that a rule reports, and the same put right. */
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
  /** What the rule is given to judge. */
  readonly entity: E;
  /** When the rule runs. */
  readonly stage: Stage;
  /** Whether it keeps a workspace from being used. */
  readonly severity: Severity;
  /** The mistake as a sentence. */
  readonly title: string;
  /** What to do about it. */
  readonly help: string;
  /** What would go wrong if nobody said so. */
  readonly why: string;
  /** What the rule reports and what it accepts; tests demand exactly that. */
  readonly examples: RuleExamples;
  /** Yields a finding for each occurrence of the mistake. */
  check(subject: Subjects[E], context: LintContext): Iterable<Finding>;
}

/** A rule of lint, whatever it judges. */
export type Rule = { readonly [E in keyof Subjects]: RuleDefinition<E> }[keyof Subjects];

/** Gives a rule its types. */
export function defineRule<E extends keyof Subjects>(rule: RuleDefinition<E>): RuleDefinition<E> {
  return rule;
}
