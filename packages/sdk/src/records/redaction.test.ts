import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedaction } from "./redaction.js";

describe("createRedaction", () => {
  it.each([
    [["account.email"], "account.email", true],
    [["account.email"], "account.email.domain.top", true],
    [["account.email"], "account", true],
    [["account.email"], "account.plan", false],
    [["account.email"], "account.email2", false],
    [["account.email"], "email", false],
    [["account"], "account.plan", true],
    [["account"], "accounts", false],
    [[], "account.plan", false],
    [["__proto__"], "constructor", false],
  ])("with %j: %s is redacted: %s", (listed, attribute, expected) => {
    const redacts = createRedaction(listed, []);
    expect(redacts(attribute)).toBe(expected);
    expect(redacts(attribute)).toBe(expected);
  });

  it("takes what the schema marks as it is: it may contain what may be shown", () => {
    const redacts = createRedaction(["user.name"], ["account"]);
    expect(["account", "account.plan", "user", "constructor"].map(redacts)).toEqual([true, false, true, false]);
  });

  it("shows nothing that holds, or is held by, a redacted value, at any depth", () => {
    const path = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(path, { maxLength: 4 }), path, (listed, attribute) => {
        const overlaps = listed.some((each) => {
          const shared = Math.min(each.length, attribute.length);
          return each.slice(0, shared).join() === attribute.slice(0, shared).join();
        });
        expect(
          createRedaction(
            listed.map((each) => each.join(".")),
            [],
          )(attribute.join(".")),
        ).toBe(overlaps);
      }),
    );
  });
});
