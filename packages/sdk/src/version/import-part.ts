import { loadFailure } from "./load-failure.js";

/**
 * A part of the package that only loading needs: what lints, validates and reads sources is most of its weight.
 *
 * @throws {RototoError} `runtime-unsupported` where a bundler has left it out.
 */
export async function importPart<Part>(importing: () => Promise<Part>): Promise<Part> {
  try {
    return await importing();
  } catch (error) {
    throw loadFailure(error);
  }
}
