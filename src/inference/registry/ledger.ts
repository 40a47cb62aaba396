import { join } from 'node:path';
import { z } from 'zod';
import { ChainedLines } from './chained-lines';
import { alone, PATIENCE_MS } from './durable';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');
const chained = { n: z.number().int(), at: z.string(), by: z.string(), prev: z.string() };

const trial = z.object({
  ...chained,
  act: z.literal('trial'),
  /** What was tried, by SHA-256: the same config on the same data again is no trial more. */
  key: hash,
  what: z.enum(['training', 'comparison', 'variant']),
  name: z.string(),
  /** Of the model that came of it, or was compared; null: none was kept. */
  model: hash.nullable(),
  /** Mean over standard deviation of its gain by cluster, not annualised; null: not known. */
  sharpe: z.number().nullable(),
});

/** Seeds of the agents' markets, first to last. */
const seeds = z.object({ first: z.number().int(), last: z.number().int() });

const access = z.object({
  ...chained,
  act: z.literal('access'),
  /** What was asked of the data, by SHA-256: model and terms. The same again shows what was seen already. */
  key: hash,
  model: hash,
  seeds,
});

const validation = z.object({
  ...chained,
  act: z.literal('validation'),
  model: hash,
  verdict: z.enum(['pass', 'inconclusive', 'fail']),
  /** SHA-256 of the report's file. */
  report: hash,
});

const line = z.discriminatedUnion('act', [trial, access, validation]);

export type LedgerLine = z.infer<typeof line>;
export type TrialLine = z.infer<typeof trial>;
export type AccessLine = z.infer<typeof access>;
export type ValidationLine = z.infer<typeof validation>;
export type SeedRange = z.infer<typeof seeds>;
type Content<T> = Omit<T, 'n' | 'prev' | 'act'>;
type Added = Omit<TrialLine, 'n' | 'prev'> | Omit<AccessLine, 'n' | 'prev'> | Omit<ValidationLine, 'n' | 'prev'>;

/**
 * What was ever tried, who looked at sealed data, and what validations came to: `ledger.jsonl` of a registry, whichever of its models it was about. Every refusal is a
 * ModelError.
 */
export class TrialLedger {
  private readonly chain: ChainedLines<LedgerLine>;

  /** `dir`: the registry's folder; it is made with the first line. */
  constructor(private readonly dir: string) {
    this.chain = new ChainedLines<LedgerLine>(join(dir, 'ledger.jsonl'), line);
  }

  lines(): readonly LedgerLine[] {
    return this.chain.read();
  }

  /** Every different thing that was tried. */
  trials(): readonly TrialLine[] {
    return this.lines().filter(l => l.act === 'trial');
  }

  /** Who opened sealed markets of which some are among these, every time. */
  accesses({ first, last }: SeedRange): readonly AccessLine[] {
    return this.lines().filter(l => l.act === 'access' && l.seeds.first <= last && l.seeds.last >= first) as AccessLine[];
  }

  /** Counts a trial, once: what has its key already is not counted again. */
  noteTrial(content: Content<TrialLine>): void {
    this.write(before =>
      before.some(l => l.act === 'trial' && l.key === content.key) ? undefined : { act: 'trial', ...content },
    );
  }

  /** Counts a look at sealed data; on the disk when it returns, so that it is before anybody has looked. */
  noteAccess(content: Content<AccessLine>): void {
    this.write(() => ({ act: 'access', ...content }));
  }

  noteValidation(content: Content<ValidationLine>): void {
    this.write(() => ({ act: 'validation', ...content }));
  }

  private write(make: (before: readonly LedgerLine[]) => Added | undefined): void {
    alone(
      join(this.dir, 'ledger.lock'),
      () => {
        const added = make(this.lines());
        if (added) this.chain.append(added);
      },
      PATIENCE_MS,
    );
  }
}
