import { z } from 'zod';
import { STAGES, type StageReport, type ValidationReport, VERDICTS, type Verdict, worst } from '../report';
import { readAs } from './read-as';

const verdict = z.enum(VERDICTS, `must be one of ${VERDICTS.join(', ')}`);
const text = z.string();
const schema = z.looseObject({
  schema: z.literal(1, 'must be 1: another version wrote it'),
  model: z.looseObject({ hash: text.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex'), name: text.min(1) }),
  scope: z.looseObject({
    venue: z.enum(['simulator', 'live'], 'must be simulator or live'),
    symbols: z.array(text).min(1),
    maxQty: z.number().positive(),
    maxBand: z.number().min(0),
    maxWindow: z.number().positive(),
    regimes: z.array(text).min(1),
  }),
  run: z.looseObject({ dataHash: text.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex') }),
  at: text,
  stages: z.array(
    z.looseObject({ stage: z.enum(STAGES), verdict, gates: z.array(z.looseObject({ id: text, verdict, why: text })) }),
  ),
  verdict,
});

/** What a certificate is made of, of a report. */
export type CertifiableReport = Pick<ValidationReport, 'schema' | 'model' | 'scope' | 'at' | 'verdict'> & {
  readonly run: Pick<ValidationReport['run'], 'dataHash'>;
  readonly stages: readonly (Pick<StageReport, 'stage' | 'verdict'> & { readonly gates: readonly GateTold[] })[];
};
interface GateTold {
  readonly id: string;
  readonly verdict: Verdict;
  readonly why: string;
}

/** Reads report.json, or says in words why it is none, or contradicts itself: a verdict better than what it is made of. */
export function readReport(text: string): CertifiableReport | string {
  const told = readAs(schema, text);
  return 'wrong' in told ? told.wrong : (contradiction(told.read) ?? told.read);
}

const isBetter = (a: Verdict, b: Verdict): boolean => VERDICTS.indexOf(a) < VERDICTS.indexOf(b);

function contradiction({ stages, verdict: whole }: CertifiableReport): string | undefined {
  for (const { stage, verdict: told, gates } of stages) {
    const found = worst(gates.map(g => g.verdict));
    if (isBetter(told, found)) return `stage ${stage} says ${told}, and its gates say ${found}`;
  }
  const found = worst(stages.map(s => s.verdict));
  if (isBetter(whole, found)) return `it says ${whole}, and its stages say ${found}`;
  const missing = STAGES.filter(name => !stages.some(s => s.stage === name));
  return whole === 'pass' && missing.length > 0 ? `it says pass, and has no stage ${missing.join(', ')}` : undefined;
}
