import { type Clusters, meanInterval } from '../../core/measures/bootstrap';
import type { Gate, StageReport } from '../../validation/report';
import { worst } from '../../validation/report';
import { alphaOf, judgeSealed, sealedInterval } from '../../validation/selection/sealed';
import { told as asUsage } from '../models/desk';
import { since } from './clock';
import { regimeName } from './data';
import { atLeast, exact } from './gates';
import { bySeed, type Paired, paired, strongest } from './paired';
import { sealedSeeds, untouchedGate } from './sealed';
import type { StageParts, StageRunner, Told } from './stage';

/**
 * Stage 2: orders in markets that nothing was trained, chosen or tested on, by the model and by the strongest baseline. That the data are opened is in the ledger before they are;
 * once the budget is used up they stay shut.
 */
export const runOutOfSample: StageRunner = async (parts, told) => {
  const took = since();
  const { ledger, model, by, config, key } = parts;
  const seeds = sealedSeeds(config);
  const { budget } = config.sealed;
  const access = { at: new Date().toISOString(), by, key, model: model.hash, seeds };
  const { asked, opened } = asUsage(() => ledger.noteAccess(access, budget));
  const gates = [untouchedGate(parts), budgetGate(asked, budget)];
  if (!opened)
    return { ...ended(gates, [`the budget of ${budget} accesses is used up: the data were not opened`]), seconds: took() };
  const found = await allRegimes(parts, told);
  gates.push(...sealedGates(found, asked, parts));
  return { ...ended(gates, NOTES), tables: [table(found, parts.seed)], seconds: took() };
};

const NOTES = [
  'a made-up market: it says how the model does there. A gain where prices run by construction (crash, trending) is the market’s own',
  'the model works orders as ADAPTIVE over the baseline that was the cheapest of TWAP, PTWAP, VWAP, IS and OW on the seeds behind those compared',
];

const ended = (gates: readonly Gate[], notes: readonly string[]): Omit<StageReport, 'seconds'> => ({
  stage: 'out-of-sample',
  verdict: worst(gates.map(g => g.verdict)),
  gates,
  tables: [],
  notes,
});

async function allRegimes({ config, model, threads, keep }: StageParts, told: Told): Promise<Paired[]> {
  const { first, seeds, pick } = config.sealed;
  const found: Paired[] = [];
  for (const [n, regime] of config.scope.regimes.entries()) {
    const share = (from: number, part: number) => (done: number, of: number) =>
      told(n + from + (part * done) / of, config.scope.regimes.length, 'regimes');
    const picking = { regime, first: first + seeds, seeds: pick };
    const baseline = await keep(`baseline-${n}`, () => strongest(config, picking, threads, share(0, 0.5)));
    const by = { model: model.file, baseline };
    found.push(await keep(`regime-${n}`, () => paired(config, { regime, first, seeds }, by, threads, share(0.5, 0.5))));
  }
  return found;
}

const budgetGate = (accesses: number, budget: number): Gate =>
  exact(
    {
      id: 'out-of-sample.budget',
      what: 'different questions that were ever asked of the sealed data, by any model, this one included',
      value: accesses,
      must: 'at most',
      bound: budget,
      why: accesses <= budget ? `question ${accesses} of ${budget}` : `all ${budget} are used up: seal other data`,
    },
    'inconclusive',
  );

/** The gain where it must show, no loss anywhere, and every order done. `accesses`: which question to the sealed data this is. */
export function sealedGates(
  found: readonly Paired[],
  accesses: number,
  { config, seed }: Pick<StageParts, 'config' | 'seed'>,
): Gate[] {
  const { margin, gainIn = config.scope.regimes } = config.sealed;
  const pooled = bySeed(found.filter(f => gainIn.includes(f.regime)));
  const gain = judgeSealed({ advantage: pooled, margin, accesses, seed });
  return [
    { ...gain, id: 'out-of-sample.gain', what: `${gain.what}; regimes: ${gainIn.map(regimeName).join(', ')}` },
    ...found.map(f => lossGate(f, margin, accesses, seed)),
    promisesGate('out-of-sample', found),
  ];
}

/** In each regime of the scope it may not cost more than the margin; each time that the data are opened the interval is wider (`alphaOf`). */
const lossGate = ({ regime, advantage }: Paired, margin: number, accesses: number, seed: number): Gate =>
  atLeast(
    {
      id: `out-of-sample.loss.${regimeName(regime)}`,
      what: `${regimeName(regime)}: how much less than the strongest baseline an order costs, bps; a loss beyond the margin of ${margin} bps must be ruled out`,
      unit: 'bps',
      alpha: alphaOf(accesses),
    },
    sealedInterval(advantage, accesses, seed),
    -margin,
    0,
  );

/** What must hold of any order, and that each had a cost. */
export function promisesGate(stage: string, found: readonly Paired[]): Gate {
  const broken = found.flatMap(f => f.broken.map(what => `${regimeName(f.regime)}: ${what}`));
  const unknown = found.reduce((sum, f) => sum + f.unknown, 0);
  const value = broken.length + unknown;
  const first = broken[0] ?? `${unknown} orders without a cost that is known`;
  return exact({
    id: `${stage}.promises`,
    what: 'promises of schedules that were not kept (oversold, left working, not completed), and orders without a cost',
    value,
    must: 'at most',
    bound: 0,
    why: value === 0 ? 'all were kept' : `${value}, first: ${first}`,
  });
}

function table(found: readonly Paired[], seed: number): StageReport['tables'][number] {
  const bps = (value: number): number | null => (Number.isFinite(value) ? Number(value.toFixed(3)) : null);
  const row = (name: string, baseline: string, costs: readonly (number | null)[], advantage: Clusters) => {
    const { mean, low, high, clusters } = meanInterval(advantage, seed);
    return [name, baseline, ...costs, bps(mean), bps(low), bps(high), clusters];
  };
  return {
    title: 'Cost against the strongest baseline',
    head: ['regime', 'baseline', 'its IS bps', 'the model’s', 'cheaper by bps', 'low', 'high', 'clusters'],
    rows: found.map(f => row(regimeName(f.regime), f.baseline, f.costs.map(bps), f.advantage)),
  };
}
