/** The parts of a `URL` that say who can listen in. */
export interface AddressParts {
  /** With its colon, in lower case. */
  readonly protocol: string;
  /** As `URL` writes it: a name in lower case, IPv4 as four numbers, IPv6 in brackets. */
  readonly hostname: string;
}

/** True for `https://`, and for `http://` to where nobody else listens in: `localhost`, 127.0.0.0/8 and `[::1]`. */
export function isSafeAddress({ protocol, hostname }: AddressParts): boolean {
  if (protocol === "https:") return true;
  return protocol === "http:" && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
