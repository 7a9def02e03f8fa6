import type { Alternative, ClassMember, Element } from "./parse-pattern.js";

/** Every part of a pattern, from left to right, an outer one before those inside. */
export function* visitElements(tree: {
  readonly alternatives: readonly Alternative[];
}): Generator<Element | ClassMember> {
  for (const { elements } of tree.alternatives) for (const element of elements) yield* visitElement(element);
}

function* visitElement(element: Element): Generator<Element | ClassMember> {
  yield element;
  if (element.type === "Quantifier") yield* visitElement(element.element);
  else if (element.type === "CharacterClass") yield* element.elements as ClassMember[];
  else if ("alternatives" in element) yield* visitElements(element);
}
