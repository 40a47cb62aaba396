import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost of a new hash: 2^14 blocks of 8 x 128 bytes, 16 MiB for about 50 ms on a thread beside the line (RFC 7914, section 2). */
const LOG_N = 14;
const R = 8;
const P = 1;
const HASH_BYTES = 32;
/** Most memory that a hash in a .cfg may ask for. */
const MOST_MEMORY = 128 * 1024 * 1024;

interface Hash {
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** Says whether a password is the right one, in a time that does not depend on where it differs. */
export type PasswordCheck = (password: Uint8Array) => Promise<boolean>;

/** Whether a text can be a password: 1 to 256 printable ASCII characters, which have the same bytes on every wire. */
export const isPassword = (text: string): boolean => /^[\x20-\x7e]{1,256}$/.test(text);

/** Hashes a password with a salt of its own: `$scrypt$ln=14,r=8,p=1$salt$hash`, the last two in base64 without padding. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(Buffer.from(password, 'latin1'), { n: 2 ** LOG_N, r: R, p: P, salt, hash: Buffer.alloc(HASH_BYTES) });
  return `$scrypt$ln=${LOG_N},r=${R},p=${P}$${base64(salt)}$${base64(hash)}`;
}

/** The check for a hash as `hashPassword` writes it; undefined where the text is none, or asks for more memory than a logon may cost. */
export function hashCheck(text: string): PasswordCheck | undefined {
  const wanted = readHash(text);
  if (wanted === undefined) return undefined;
  return async password => timingSafeEqual(await derive(password, wanted), wanted.hash);
}

/** The check for a password that is known in clear (from the environment). */
export function clearCheck(expected: string): PasswordCheck {
  const wanted = sha256(Buffer.from(expected, 'latin1'));
  return async password => timingSafeEqual(sha256(password), wanted);
}

/** Whether two texts are equal, in a time that does not tell where they differ. */
export const sameText = (a: Uint8Array, b: Uint8Array): boolean => timingSafeEqual(sha256(a), sha256(b));

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

function readHash(text: string): Hash | undefined {
  const found = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,})\$([A-Za-z0-9+/]{22,})$/.exec(text);
  if (!found) return undefined;
  const [n, r, p] = [2 ** Number(found[1]), Number(found[2]), Number(found[3])];
  if (n < 2 || r < 1 || p < 1 || 128 * n * r * p > MOST_MEMORY) return undefined;
  return { n, r, p, salt: Buffer.from(found[4]!, 'base64'), hash: Buffer.from(found[5]!, 'base64') };
}

/** On a thread of its own: the line goes on meanwhile. */
function derive(password: Uint8Array, { n, r, p, salt, hash }: Hash): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const cost = { N: n, r, p, maxmem: 2 * MOST_MEMORY };
    scrypt(password, salt, hash.length, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
