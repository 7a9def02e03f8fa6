const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const IPV6_GROUP = /^[\da-f]{1,4}$/i;

/** Four decimal numbers without leading zeros (RFC 2673, section 3.2). */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

/** An address of RFC 4291, section 2.2, without a zone. */
export function isIpv6(text: string): boolean {
  // The longest is eight groups of four, or six and an IPv4 address.
  if (text.length > 45) return false;
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1);
  const endsInIpv4 = last !== undefined && last.includes(".") && !text.endsWith("::");
  if (endsInIpv4 && !isIpv4(last)) return false;
  const plain = endsInIpv4 ? groups.slice(0, -1) : groups;
  const count = plain.length + (endsInIpv4 ? 2 : 0);
  return plain.every((group) => IPV6_GROUP.test(group)) && (halves.length === 2 ? count < 8 : count === 8);
}
