/**
 * What may not stand in `packages/core/src`: core is handed the clock, chance and
 * the outside world as values, so that one input always gives one answer and the
 * same code runs in Node, a browser and an edge runtime.
 */

const clock = "Core has no clock: take the instant as an argument, so that resolving stays a pure function.";
const chance = "Core has no randomness: take it as an argument, so that one input always gives one answer.";
const codeGeneration =
  "Core generates no code: edge runtimes and strict pages refuse it. Only schema/ajv may, behind its own entry point.";

/** Reached without an import, and so not stopped by `types: []` when a test's types are in scope. */
const outsideWorld = [
  ...["process", "Buffer", "global", "__dirname", "__filename", "require", "module", "setImmediate"],
  ...["window", "document", "navigator", "location", "localStorage", "self"],
  ...["fetch", "XMLHttpRequest", "WebSocket", "console", "globalThis"],
  ...["setTimeout", "setInterval", "queueMicrotask", "performance", "crypto"],
];

/** @type {["error", ...object[]]} */
const noClock = [
  "error",
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
  { selector: "CallExpression[callee.name='Date']", message: clock },
];

/**
 * Rules of every source of core, tests apart.
 *
 * @type {import("eslint").Linter.RulesRecord}
 */
export const corePurity = {
  "no-restricted-globals": [
    "error",
    ...outsideWorld.map((name) => ({
      name,
      message: "Core reaches nothing outside itself: take what it needs as an argument.",
    })),
  ],
  "no-restricted-properties": [
    "error",
    { object: "Date", property: "now", message: clock },
    { object: "Math", property: "random", message: chance },
  ],
  "no-restricted-imports": [
    "error",
    {
      patterns: [
        {
          group: ["node:*"],
          message: "Core does no I/O: an adapter in packages/sources reads, and hands over documents.",
        },
      ],
    },
  ],
  "no-restricted-syntax": noClock,
};

/**
 * On top of {@link corePurity}, for all of core but schema/ajv, which compiles schemas to functions.
 *
 * @type {import("eslint").Linter.RulesRecord}
 */
export const coreWithoutCodeGeneration = {
  "no-restricted-syntax": [
    ...noClock,
    { selector: "NewExpression[callee.name='Function']", message: codeGeneration },
    { selector: "CallExpression[callee.name='Function']", message: codeGeneration },
    { selector: "CallExpression[callee.name='eval']", message: codeGeneration },
  ],
};
