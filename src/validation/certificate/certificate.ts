import { createHash, createPublicKey, sign as ed25519Sign, verify as ed25519Verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../../core/canonical';
import { VERDICTS } from '../report';
import { keyIdOf, type TrustedKey } from './keys';
import { readAs } from './read-as';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');
/** Shown on terminals as it is. */
const plain = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'has a control character');
const time = z.iso.datetime({ precision: 3, error: 'must be a time such as 2026-01-05T09:30:00.000Z' });

/** What a certificate is for: as in a report, in a form that says the same to every reader. */
export const scopeSchema = z.strictObject({
  venue: z.enum(['simulator', 'live']),
  symbols: z.array(plain).min(1).readonly(),
  maxQty: z.int('must be a whole number').positive('must be above zero'),
  maxBand: z.number().min(0, 'must be zero or more').max(1, 'must be 1 or less'),
  maxWindow: z.int('must be a whole number').positive('must be above zero'),
  regimes: z.array(plain).min(1).readonly(),
});

const schema = z.strictObject({
  schema: z.literal(1, 'must be 1: another version wrote it'),
  model: z.strictObject({ hash, name: plain }),
  /** Of the data that the validation rests on. */
  dataHash: hash,
  /** SHA-256 of the bytes of report.json. */
  reportHash: hash,
  /** A report that failed gets none. */
  verdict: z.enum(VERDICTS).exclude(['fail']),
  scope: scopeSchema,
  issued: time,
  expires: time,
  approver: plain,
  /** Id of the key that signed (keyIdOf). */
  by: hash,
  /** The paper stage held fills of the simulator against fills from outside of it, and passed. */
  externalEvidence: z.boolean(),
  /** 64 bytes in hex. */
  signature: z.string().regex(/^[0-9a-f]{128}$/, 'must be 64 bytes in hex'),
});

/** What somebody who is not a model's maker signs: what it may do, and what that rests on. */
export type Certificate = z.infer<typeof schema>;
/** What is signed, before it is. */
export type CertificateTerms = Omit<Certificate, 'schema' | 'by' | 'signature'>;

/** Signs terms with an ed25519 key. */
export function sign(terms: CertificateTerms, privateKey: KeyObject): Certificate {
  const unsigned = { schema: 1 as const, ...terms, by: keyIdOf(createPublicKey(privateKey)) };
  return { ...unsigned, signature: ed25519Sign(null, message(unsigned), privateKey).toString('hex') };
}

/** The key that signed a certificate, or in words why none that is trusted did. Says nothing about time, model or report. */
export function signedBy(certificate: Certificate, keys: readonly TrustedKey[]): TrustedKey | string {
  const { signature, ...unsigned } = certificate;
  const key = keys.find(k => k.id === certificate.by);
  if (!key)
    return `it is signed by the key ${certificate.by.slice(0, 12)}, which nobody here trusts (models.trust names public keys)`;
  const good = ed25519Verify(null, message(unsigned), key.key, Buffer.from(signature, 'hex'));
  return good ? key : 'its signature does not fit: it was changed since it was signed';
}

/** The bytes that are signed: they begin with what they are, so that no signature of ours serves for something else. */
const message = (unsigned: Omit<Certificate, 'signature'>): Buffer =>
  Buffer.from(`sluice model certificate\n${canonical(unsigned)}`, 'utf8');

/** A certificate as its file has it. */
export const certificateText = (certificate: Certificate): string => `${JSON.stringify(ordered(certificate), undefined, 1)}\n`;

/** Keys in the order of the schema, whoever made the object. */
const ordered = (certificate: Certificate): Certificate => schema.parse(certificate);

/** Reads a certificate's file, or says in words why it is none. It must be byte for byte as it was written. */
export function readCertificate(text: string): Certificate | string {
  const told = readAs(schema, text);
  if ('wrong' in told) return told.wrong;
  return certificateText(told.read) === text ? told.read : 'it is not as it was written: it was changed since';
}

/** What a certificate calls a report or a model by: SHA-256 in hex. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
