import { expect, it, vi } from "vitest";
import { RototoError } from "./rototo-error.js";

it("is known by whoever has another copy of its class", async () => {
  vi.resetModules();
  const copy = await import("./rototo-error.js");
  expect(copy.RototoError).not.toBe(RototoError);
  const error: unknown = new copy.RototoError("value-invalid", "it is wrong");
  expect(error).toBeInstanceOf(RototoError);
  expect(new RototoError("value-invalid", "it is wrong")).toBeInstanceOf(copy.RototoError);
});

it("is not known in anything else", () => {
  for (const other of [
    new Error("x"),
    { name: "RototoError", code: "value-invalid" },
    "RototoError",
    null,
    undefined,
  ]) {
    expect(other instanceof RototoError).toBe(false);
  }
});

it("tells what extends it apart", () => {
  class Mine extends RototoError {}
  expect(new Mine("value-invalid", "mine")).toBeInstanceOf(RototoError);
  expect(new Mine("value-invalid", "mine")).toBeInstanceOf(Mine);
  expect(new RototoError("value-invalid", "other")).not.toBeInstanceOf(Mine);
});
