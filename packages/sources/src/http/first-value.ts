/** The value of a header; the first one when a server sent it more than once. */
export function firstValue(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === "object" ? header[0] : header;
}
