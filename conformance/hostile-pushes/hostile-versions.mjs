/**
 * Versions of a workspace that someone pushes by mistake or malice, each of which once stopped, crashed or silently
 * changed a service. `files` are added to {@link soundFiles}; with `code` the version has to be refused with it, without
 * it to be served.
 *
 * @typedef {{ name: string, files: Readonly<Record<string, string>>, code?: string }} HostileVersion
 */

/** The schema of contexts: a pattern that takes quadratic time where it is searched for by backtracking. */
const contextSchema = {
  type: "object",
  properties: { email: { type: "string", pattern: String.raw`^[^\s@]+@[^\s@]+\.[^\s@]+$` } },
};

/**
 * The workspace that the service starts with, and every fix brings back.
 *
 * @param {number} answer
 * @returns {Readonly<Record<string, string>>}
 */
export function soundFiles(answer) {
  return {
    "rototo-workspace.toml": "schema_version = 1\n",
    "schemas/context.schema.json": JSON.stringify(contextSchema),
    "qualifiers/example-mail.toml":
      'schema_version = 1\n[[predicate]]\nattribute = "email"\nop = "ends_with"\nvalue = "@example.com"\n',
    "variables/limit.toml":
      `schema_version = 1\ntype = "int"\n[values]\nlow = ${answer}\nhigh = ${answer + 1}\n[resolve]\ndefault = "low"\n` +
      '[[resolve.rule]]\nqualifier = "example-mail"\nvalue = "high"\n',
  };
}

/** @type {readonly HostileVersion[]} */
export const hostileVersions = [
  refused("a limit that JSON cannot hold", { properties: { age: { maximum: 1e300 } } }, (text) =>
    text.replace("1e+300", "1e400"),
  ),
  refused("a constant that a double rounds", { properties: { id: { const: 0 } } }, (text) =>
    text.replace('"const":0', '"const":9007199254740993'),
  ),
  refused("a schema that doubles forty times", { properties: { x: { $ref: "#/$defs/d0" } }, $defs: doubling(40) }),
  refused("a schema that doubles forty times at its root", { $ref: "#/$defs/d0", $defs: doubling(40) }),
  refused("a schema of two thousand references in a row", {
    properties: { x: { $ref: "#/$defs/d0" } },
    $defs: Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`d${index}`, index < 1999 ? { $ref: `#/$defs/d${index + 1}` } : {}]),
    ),
  }),
  refused("a pattern of exponential time", { properties: { email: { pattern: "^(?=a)(a|a)*(?!b)$" } } }),
  {
    name: "tables nested three thousand deep",
    files: { "qualifiers/deep.toml": `schema_version = 1\n[x${".a".repeat(3000)}]\n` },
    code: "workspace-invalid",
  },
  {
    name: "a schema nested five thousand deep",
    files: { "schemas/context.schema.json": `${'{"not":'.repeat(5000)}{}${"}".repeat(5000)}` },
    code: "workspace-invalid",
  },
  { name: "a lock of an editor", files: { "variables/.#limit.toml": "ada@laptop.1234:1700000000" } },
  { name: "a shadow of macOS", files: { "variables/._limit.toml": "\0\u0005\u0016\u0007" } },
  { name: "a fixture that is broken", files: { "tests/limit.expected.json": "{" } },
];

/**
 * A version whose context schema is refused.
 *
 * @param {string} name
 * @param {object} schema
 * @param {(text: string) => string} change Of the schema's text, for what `JSON.stringify` cannot write.
 * @returns {HostileVersion}
 */
function refused(name, schema, change = (text) => text) {
  return { name, files: { "schemas/context.schema.json": change(JSON.stringify(schema)) }, code: "workspace-invalid" };
}

/**
 * Definitions of which each applies the next one twice.
 *
 * @param {number} levels
 */
function doubling(levels) {
  const entries = Array.from({ length: levels }, (_, level) => {
    const next = { $ref: `#/$defs/d${level + 1}` };
    return [`d${level}`, { allOf: [next, next] }];
  });
  return { ...Object.fromEntries(entries), [`d${levels}`]: { type: "object" } };
}

/** Texts of requests, each of which a backtracking search takes seconds for, or for ever. */
export const hostileTexts = [
  "@".repeat(32_000),
  `a@${"a.".repeat(16_000)}@`,
  `${"a".repeat(500_000)}@`,
  `a@${"a".repeat(500_000)}`,
  "\ud800".repeat(32_000),
];
