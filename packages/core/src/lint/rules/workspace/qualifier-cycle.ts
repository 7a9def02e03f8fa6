import type { Place } from "../../../documents/place.js";
import { byCodeUnit } from "../../../json/code-unit-order.js";
import type { QualifierModel, WorkspaceModel } from "../../../model/workspace-model.js";
import { defineRule } from "../../rule.js";
import { variableUsing } from "../../example-workspace.js";
import { qualifierAttribute } from "../../predicate-attribute.js";
import { cyclicComponents, shortestCycle, type Graph } from "../../strongly-connected.js";

export const qualifierCycle = defineRule({
  code: "qualifier-cycle",
  entity: "workspace",
  stage: "reference",
  severity: "error",
  title: "Qualifiers need each other in a circle",
  help: "Take one of these references out, or state its condition in the qualifier itself.",
  why: "A condition that waits for itself has no answer.",
  examples: {
    reported: {
      "qualifiers/large.toml": `schema_version = 1

[[predicate]]
attribute = ⟦"qualifier.paying"⟧
op = "eq"
value = true
`,
      "qualifiers/paying.toml": `schema_version = 1

[[predicate]]
attribute = "qualifier.large"
op = "eq"
value = true
`,
      "variables/limit.toml": variableUsing("large"),
    },
    accepted: {
      "qualifiers/large.toml": `schema_version = 1

[[predicate]]
attribute = "qualifier.paying"
op = "eq"
value = true
`,
      "qualifiers/paying.toml": `schema_version = 1

[[predicate]]
attribute = "rototo.now"
op = "after"
value = 2026-01-01T00:00:00Z
`,
      "variables/limit.toml": variableUsing("large"),
    },
  },
  *check(model) {
    const graph = referenceGraph(model);
    for (const component of cyclicComponents(graph)) {
      const members = [...component].sort(byCodeUnit);
      const [first = ""] = members;
      const cycle = shortestCycle(graph, first, new Set(members));
      const steps = cycle.map((id, index) => ({ id, to: cycle[index + 1] ?? first }));
      const [start, ...others] = steps.map(({ id, to }) => ({
        message: `${id} needs ${to}`,
        at: referencePlace(model.qualifiers.get(id), to),
      }));
      if (start === undefined) continue;
      yield {
        at: start.at,
        message: `qualifier cycle: ${[...cycle, first].join(" -> ")}${describeOthers(members, cycle)}`,
        related: others.slice(0, MOST_RELATED),
        target: { kind: "qualifier", id: first },
      };
    }
  },
});

// The message names the whole cycle; an editor gains nothing from thousands of places.
const MOST_RELATED = 20;

function referenceGraph({ qualifiers }: WorkspaceModel): Graph {
  const graph = new Map<string, string[]>();
  for (const { id, predicates } of qualifiers.values()) {
    const ids = predicates.flatMap((predicate) => qualifierAttribute(predicate)?.attribute.id ?? []);
    graph.set(id, ids);
  }
  return graph;
}

function referencePlace(qualifier: QualifierModel | undefined, to: string): Place {
  const written = qualifier?.predicates.map(qualifierAttribute).find((reference) => reference?.attribute.id === to);
  return written?.place ?? qualifier?.place ?? { path: "" };
}

function describeOthers(members: readonly string[], cycle: readonly string[]): string {
  const shown = new Set(cycle);
  const others = members.filter((id) => !shown.has(id));
  return others.length === 0 ? "" : `, and in circles with these: ${others.join(", ")}`;
}
