import type { SchemaNode } from "../nodes/schema-node.js";

/** So many names of an open object are compared in turn; with more, a copy is as quick. */
const MOST_NAMES = 20;

/** Types of which every value that matches is JSON. Generated code takes NaN and infinities for numbers. */
const SURE_TYPES: readonly string[] = ["string", "boolean", "null"];

/** What an assertion of an object may be, when all that it looks at are names that the node has. */
const OF_NAMES: ReadonlySet<string> = new Set(["type", "required", "minProperties", "maxProperties"]);

/**
 * Generates {@link SchemaValidator.isPlain} for a schema of which code was generated. It takes objects whose schema names
 * their properties, and scalars in them; nothing where the schema is not for such an object.
 */
export function generatePlainCheck(root: SchemaNode): (value: unknown) => boolean {
  const code = objectCode(behindReferences(root), "value") ?? "return false;";
  const isScalar = `const isScalar = (value) => typeof value === "number" ? Number.isFinite(value) : typeof value === "string" || typeof value === "boolean" || value === null;`;
  const start = `"use strict"; const { prototype } = Object; const { hasOwnProperty } = prototype; ${isScalar}`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- where Ajv may; names are quoted
  return new Function(`${start} return (value) => { ${code} return true; };`)() as (value: unknown) => boolean;
}

/** Counts the names that are enumerable, and those that are there: with a hidden property, or an inherited one, they differ. */
function objectCode(node: SchemaNode, data: string): string | undefined {
  const [properties, ...others] = node.applicators;
  if (!isType(node, ["object"]) || properties?.kind !== "properties" || others.length > 0) return undefined;
  const { named, patterns, rest } = properties;
  const names = [...named.keys()];
  const isClosed = rest?.isFalse === true;
  const isSimple = node.assertions.every(
    ({ keyword, expected }) =>
      OF_NAMES.has(keyword) && (keyword !== "required" || (expected as string[]).every((name) => named.has(name))),
  );
  if (!isSimple || patterns.length > 0) return undefined;
  if (!isClosed && (rest !== undefined || names.length === 0 || names.length > MOST_NAMES)) return undefined;

  const count = `${data}_count`;
  const isNamed = names.map((name) => `key === ${JSON.stringify(name)}`).join(" || ");
  const onKey = isClosed
    ? `${count}++;`
    : `if (${isNamed}) ${count}++; else if (!isScalar(${data}[key])) return false;`;
  const lines = [
    `if (${data}.__proto__ !== prototype) return false;`,
    `let ${count} = 0;`,
    `for (const key in ${data}) { if (!hasOwnProperty.call(${data}, key)) return false; ${onKey} }`,
  ];
  for (const [index, child] of [...named.values()].map(behindReferences).entries()) {
    const member = `${data}_${index}`;
    const inner = isType(child, SURE_TYPES)
      ? ""
      : (objectCode(child, member) ?? `if (!isScalar(${member})) return false;`);
    lines.push(`const ${member} = ${data}[${JSON.stringify(names[index])}];`);
    lines.push(`if (${member} !== undefined) { ${count}--; ${inner} }`);
  }
  return [...lines, `if (${count} !== 0) return false;`].join("\n");
}

/** The node that holds where `node` is nothing but a reference. */
function behindReferences(node: SchemaNode): SchemaNode {
  let meant = node;
  for (;;) {
    const [applicator, ...others] = meant.applicators;
    const [only, ...more] = applicator?.kind === "all" ? applicator.nodes : [];
    if (only === undefined || more.length + others.length + meant.assertions.length > 0) return meant;
    meant = only;
  }
}

/** True when a value of `node` has one of `types`. */
function isType({ assertions }: SchemaNode, types: readonly string[]): boolean {
  return assertions.some(
    ({ keyword, expected }) => keyword === "type" && [expected].flat().every((type) => types.includes(type as string)),
  );
}
