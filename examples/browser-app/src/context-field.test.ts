import { expect, it } from "vitest";
import { buildContext, type ContextField } from "./context-field.js";

const fields: readonly ContextField[] = [
  { path: "account.plan", label: "Plan", kind: "text" },
  { path: "account.seats", label: "Seats", kind: "number" },
  { path: "account.tags", label: "Tags", kind: "list" },
  { path: "client.version", label: "Version", kind: "text" },
];

it.each([
  [["free", "3", "", "4.2.0"], { account: { plan: "free", seats: 3, tags: [] }, client: { version: "4.2.0" } }],
  [
    ["12", "2.5", "a, b ,,c", "1"],
    { account: { plan: "12", seats: 2.5, tags: ["a", "b", "c"] }, client: { version: "1" } },
  ],
  [["", "many", "a", " "], { account: { seats: "many", tags: ["a"] }, client: {} }],
  [["", "", "", ""], { account: { tags: [] }, client: {} }],
])("reads %j", (texts, context) => {
  expect(buildContext(fields, new Map(fields.map(({ path }, index) => [path, texts[index] ?? ""])))).toEqual(context);
});
