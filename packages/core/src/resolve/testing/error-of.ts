import { RototoError } from "../../errors/rototo-error.js";

/** The RototoError that `call` throws; any other error passes through, and none is one. */
export function errorOf(call: () => unknown): RototoError {
  try {
    call();
  } catch (error) {
    if (error instanceof RototoError) return error;
    throw error;
  }
  throw new Error("did not throw");
}

/** What `call` returns, or the code of the RototoError that it throws; any other error passes through. */
export function outcomeOf<T>(call: () => T): T | string {
  try {
    return call();
  } catch (error) {
    if (error instanceof RototoError) return error.code;
    throw error;
  }
}
