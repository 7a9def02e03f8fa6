import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import { ownCause } from "../own-cause.js";
import { SourceFailure } from "../source-failure.js";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The last one made: it takes a while, and a program that refreshes asks for the same again and again. */
let latest: { readonly pem: string; readonly context: SecureContext } | undefined;

/**
 * What to trust: the certificate authorities of Node, the file that
 * `NODE_EXTRA_CA_CERTS` names among them, and the given ones. `undefined`,
 * which leaves the choice to Node, when none are given.
 *
 * @param pem Certificates in PEM.
 * @throws {SourceFailure} `source-invalid` when `pem` holds none, or a broken one.
 */
export function trustedCertificates(pem: string | undefined): SecureContext | undefined {
  if (pem === undefined) return undefined;
  if (latest?.pem !== pem) latest = { pem, context: trust(pem) };
  return latest.context;
}

function trust(pem: string): SecureContext {
  const given = pem.match(CERTIFICATE) ?? [];
  if (given.length === 0) throw unusable("hold no certificate in PEM");
  try {
    for (const certificate of given) new X509Certificate(certificate);
  } catch (error) {
    throw unusable("hold a certificate that cannot be read", ownCause(error));
  }
  const extra = extraCertificates(process.env["NODE_EXTRA_CA_CERTS"]);
  return createSecureContext({ ca: [...rootCertificates, ...extra, ...given] });
}

/** Node reads this file itself, but only where no authorities are given. */
function extraCertificates(file: string | undefined): readonly string[] {
  if (file === undefined || file === "") return [];
  try {
    return readFileSync(file, "utf8").match(CERTIFICATE) ?? [];
  } catch {
    // Node warned about it at its start, and went on without.
    return [];
  }
}

function unusable(reason: string, cause?: Error): SourceFailure {
  return new SourceFailure(
    "source-invalid",
    `the given certificate authorities ${reason}`,
    "give a PEM file's content",
    {
      cause,
    },
  );
}
