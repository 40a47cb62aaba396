import { createHash } from 'node:crypto';

/** The name of a model: SHA-256 of its file's bytes, in hex. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
