/** Each of `names` with `prefix` in front, made as they are asked for: candidates for a suggestion. */
export function* prefixedNames(prefix: string, names: Iterable<string>): Generator<string> {
  for (const name of names) yield prefix + name;
}
