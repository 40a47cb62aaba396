import type { X509Certificate } from 'node:crypto';
import { nameOf } from './certificates';

/** The client certificates that a session takes. */
export interface CertificateList {
  /** False for a client that showed none. */
  has(certificate: X509Certificate | undefined): boolean;
}

const FINGERPRINT = /^[0-9a-f]{64}$/i;
/** A subject: attributes as `CN=name`, apart by commas. */
const SUBJECT = /^[A-Za-z][A-Za-z0-9.]*=[^=]/;

const fingerprintOf = (certificate: X509Certificate): string => certificate.fingerprint256.replaceAll(':', '').toLowerCase();

/** A certificate as refusals show it, in both ways in which a list may name it. */
export const shownCertificate = (certificate: X509Certificate | undefined): string =>
  certificate ? `${nameOf(certificate)}, SHA-256 ${fingerprintOf(certificate)}` : 'a client without one';

/**
 * Certificates named apart by `;`: by their SHA-256 fingerprint (64 hexadecimal digits, with or without colons), or by their whole subject as
 * the certificate has it (`O=Example, CN=oms1`). A subject is only as good as the authorities that may issue it. What is neither goes to `bad`.
 */
export function certificateList(text: string, bad: (part: string) => void): CertificateList {
  const named = new Set<string>();
  for (const part of text.split(';').map(p => p.trim())) {
    const hex = part.replaceAll(':', '');
    if (FINGERPRINT.test(hex)) named.add(hex.toLowerCase());
    else if (SUBJECT.test(part)) named.add(subjectKey(part.split(/,\s*/)));
    else if (part !== '') bad(part);
  }
  return { has: c => c !== undefined && (named.has(fingerprintOf(c)) || named.has(subjectKey(c.subject.split('\n')))) };
}

/** Equal for the same attributes in the same order. */
const subjectKey = (attributes: readonly string[]): string => attributes.map(a => a.trim()).join(', ');
