import type { WorkspaceModel } from "../model/workspace-model.js";
import { checkUsable } from "../schema/checks/find-usable-root.js";
import type { SchemaCompilation, SchemaEngine } from "../schema/engines/schema-engine.js";
import { schemaReferences, type SchemaReference } from "../schema/checks/schema-references.js";
import { findAttribute, type AttributeDeclaration } from "../schema/questions/find-attribute.js";
import { closestName, type ComparisonBudget } from "../suggest/closest-name.js";
import type { CustomFinding } from "./custom-finding.js";

/**
 * How many characters one run compares for suggestions. Beyond it findings come without
 * one: a workspace of thousands of names, each of them wrong, must not take seconds.
 */
const COMPARED_CHARACTERS = 50_000_000;

/** What rules may look at beside their subject. What is asked of schemas is found out once. */
export class LintContext {
  readonly #compilations = new Map<string, SchemaCompilation>();
  readonly #references = new Map<string, readonly SchemaReference[]>();
  readonly #attributes = new Map<string, AttributeDeclaration>();
  readonly #comparisons: ComparisonBudget = { left: COMPARED_CHARACTERS };
  #findingsByVariable: ReadonlyMap<string, readonly CustomFinding[]> | undefined;

  constructor(
    /** The workspace that is linted. */
    readonly model: WorkspaceModel,
    /** What custom lint scripts reported. */
    readonly customFindings: readonly CustomFinding[],
    /** What compiles schemas; may be missing where the workspace has none. */
    readonly schemaEngine: SchemaEngine | undefined,
  ) {}

  /** The compiled schema at `path`, which must be one of `model.schemaResources`; `undefined` when it is none. */
  schema(path: string): SchemaCompilation | undefined {
    if (!this.model.schemaResources.has(path)) return undefined;
    const known = this.#compilations.get(path);
    if (known !== undefined) return known;
    const checked = checkUsable(path, this.model.schemaResources);
    const compilation = checked.ok ? this.#compile(path) : checked;
    this.#compilations.set(path, compilation);
    return compilation;
  }

  /** What the schema at `schemaPath` says about an attribute as a predicate writes it: no step of its `path` has a dot. */
  attribute(path: readonly string[], schemaPath: string): AttributeDeclaration {
    const key = `${schemaPath}\0${path.join(".")}`;
    const known = this.#attributes.get(key);
    if (known !== undefined) return known;
    const declaration = findAttribute(path, schemaPath, this.model.schemaResources);
    this.#attributes.set(key, declaration);
    return declaration;
  }

  #compile(path: string): SchemaCompilation {
    if (this.schemaEngine !== undefined) return this.schemaEngine.compile(path, this.model.schemaResources);
    throw new TypeError("schemaEngine is missing, and the workspace has schemas: pass ajvEngine of @rototo/core/ajv");
  }

  /** The references of the schema file at `path`, each with what is wrong with it; none for a file that did not parse. */
  schemaReferences(path: string): readonly SchemaReference[] {
    const known = this.#references.get(path);
    if (known !== undefined) return known;
    const { schemaResources } = this.model;
    const schema = schemaResources.get(path);
    const references = schema === undefined ? [] : [...schemaReferences(path, schema, schemaResources)];
    this.#references.set(path, references);
    return references;
  }

  /** The candidate that `name` was most likely meant to be, by {@link closestName}, while there are comparisons left for the run. */
  readonly suggest = (name: string, candidates: Iterable<string>): string | undefined =>
    closestName(name, candidates, this.#comparisons);

  /** What custom lints said of the variable `id`, in their order. */
  customFindingsOf(id: string): readonly CustomFinding[] {
    this.#findingsByVariable ??= groupByVariable(this.customFindings);
    return this.#findingsByVariable.get(id) ?? [];
  }
}

function groupByVariable(findings: readonly CustomFinding[]): ReadonlyMap<string, readonly CustomFinding[]> {
  const groups = new Map<string, CustomFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.variable);
    if (group === undefined) groups.set(finding.variable, [finding]);
    else group.push(finding);
  }
  return groups;
}
