/**
 * What is kept of an error that another part of the system made: its name, its code
 * and its message. Whatever else it carries, a parser's input or a request's
 * headers, may hold a credential.
 */
export function ownCause(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(typeof error);
  const cause: NodeJS.ErrnoException = new Error(error.message);
  cause.name = error.name;
  if ("code" in error && typeof error.code === "string") cause.code = error.code;
  return cause;
}
