/** True for `https://`, and for `http://` to where nobody else listens in: `localhost`, 127.0.0.0/8 and `[::1]`. */
export function isSafeUrl({ protocol, hostname }: { readonly protocol: string; readonly hostname: string }): boolean {
  if (protocol === "https:") return true;
  // `URL` has written every spelling of an IPv4 address as four numbers, and a name in lower case.
  return protocol === "http:" && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
