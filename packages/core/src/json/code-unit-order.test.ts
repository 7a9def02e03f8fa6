import fc from "fast-check";
import { expect, it } from "vitest";
import { byCodeUnit, sortNames } from "./code-unit-order.js";

it("sorts as the engine does by code unit, however many names there are", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom("a", "a-b", "10", "9", "é", "😀", "")), {
        maxLength: 40,
      }),
      (names) => {
        expect(sortNames([...names])).toEqual([...names].sort(byCodeUnit));
      },
    ),
  );
});
