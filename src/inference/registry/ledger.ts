import { join } from 'node:path';
import { z } from 'zod';
import { ChainedLines } from './chained-lines';
import { alone, PATIENCE_MS } from './durable';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');
const chained = { n: z.number().int(), at: z.string(), by: z.string(), prev: z.string() };

/** Seeds of the agents' markets, first to last. */
const seeds = z.object({ first: z.number().int(), last: z.number().int() });

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
  /** Of a comparison: the markets that it is to open, all of them. */
  seeds: seeds.optional(),
});

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

/** What came of asking for sealed markets. */
export interface Opening {
  /** Different questions that were ever asked of them, this one included. */
  readonly asked: number;
  /** Whether that is within the budget: only then is the access counted, and only then may they be opened. */
  readonly opened: boolean;
}
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

  /** Every different thing that was tried, as it was written of last. */
  trials(): readonly TrialLine[] {
    return trialsIn(this.lines());
  }

  /** Who opened markets of which some are among these: every access, and each comparison of a model once, whether anybody called them sealed then or not. */
  accesses(range: SeedRange): readonly (AccessLine | TrialLine)[] {
    return accessesIn(this.lines(), range);
  }

  /** Counts a trial, once; what has its key already is written again only where its Sharpe ratio was not known and is now. */
  noteTrial(content: Content<TrialLine>): void {
    this.write(before => {
      const known = trialsIn(before).find(l => l.key === content.key);
      const newer = known === undefined || (known.sharpe === null && content.sharpe !== null);
      return [newer ? { act: 'trial', ...content } : undefined, undefined];
    });
  }

  /**
   * Asks for sealed markets, and counts the look where the budget of different questions allows it; on the disk when it returns, so that it is before anybody has looked. The same
   * question again shows nothing new: it is counted, and not paid for twice. Of two that ask at once the second knows of the first.
   */
  noteAccess(content: Content<AccessLine>, budget: number): Opening {
    return this.write(before => {
      const asked = new Set([...accessesIn(before, content.seeds).map(l => l.key), content.key]).size;
      const opened = asked <= budget;
      return [opened ? { act: 'access', ...content } : undefined, { asked, opened }];
    });
  }

  noteValidation(content: Content<ValidationLine>): void {
    this.write(() => [{ act: 'validation', ...content }, undefined]);
  }

  /** Nobody else writes between what `make` sees and the line that it adds. */
  private write<T>(make: (before: readonly LedgerLine[]) => readonly [added: Added | undefined, found: T]): T {
    return alone(
      join(this.dir, 'ledger.lock'),
      () => {
        const [added, found] = make(this.lines());
        if (added) this.chain.append(added);
        return found;
      },
      PATIENCE_MS,
    );
  }
}

const trialsIn = (lines: readonly LedgerLine[]): TrialLine[] => [
  ...new Map(lines.filter(l => l.act === 'trial').map(l => [l.key, l])).values(),
];

function accessesIn(lines: readonly LedgerLine[], { first, last }: SeedRange): (AccessLine | TrialLine)[] {
  const within = (range: SeedRange | undefined): boolean => range !== undefined && range.first <= last && range.last >= first;
  return [...lines.filter(l => l.act === 'access'), ...trialsIn(lines)].filter(l => within(l.seeds));
}
