import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** A PEM file that was read. `problem` says what is wrong with it, without the path. */
export type Read<T> =
  | { readonly ok: true; readonly value: T; readonly pem: string }
  | { readonly ok: false; readonly problem: string };

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const MICROS_A_DAY = 86_400_000_000;
/** A certificate that ends sooner than this is warned of. */
const SOON_DAYS = 30;

const failed = (problem: string): { ok: false; problem: string } => ({ ok: false, problem });

function textOf(path: string): Read<string> {
  try {
    const pem = readFileSync(path, 'latin1');
    return { ok: true, value: pem, pem };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return failed(code === 'ENOENT' ? `there is no file ${path}` : `${path} cannot be read: ${code}`);
  }
}

/** The certificates of a PEM file, the first one first. */
export function readCertificates(path: string): Read<readonly X509Certificate[]> {
  const text = textOf(path);
  if (!text.ok) return text;
  const blocks = text.pem.match(BLOCK) ?? [];
  if (blocks.length === 0) return failed(`${path} holds no certificate (a PEM file has -----BEGIN CERTIFICATE-----)`);
  try {
    return { ok: true, value: blocks.map(b => new X509Certificate(b)), pem: text.pem };
  } catch (error) {
    return failed(`${path} holds a certificate that cannot be read: ${(error as Error).message}`);
  }
}

/** The private key of a PEM file, which must be that of `certificate`. */
export function readKey(path: string, certificate: X509Certificate): Read<undefined> {
  const text = textOf(path);
  if (!text.ok) return text;
  if (/ENCRYPTED/.test(text.pem))
    return failed(
      `${path} is encrypted: write it without a passphrase (openssl pkey -in FILE -out KEY), readable by its owner only`,
    );
  try {
    const key = createPrivateKey(text.pem);
    if (!certificate.checkPrivateKey(key)) return failed(`${path} is not the key of the certificate ${nameOf(certificate)}`);
  } catch {
    return failed(`${path} holds no private key (a PEM file has -----BEGIN PRIVATE KEY-----)`);
  }
  return { ok: true, value: undefined, pem: text.pem };
}

/** Whether others than the owner may read a file. */
export const othersMayRead = (path: string): boolean => (statSync(path).mode & 0o077) !== 0;

/** What is wrong with the dates of a certificate at `now` (microseconds), or will be soon; undefined where nothing is. */
export function dateProblem(
  certificate: X509Certificate,
  now: number,
): { readonly over: boolean; readonly text: string } | undefined {
  const [from, to] = [Date.parse(certificate.validFrom) * 1000, Date.parse(certificate.validTo) * 1000];
  const who = `the certificate ${nameOf(certificate)}`;
  if (now < from) return { over: true, text: `${who} is not valid before ${day(from)}` };
  if (now > to) return { over: true, text: `${who} expired on ${day(to)}` };
  const left = Math.floor((to - now) / MICROS_A_DAY);
  return left < SOON_DAYS ? { over: false, text: `${who} expires on ${day(to)}, in ${left} days` } : undefined;
}

const day = (micros: number): string => new Date(micros / 1000).toISOString().replace('.000Z', 'Z');

/** A certificate's subject on one line: `CN=venue, O=Example`. */
export const nameOf = (certificate: X509Certificate): string => `'${certificate.subject.split('\n').join(', ')}'`;
