import { randomUUID } from "node:crypto";
import { generate } from "selfsigned";

/** A certificate authority that nobody else knows, and a server certificate of it for `localhost` and 127.0.0.1. All PEM. */
export interface CertificateAuthority {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** Another one each time, with a name of its own, for names are what a chain is built by. Made in this process: a machine that runs the tests need not have openssl. */
export async function makeAuthority(): Promise<CertificateAuthority> {
  const key = { keyType: "ec", curve: "P-256", algorithm: "sha256" } as const;
  const root = await generate([{ name: "commonName", value: `Test authority ${randomUUID()}` }], {
    ...key,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: "commonName", value: "localhost" }], {
    ...key,
    ca: { key: root.private, cert: root.cert },
    extensions: [
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
      { name: "extKeyUsage", serverAuth: true },
    ],
  });
  return { authority: root.cert, certificate: server.cert, key: server.private };
}
