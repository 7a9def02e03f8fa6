import manifest from "../../package.json" with { type: "json" };

/** What evaluation records say made them. */
export const sdkIdentity = Object.freeze({ name: "rototo-typescript", version: manifest.version });
