import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTimestamp } from "./timestamp.js";

function compare(left: string, right: string): number {
  const [first, second] = [parseTimestamp(left), parseTimestamp(right)];
  if (first === undefined || second === undefined) throw new Error(`not timestamps: ${left}, ${right}`);
  return first < second ? -1 : first > second ? 1 : 0;
}

describe("parseTimestamp", () => {
  it.each([
    "1985-04-12T23:20:50.52Z",
    "1996-12-19T16:39:57-08:00",
    "1990-12-31T23:59:60Z",
    "1990-12-31T15:59:60-08:00",
    "2015-06-30T23:59:60.999999999999z",
    "1937-01-01t12:00:27.87+00:20",
    "2024-02-29T00:00:00Z",
    "2000-02-29T00:00:00Z",
    "0000-02-29T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "2024-01-01T00:00:00-00:00",
    "2024-01-01T00:00:00+23:59",
  ])("accepts %s", (text) => {
    expect(parseTimestamp(text)).toBeDefined();
  });

  it.each([
    "",
    "2024-01-01",
    "12:00:00",
    "2024-01-01T00:00:00",
    "2024-01-01 00:00:00Z",
    "2024-01-01T00:00Z",
    "2024-01-01T24:00:00Z",
    "2024-01-01T00:60:00Z",
    "2024-01-01T00:00:61Z",
    "2024-01-01T23:59:60Z",
    "1990-12-31T23:58:60Z",
    "1990-12-31T23:59:60-08:00",
    "2023-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2024-04-31T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "2024-00-01T00:00:00Z",
    "2024-01-00T00:00:00Z",
    "2024-01-01T00:00:00+24:00",
    "2024-01-01T00:00:00+00:60",
    "2024-01-01T00:00:00+0000",
    "2024-01-01T00:00:00.Z",
    "2024-01-01T00:00:00,5Z",
    "20240101T000000Z",
    "+02024-01-01T00:00:00Z",
    "２０２４-01-01T00:00:00Z",
    " 2024-01-01T00:00:00Z",
    "2024-01-01T00:00:00Z\n",
  ])("refuses %j", (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });

  it("orders instants as Date does, whatever their offsets", () => {
    const date = fc.date({
      min: new Date("0000-01-02T00:00:00Z"),
      max: new Date("9999-12-30T23:59:59.999Z"),
      noInvalidDate: true,
    });
    const written = fc
      .record({ date, minutes: fc.integer({ min: -1439, max: 1439 }) })
      .map(({ date, minutes }) => ({ time: date.getTime(), text: withOffset(date, minutes) }));
    const near = written.chain((first) =>
      fc.tuple(
        fc.constant(first),
        fc.oneof(written, fc.constant({ ...first, text: new Date(first.time).toISOString() })),
      ),
    );
    fc.assert(
      fc.property(near, ([first, second]) => {
        expect(compare(first.text, second.text)).toBe(Math.sign(first.time - second.time));
      }),
      { numRuns: 1000 },
    );
  });
});

/** The instant as the clocks show it that are `minutes` ahead of UTC. */
function withOffset(date: Date, minutes: number): string {
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return `${local}${minutes < 0 ? "-" : "+"}${two(hours)}:${two(rest)}`;
}

describe("the order of timestamps", () => {
  it.each([
    ["2024-01-01T00:00:00Z", "2024-01-01T01:00:00+01:00", 0],
    ["2024-01-01T00:00:00.5Z", "2024-01-01T00:00:00.50000Z", 0],
    ["2024-01-01T00:00:00.49Z", "2024-01-01T00:00:00.5Z", -1],
    ["2024-01-01T00:00:00." + "0".repeat(400) + "1Z", "2024-01-01T00:00:00Z", 1],
    ["1990-12-31T23:59:59.999Z", "1990-12-31T23:59:60Z", -1],
    ["1990-12-31T23:59:60.9Z", "1991-01-01T00:00:00Z", -1],
    ["1990-12-31T15:59:60.5-08:00", "1990-12-31T23:59:60.5Z", 0],
    ["1969-12-31T23:59:59.5Z", "1970-01-01T00:00:00Z", -1],
  ])("%s against %s is %i", (left, right, expected) => {
    expect(compare(left, right)).toBe(expected);
    expect(compare(right, left)).toBe(0 - expected);
  });
});
