import { makeAuthority, type CertificateAuthority } from "./certificate-authority.js";

const made = await makeAuthority();

/** The authority whose certificate the test servers of this process have. */
export function testAuthority(): CertificateAuthority {
  return made;
}
