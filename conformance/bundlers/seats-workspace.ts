/**
 * A workspace that needs every part of the SDK that a bundler can lose: a context schema, a schema of values, and a
 * lint script, whose warning tells that it ran.
 *
 * @param seats What `max-seats` gives an enterprise.
 */
export function seatsWorkspace(seats: number): Readonly<Record<string, string>> {
  return {
    "rototo-workspace.toml": `
schema_version = 1
[environments]
values = ["prod"]
[context]
schema = "schemas/context.schema.json"
`,
    "schemas/context.schema.json": JSON.stringify({
      type: "object",
      properties: { plan: { type: "string" }, contact: { type: "string", format: "email" } },
      required: ["plan"],
    }),
    "schemas/seats.schema.json": JSON.stringify({ type: "object", properties: { seats: { type: "integer" } } }),
    "qualifiers/enterprise.toml": `
schema_version = 1
[[predicate]]
attribute = "plan"
op = "eq"
value = "enterprise"
`,
    "variables/max-seats.toml": `
schema_version = 1
schema = "../schemas/seats.schema.json"
lint.path = "../lint/max-seats.lua"
[values]
small = { seats = 5 }
large = { seats = ${seats} }
[resolve]
default = "small"
[[resolve.rule]]
qualifier = "enterprise"
value = "large"
`,
    "lint/max-seats.lua": `
function lint(variable)
  return { { message = "large is " .. variable.values.large.seats, severity = "warning" } }
end
`,
  };
}
