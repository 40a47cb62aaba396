import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A public key whose certificates count. */
export interface TrustedKey {
  readonly key: KeyObject;
  /** Hash of the key: what a certificate names it by. */
  readonly id: string;
  /** `project`: it came with the code, and may certify for the simulator only, whatever its certificates say. */
  readonly kind: 'project' | 'configured';
}

/** Both halves of an ed25519 key (RFC 8032) as PEM: PKCS #8 and SubjectPublicKeyInfo. */
export interface KeyPair {
  readonly privatePem: string;
  readonly publicPem: string;
}

/** A key pair of its own, by the system's random numbers. */
export function makeKeys(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
  };
}

/** SHA-256 of a public key's DER bytes, in hex. */
export const keyIdOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

/** Reads a public key. Throws an Error in words where the text is none, or is a private one. */
export function readPublicKey(pem: string): KeyObject {
  if (pem.includes('PRIVATE KEY')) throw new Error('is a private key: whoever checks certificates needs the public one only');
  return ed25519(() => createPublicKey(pem), 'public');
}

/** Reads a private key. Throws an Error in words where the text is none. */
export const readPrivateKey = (pem: string): KeyObject => ed25519(() => createPrivateKey(pem), 'private');

function ed25519(read: () => KeyObject, kind: 'public' | 'private'): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = read();
  } catch {
    // what OpenSSL says of it helps nobody
  }
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new Error(`is no ${kind} ed25519 key in PEM (\`sluice validate keys\` makes them)`);
  return key;
}
