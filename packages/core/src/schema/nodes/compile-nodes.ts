import { jsonPointer } from "../../json/json-pointer.js";
import { isJsonObject } from "../../json/json-value.js";
import { placeKey, referencesOf } from "../registry/references-of.js";
import { keywordValue, placesListed, placesNamed, placeUnder } from "../registry/in-place-schemas.js";
import { isSoundAutomaton } from "../../automaton/is-sound-automaton.js";
import { schemaPattern, type PatternTable } from "./schema-pattern.js";
import type { SchemaPlace, SchemaRegistry } from "../registry/schema-registry.js";
import { UnusableSchema } from "../registry/unusable-schema.js";
import { allKeywords } from "./all-keywords.js";
import type { Assertion } from "./assertion.js";
import { assertionsOf } from "./assertions-of.js";
import type { KeywordTable } from "./keyword.js";
import { appliedNodes, type Applicator, type SchemaNode } from "./schema-node.js";

/** A node, and where a person should look. */
export interface CompiledNode extends SchemaNode {
  /** Pointer into the file of the root: this schema, or the reference there that leads to its file. */
  readonly anchor: string;
}

/** A schema and all that it reaches, as nodes that lead to each other. */
export interface SchemaNodes {
  readonly path: string;
  readonly root: CompiledNode;
  /** The root first. */
  readonly all: readonly CompiledNode[];
  readonly patterns: PatternTable | undefined;
  /** What the assertions were made with. */
  readonly keywords: KeywordTable;
  /** True when some schema asks what others evaluated. */
  readonly tracksEvaluated: boolean;
}

interface MutableNode extends CompiledNode {
  readonly place: SchemaPlace;
  uses: number;
  assertions: readonly Assertion[];
  applicators: readonly Applicator[];
  /** The outermost resource with `$recursiveAnchor` on the way here, to which `$recursiveRef` leads. */
  readonly recursionRoot: SchemaPlace | undefined;
}

/** How many schemas one may be made of, with those of other files that it refers to. */
export const MOST_SCHEMAS = 100_000;

/**
 * Compiles the schema at `root` to nodes. What {@link checkSchema} has not passed becomes
 * nodes of some meaning, or is refused.
 *
 * @throws {UnusableSchema} when there are more than {@link MOST_SCHEMAS}, and for a reference that leads nowhere, or for an
 *   automaton that cannot run: a snapshot may say anything, and this is the last to look before it does.
 * @throws {SyntaxError} for a pattern that is none.
 */
export function compileNodes(
  root: SchemaPlace,
  registry: SchemaRegistry,
  patterns: PatternTable | undefined,
): SchemaNodes {
  for (const [source, automaton] of patterns ?? []) {
    if (isSoundAutomaton(automaton)) continue;
    throw new UnusableSchema(root, `comes with an automaton that cannot run, of the pattern ${JSON.stringify(source)}`);
  }
  return new Compilation(root, registry, patterns).run();
}

class Compilation {
  readonly #root: SchemaPlace;
  readonly #registry: SchemaRegistry;
  readonly #patterns: PatternTable | undefined;
  readonly #keywords: KeywordTable;
  readonly #nodes = new Map<string, MutableNode>();

  constructor(root: SchemaPlace, registry: SchemaRegistry, patterns: PatternTable | undefined) {
    this.#root = root;
    this.#registry = registry;
    this.#patterns = patterns;
    this.#keywords = allKeywords(patterns);
  }

  run(): SchemaNodes {
    const root = this.#nodeAt(this.#root, undefined, "");
    let tracksEvaluated = false;
    // A map goes on to what is added while it is gone through.
    for (const node of this.#nodes.values()) {
      node.assertions = assertionsOf(node.place, this.#keywords);
      node.applicators = this.#applicatorsOf(node);
      tracksEvaluated ||= node.applicators.some(({ kind }) => kind.startsWith("unevaluated"));
    }
    const all = [...this.#nodes.values()];
    for (const { applicators } of all) {
      for (const applicator of applicators) {
        for (const inner of appliedNodes(applicator)) (inner as MutableNode).uses += 1;
      }
    }
    return { path: this.#root.path, root, all, patterns: this.#patterns, keywords: this.#keywords, tracksEvaluated };
  }

  #nodeAt(place: SchemaPlace, outer: MutableNode | undefined, keyword: string): MutableNode {
    const recursionRoot = outer?.recursionRoot ?? (place.resource.recursiveAnchor ? this.#rootOf(place) : undefined);
    const key = recursionRoot === undefined ? placeKey(place) : `${placeKey(place)} ${placeKey(recursionRoot)}`;
    let node = this.#nodes.get(key);
    if (node === undefined) {
      if (this.#nodes.size === MOST_SCHEMAS) {
        throw new UnusableSchema(this.#root, `is made of more than ${MOST_SCHEMAS.toLocaleString("en")} schemas`);
      }
      node = {
        place,
        anchor: this.#anchorOf(place, outer, keyword),
        uses: outer === undefined ? 1 : 0,
        isFalse: place.schema === false,
        assertions: [],
        applicators: [],
        recursionRoot,
      };
      this.#nodes.set(key, node);
    }
    return node;
  }

  #anchorOf(place: SchemaPlace, outer: MutableNode | undefined, keyword: string): string {
    if (place.path === this.#root.path) return place.pointer;
    if (outer?.place.path === this.#root.path) return outer.place.pointer + jsonPointer([keyword]);
    return outer?.anchor ?? "";
  }

  #rootOf({ resource }: SchemaPlace): SchemaPlace {
    return { path: resource.path, pointer: resource.pointer, schema: resource.schema, resource };
  }

  #applicatorsOf(node: MutableNode): readonly Applicator[] {
    const { place } = node;
    const registry = this.#registry;
    const under = (keyword: string): SchemaNode | undefined => {
      const inner = placeUnder(place, keyword, registry);
      return inner && this.#nodeAt(inner, node, keyword);
    };
    const listed = (keyword: string): readonly SchemaNode[] =>
      placesListed(place, keyword, registry).map((inner) => this.#nodeAt(inner, node, keyword));
    const named = (keyword: string): ReadonlyMap<string, SchemaNode> =>
      new Map(placesNamed(place, keyword, registry).map(([name, inner]) => [name, this.#nodeAt(inner, node, keyword)]));
    const only = (kind: "not" | "if" | "then" | "else" | "unevaluatedProperties" | "unevaluatedItems") => {
      const inner = under(kind);
      return inner === undefined ? [] : [{ kind, node: inner }];
    };
    const conditional = keywordValue(place, "if") === undefined ? [] : (["if", "then", "else"] as const);

    const found: Applicator[] = [
      { kind: "all", nodes: [...this.#references(node), ...listed("allOf")] },
      { kind: "any", nodes: listed("anyOf") },
      { kind: "one", nodes: listed("oneOf") },
      ...only("not"),
      ...conditional.flatMap(only),
      { kind: "dependent", named: new Map([...named("dependentSchemas"), ...this.#dependencies(node)]) },
      ...this.#properties(under, named),
      ...this.#items(place, under, listed),
      ...only("unevaluatedProperties"),
      ...only("unevaluatedItems"),
    ];
    return found.filter((applicator) => appliedNodes(applicator).length > 0);
  }

  #references(node: MutableNode): readonly SchemaNode[] {
    const { place, recursionRoot } = node;
    if (!isJsonObject(place.schema)) return [];
    return referencesOf(place.schema, place.resource.draft).map(({ keyword, reference }) => {
      const resolution = this.#registry.resolve(place, reference);
      if (resolution.kind !== "found" || keyword === "$dynamicRef") {
        throw new UnusableSchema(
          { path: this.#root.path, pointer: node.anchor },
          `has a ${keyword} that leads nowhere`,
        );
      }
      const isRecursive = keyword === "$recursiveRef" && resolution.place.resource.recursiveAnchor;
      return this.#nodeAt((isRecursive ? recursionRoot : undefined) ?? resolution.place, node, keyword);
    });
  }

  /** The schemas among `dependencies`; its lists are assertions. */
  #dependencies(node: MutableNode): readonly (readonly [string, SchemaNode])[] {
    return placesNamed(node.place, "dependencies", this.#registry)
      .filter(([, { schema }]) => !Array.isArray(schema))
      .map(([name, inner]) => [name, this.#nodeAt(inner, node, "dependencies")]);
  }

  #properties(
    under: (keyword: string) => SchemaNode | undefined,
    named: (keyword: string) => ReadonlyMap<string, SchemaNode>,
  ): readonly Applicator[] {
    const patterns = [...named("patternProperties")].map(([source, node]) => ({
      source,
      run: schemaPattern(source, this.#patterns?.get(source)),
      node,
    }));
    const names = under("propertyNames");
    return [
      { kind: "properties", named: named("properties"), patterns, rest: under("additionalProperties") },
      ...(names === undefined ? [] : [{ kind: "names" as const, node: names }]),
    ];
  }

  #items(
    place: SchemaPlace,
    under: (keyword: string) => SchemaNode | undefined,
    listed: (keyword: string) => readonly SchemaNode[],
  ): readonly Applicator[] {
    const { draft } = place.resource;
    const isTuple = draft < 2020 && Array.isArray(keywordValue(place, "items"));
    const restKeyword = isTuple ? "additionalItems" : "items";
    const first = listed(isTuple ? "items" : "prefixItems");
    const contained = under("contains");
    const least = keywordValue(place, "minContains") ?? 1;
    const most = keywordValue(place, "maxContains");
    return [
      { kind: "items", nodes: first, rest: under(restKeyword), restKeyword },
      ...(contained === undefined
        ? []
        : [
            {
              kind: "contains" as const,
              node: contained,
              least: least as number,
              most: most as number | undefined,
              evaluates: draft >= 2020,
            },
          ]),
    ];
  }
}
