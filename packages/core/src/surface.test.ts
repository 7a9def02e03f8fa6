import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/** What each entry point exports at run time. A change here is a change for every user: it needs a changeset. */
const surface: Readonly<Record<string, readonly string[]>> = {
  ".": [
    "MANIFEST_PATH",
    "RototoError",
    "acceptUnlinted",
    "canonicalJson",
    "checkingInterpreterEngine",
    "closestName",
    "compileWorkspace",
    "createDocuments",
    "createEvaluationRecord",
    "customLintTasks",
    "declaredNames",
    "documentKind",
    "findAttribute",
    "isDocumentFolder",
    "isJsonObject",
    "link",
    "linkUnlinted",
    "lintWithScripts",
    "lintWorkspace",
    "loadWorkspace",
    "observeQualifier",
    "observeVariable",
    "openOnce",
    "ownValue",
    "parseJsonText",
    "prepareSnapshot",
    "readExpectations",
    "readInstant",
    "readSnapshot",
    "readWorkspace",
    "recordedValueType",
    "rules",
    "setOwnValue",
    "sliceWorkspace",
    "valueOf",
    "variableType",
    "verifySnapshot",
    "writtenVariable",
  ],
  "./resolve": ["RototoError", "closestName", "link", "readInstant", "readSnapshot"],
  "./queries": ["AnsweringWorkspace", "LinkedVersion", "openSnapshot"],
  "./options": [
    "LONGEST_TIMER_MS",
    "anything",
    "callable",
    "durationMs",
    "either",
    "filledText",
    "flag",
    "listOf",
    "objectOfMembers",
    "objectWith",
    "oneOf",
    "optionGroup",
    "readOptions",
    "signal",
    "text",
    "wholeNumber",
  ],
  "./refresh": ["NO_PROGRESS", "backOff", "msUntilStale", "nextDelay", "nextProgress"],
  "./documents": ["MANIFEST_PATH", "createDocuments", "documentKind", "isDocumentFolder"],
  "./snapshot": ["prepareSnapshot", "readSnapshot", "verifySnapshot"],
  "./remote": [
    "conditionOf",
    "failureCodeOf",
    "followRedirect",
    "isRedirect",
    "isSafeAddress",
    "mayPass",
    "namesSameVersion",
    "readValidator",
    "sourceFailure",
    "startTrail",
  ],
  "./ajv": ["ajvEngine", "writeValidatorModule"],
  "./precompiled": [
    "constKeyword",
    "dependentRequiredKeyword",
    "enumKeyword",
    "exclusiveMaximumKeyword",
    "exclusiveMinimumKeyword",
    "formatKeyword",
    "isDate",
    "isDateTime",
    "isDuration",
    "isEmail",
    "isHostname",
    "isIdnEmail",
    "isIpv4",
    "isIpv6",
    "isIri",
    "isIriReference",
    "isJsonPointer",
    "isRegex",
    "isRelativeJsonPointer",
    "isTime",
    "isUri",
    "isUriReference",
    "isUriTemplate",
    "isUuid",
    "maxItemsKeyword",
    "maxLengthKeyword",
    "maxPropertiesKeyword",
    "maximumKeyword",
    "minItemsKeyword",
    "minLengthKeyword",
    "minPropertiesKeyword",
    "minimumKeyword",
    "multipleOfKeyword",
    "namePattern",
    "patternKeyword",
    "precompiledEngine",
    "requiredKeyword",
    "schemaPattern",
    "typeKeyword",
    "uniqueItemsKeyword",
  ],
  "./interpreter": ["interpreterEngine"],
};

const folder = new URL("../", import.meta.url);
const manifest = JSON.parse(readFileSync(fileURLToPath(new URL("package.json", folder)), "utf8")) as {
  exports: Record<string, { "@rototo/source": string }>;
};

describe("the public surface", () => {
  it("has these entry points", () => {
    expect(Object.keys(manifest.exports).sort()).toEqual([...Object.keys(surface), "./package.json"].sort());
  });

  it.each(Object.entries(surface))("of %s", async (entry, names) => {
    const source = new URL(manifest.exports[entry]?.["@rototo/source"] ?? "", folder);
    const module = (await import(fileURLToPath(source))) as object;
    expect(Object.keys(module).sort()).toEqual(names);
  });
});
