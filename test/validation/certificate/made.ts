import { createPrivateKey, type KeyObject } from 'node:crypto';
import { type Certificate, type CertificateTerms, sign } from '../../../src/validation/certificate/certificate';
import { keyIdOf, makeKeys, readPublicKey, type TrustedKey } from '../../../src/validation/certificate/keys';
import { STAGES, type ValidationReport, type Verdict } from '../../../src/validation/report';

/** A key pair, and its public half as a gateway holds it. */
export function keyPair(kind: TrustedKey['kind'] = 'configured'): {
  readonly privateKey: KeyObject;
  readonly trusted: TrustedKey;
} {
  const { privatePem, publicPem } = makeKeys();
  const key = readPublicKey(publicPem);
  return { privateKey: createPrivateKey(privatePem), trusted: { key, id: keyIdOf(key), kind } };
}

export const TERMS: CertificateTerms = {
  model: { hash: 'a'.repeat(64), name: 'mine' },
  dataHash: 'b'.repeat(64),
  reportHash: 'c'.repeat(64),
  verdict: 'pass',
  scope: { venue: 'live', symbols: ['ACME', 'BOLT'], maxQty: 5000, maxBand: 0.1, maxWindow: 600, regimes: ['calm', 'volatile'] },
  issued: '2026-01-05T00:00:00.000Z',
  expires: '2026-04-05T00:00:00.000Z',
  approver: 'vera',
  externalEvidence: true,
};

export const certificate = (privateKey: KeyObject, over: Partial<CertificateTerms> = {}): Certificate =>
  sign({ ...TERMS, ...over }, privateKey);

/** A report whose stages all say `verdict`, each by one gate. */
export function report(verdict: Verdict, over: Partial<ValidationReport> = {}): ValidationReport {
  const gate = { what: 'a figure', value: 1, must: 'at least', bound: 0 } as const;
  return {
    schema: 1,
    model: TERMS.model,
    scope: TERMS.scope,
    run: { seed: 1, dataHash: TERMS.dataHash, configHash: 'd'.repeat(64), code: 'sluice 0.1.0' },
    at: TERMS.issued,
    trials: 50,
    sealedAccesses: 1,
    stages: STAGES.map(stage => ({
      stage,
      verdict,
      gates: [{ ...gate, id: `${stage}.all`, verdict, why: `${stage} is ${verdict}` }],
      tables: [],
      notes: [],
      seconds: 1,
    })),
    verdict,
    ...over,
  };
}
