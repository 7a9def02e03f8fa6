import type { BrokenReference, SchemaResource } from "../registry/schema-registry.js";

/** Why a reference leads nowhere, and what to do, for a person: read after the place where it stands. */
export function explainReference(broken: BrokenReference): string {
  switch (broken.kind) {
    case "missing":
      return `refers to ${JSON.stringify(broken.address)}, but the workspace has no ${broken.path}`;
    case "empty":
      return `refers to ${JSON.stringify(broken.reference)}, but ${describeResource(broken.resource)} has nothing there`;
    case "ambiguous": {
      const [first, second] = broken.resources.map(describeResource);
      return `refers to ${JSON.stringify(broken.address)}, which is the $id of two schemas: ${first} and ${second}`;
    }
    case "remote":
      return `refers to ${JSON.stringify(broken.address)}, which is not in the workspace, and nothing is ever fetched: keep a copy in schemas/ and refer to it by a relative path`;
    case "outside":
      return `refers to ${JSON.stringify(broken.address)}, which is outside the workspace: refer to a file of the workspace by a relative path`;
  }
}

/** How a person finds `resource`: `schemas/a.json#/$defs/plan`. */
export function describeResource(resource: SchemaResource): string {
  return resource.pointer === "" ? resource.path : `${resource.path}#${resource.pointer}`;
}
