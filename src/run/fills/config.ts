import { z } from 'zod';

const whole = (least: number, most: number) =>
  z.int('must be a whole number').min(least, `must be ${least} or more`).max(most, `must be ${most} or less`);
const file = z.string('must be a file').min(1, 'must be a file');
const ONE = 'name either `journal` or `backtest`';

/** Where fills are read: a journal, or backtests of a file, a seed each. */
const place = {
  journal: file.optional(),
  backtest: file.optional(),
  seeds: whole(1, 1000).default(1),
};
const one = (of: { readonly journal?: string | undefined; readonly backtest?: string | undefined }): boolean =>
  (of.journal === undefined) !== (of.backtest === undefined);

/**
 * Where fills come from. `live`: a real venue's, by the gateway's own journal; `drop-copy`: the same by the journal of who was sent copies; `tape`: a recorded market that was
 * played; `paper`: the simulator's agents, which is what a backtest assumes already.
 */
export const ORIGINS = ['live', 'drop-copy', 'tape', 'paper'] as const;
export type Origin = (typeof ORIGINS)[number];

/** Whether fills are said to be a real venue's. */
export const isReal = (from: Origin | undefined): boolean => from === 'live' || from === 'drop-copy';

/** What an observed place may not be called. */
function misnamed({ journal, from }: { readonly journal?: string | undefined; readonly from: Origin }): string | undefined {
  if (journal === undefined && isReal(from)) return 'a backtest is neither live nor a drop copy: paper or tape';
  if (journal !== undefined && from === 'tape')
    return 'a journal does not tell that its market was a tape: name the file of the backtest, or the journal `from: paper`';
  return undefined;
}

/** Seeds a regime where the config does not say, at least: some orders have no fill of a kind. */
const SEEDS = 40;

/** `paper` in the file of a validation (docs/stress.md). */
export const paperSchema = z
  .strictObject({
    /** What backtests assume; absent: orders of the validation, in the regimes of its scope. */
    assumed: z.array(z.strictObject(place).refine(one, ONE)).min(1, 'name a source, or leave it out').optional(),
    /** How many seeds a regime where `assumed` is absent (40, or `fewestClusters` where that is more), and the first of all. */
    seeds: whole(2, 1000).optional(),
    first: whole(0, 2 ** 31 - 1).default(800_001),
    /** What happened. */
    observed: z
      .array(z.strictObject({ ...place, from: z.enum(ORIGINS, `must be one of ${ORIGINS.join(', ')}`) }).refine(one, ONE))
      .superRefine((all, context) => {
        for (const [n, place] of all.entries()) {
          const message = one(place) ? misnamed(place) : undefined;
          if (message !== undefined) context.addIssue({ code: 'custom', path: [n, 'from'], message });
        }
      })
      .default([]),
    /** Kolmogorov-Smirnov distance from which two laws of fills are two. */
    distance: z.coerce.number('must be a number').min(0.01, 'must be 0.01 or more').max(1, 'must be 1 or less').default(0.15),
    /** Fills, and clusters, of either side without which nothing is concluded. */
    fewestFills: whole(10, 1e9).default(400),
    fewestClusters: whole(2, 1e6).default(30),
    /** What is drawn as one: the fills of a parent, or of a day; absent: of a day where they are a real venue's, else of a parent. */
    cluster: z.enum(['parent', 'day'], 'must be parent or day').optional(),
    /** Orders a regime that are run by the paper gateway as well, where nothing was observed and the scope is the simulator. */
    parity: whole(1, 100).default(3),
  })
  .transform(read => ({ ...read, seeds: read.seeds ?? Math.max(SEEDS, read.fewestClusters) }))
  .prefault({});

export type PaperConfig = z.infer<typeof paperSchema>;

interface Place {
  readonly journal?: string | undefined;
  readonly backtest?: string | undefined;
}

/** The same with its files where `beside` says that they are. */
export function paperBeside(config: PaperConfig, beside: (name: string) => string): PaperConfig {
  const placed = <P extends Place>(of: P): P => ({
    ...of,
    ...(of.journal !== undefined && { journal: beside(of.journal) }),
    ...(of.backtest !== undefined && { backtest: beside(of.backtest) }),
  });
  return { ...config, ...(config.assumed && { assumed: config.assumed.map(placed) }), observed: config.observed.map(placed) };
}
