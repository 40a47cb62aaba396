import { type Certificate, certificateText, readCertificate, signedBy } from '../../../src/validation/certificate/certificate';
import { makeKeys, readPrivateKey, readPublicKey } from '../../../src/validation/certificate/keys';
import { certificate, keyPair, TERMS } from './made';

const { privateKey, trusted } = keyPair();
const good = certificate(privateKey);

/** What a gateway that trusts the key makes of a certificate's file. */
const readBack = (text: string): string => {
  const read = readCertificate(text);
  if (typeof read === 'string') return read;
  const key = signedBy(read, [keyPair().trusted, trusted]);
  return typeof key === 'string' ? key : 'holds';
};

test('what was signed is read back, and holds by the key that signed it', () => {
  const text = certificateText(good);
  const { schema, by, signature: _, ...terms } = readCertificate(text) as Certificate;
  expect([readBack(text), schema, by, terms]).toEqual(['holds', 1, trusted.id, TERMS]);
});

test('there is no byte of the file that can be changed, left out or put in', () => {
  const bytes = Buffer.from(certificateText(good));
  const held: string[] = [];
  const tried = (what: string, changed: Buffer): void => {
    if (readBack(changed.toString('utf8')) === 'holds') held.push(what);
  };
  for (let i = 0; i < bytes.length; i++) {
    for (const bit of [0x01, 0x20]) {
      const changed = Buffer.from(bytes);
      changed[i]! ^= bit;
      tried(`bit ${bit} of byte ${i}`, changed);
    }
    tried(`without byte ${i}`, Buffer.concat([bytes.subarray(0, i), bytes.subarray(i + 1)]));
    tried(`a blank before byte ${i}`, Buffer.concat([bytes.subarray(0, i), Buffer.from(' '), bytes.subarray(i)]));
  }
  expect([held, bytes.length > 700]).toEqual([[], true]);
});

const CHANGED = 'its signature does not fit: it was changed since it was signed';
const { scope } = good;
test.each<[string, Partial<Certificate>]>([
  ['another model', { model: { ...good.model, hash: 'f'.repeat(64) } }],
  ['other data', { dataHash: 'f'.repeat(64) }],
  ['another report', { reportHash: 'f'.repeat(64) }],
  ['a better verdict', { verdict: 'inconclusive' }],
  ['more symbols', { scope: { ...scope, symbols: ['*'] } }],
  ['larger orders', { scope: { ...scope, maxQty: 5001 } }],
  ['other regimes', { scope: { ...scope, regimes: ['*'] } }],
  ['a real venue', { scope: { ...scope, venue: 'simulator' } }],
  ['a later end', { expires: '2027-04-05T00:00:00.000Z' }],
  ['another approver', { approver: 'devon' }],
  ['no evidence', { externalEvidence: false }],
])('%s, written as we would write it, is found by the signature', (_what, over) => {
  expect(readBack(certificateText({ ...good, ...over }))).toBe(CHANGED);
});

test('a key that is not trusted, and one that says that it is another', () => {
  const stranger = keyPair();
  const own = certificate(stranger.privateKey);
  expect([signedBy(own, [trusted]), signedBy({ ...own, by: trusted.id }, [trusted])]).toEqual([
    `it is signed by the key ${stranger.trusted.id.slice(0, 12)}, which nobody here trusts (models.trust names public keys)`,
    CHANGED,
  ]);
});

const raw = JSON.parse(certificateText(good)) as Record<string, unknown>;
test.each<[string, string, string]>([
  ['no JSON', '{', 'it is no JSON'],
  ['a failed verdict', JSON.stringify({ ...raw, verdict: 'fail' }), 'verdict: '],
  ['another schema', JSON.stringify({ ...raw, schema: 2 }), 'schema: must be 1: another version wrote it'],
  ['a key of its own', JSON.stringify({ ...raw, note: 'x' }), 'the whole: Unrecognized key'],
  ['half a share', JSON.stringify({ ...raw, scope: { ...scope, maxQty: 0.5 } }), 'scope.maxQty: must be a whole number'],
  ['a time without its zone', JSON.stringify({ ...raw, expires: '2026-04-05' }), 'expires: must be a time such as'],
])('a file with %s is none', (_what, text, why) => {
  expect(readCertificate(text)).toContain(why);
});

test('a private key is not taken for a public one, nor anything else for a key', () => {
  const { privatePem, publicPem } = makeKeys();
  const said = (work: () => unknown): string => {
    try {
      work();
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect([
    said(() => readPublicKey(privatePem)),
    said(() => readPublicKey('x')),
    said(() => readPrivateKey(publicPem)),
    said(() => readPrivateKey(privatePem)),
  ]).toEqual([
    'is a private key: whoever checks certificates needs the public one only',
    'is no public ed25519 key in PEM (`sluice validate keys` makes them)',
    'is no private ed25519 key in PEM (`sluice validate keys` makes them)',
    'taken',
  ]);
});
