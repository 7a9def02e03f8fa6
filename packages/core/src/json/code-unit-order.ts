/** Orders strings by UTF-16 code unit, the one order rototo uses for ids and keys. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
