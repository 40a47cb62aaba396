import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHANGES, type RegimeName } from '../simulator/market/agents/regimes';
import { filtered } from '../src/core/learning/filter';
import type { HmmModel } from '../src/core/learning/hmm-model';
import { PACKAGE_ROOT } from '../src/run/version';
import { fitHmm, HMM_DEFAULTS } from '../src/training/hmm/fit';
import { type KnownBar, regimeBars } from './regime-bars';
import { medianOf, print, type Row } from './rows';

const FILE = join(PACKAGE_ROOT, 'models', 'regimes.json');
/** Seconds of a bar: of 5, 10 and 20 the shortest, which is the soonest to see a switch and had no more false ones. */
const BAR = 5;
/** Seeds that the parameters are of, and that they are judged on. */
const FIT = [1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008];
const JUDGED = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const CALM_SECONDS = 1200;
const AFTER_SECONDS = 400;
const WARM_BARS = 32;

/** The state that a regime of the agents' market is to be, where it is one of the three. */
const STATE: Partial<Record<RegimeName, number>> = { calm: 0, trending: 0, volatile: 1, crash: 2 };

/** By Baum and Welch, without a word of which regime made a bar; a chain that lasts as regimes do in weather that switches by itself; the floor is what one bar in 500 falls below. */
function fitted(): HmmModel {
  const days = FIT.map(seed => fitDay(seed).map(b => b.series));
  const { model: found } = fitHmm(days, { ...HMM_DEFAULTS, seed: 1 });
  const model = {
    ...found,
    start: [0.8, 0.15, 0.05],
    transition: transition(),
    variance: found.variance.map(row => row.map(v => WIDER * v + NARROWEST)),
    floor: Number.NEGATIVE_INFINITY,
  };
  const fits: number[] = [];
  for (const day of days) {
    let before: readonly number[] | undefined;
    for (const series of day) {
      const { posteriors, fit } = filtered(model, before, 1, series);
      before = posteriors;
      if (fit !== null) fits.push(fit);
    }
  }
  fits.sort((x, y) => x - y);
  return rounded({ ...model, floor: fits[Math.floor(fits.length / 500)]! });
}

/** Variances are taken wider: quiet bars are more frequent than a normal has them, another stock is not so even as this market, and an order of ours that rests within the spread makes it look narrower than it is. */
const WIDER = 1.5;
const NARROWEST = 0.1;

/** A day of every state, in an order by the seed. */
function fitDay(seed: number): KnownBar[] {
  const order: RegimeName[] =
    seed % 2 === 1
      ? ['volatile', 'crash', 'volatile', 'calm', 'crash', 'calm']
      : ['crash', 'volatile', 'calm', 'volatile', 'crash', 'calm'];
  const steps = order.map((regime, i) => ({ after: 900 + 200 * i + (seed % 7), regime }));
  return regimeBars({ seed, steps: [{ after: 0, regime: 'calm' }, ...steps], seconds: 2100, bar: BAR });
}

/** How long a state lasts is how long its regime does; where it goes is mostly to the next one. */
function transition(): number[][] {
  const leaves = (regime: RegimeName): number => BAR / CHANGES[regime].lasts;
  const [calm, busy, stressed] = [leaves('calm'), leaves('volatile'), leaves('crash')];
  return [
    [1 - calm, 0.8 * calm, 0.2 * calm],
    [0.6 * busy, 1 - busy, 0.4 * busy],
    [0.3 * stressed, 0.7 * stressed, 1 - stressed],
  ];
}

type Round = (x: number) => number;

function rounded({ start, transition: t, mean, variance, floor }: HmmModel): HmmModel {
  const [four, eight] = [1e4, 1e8].map(
    scale =>
      (x: number): number =>
        Math.round(x * scale) / scale,
  ) as [Round, Round];
  return {
    start,
    transition: t.map(r => r.map(eight)),
    mean: mean.map(r => r.map(four)),
    variance: variance.map(r => r.map(four)),
    floor: four(floor),
  };
}

/** What the filter says around one switch of the market. */
interface Switch {
  /** Bars from the switch until the state is another one, and until it is the right one; Infinity where it never is. */
  readonly left: number;
  readonly found: number;
  /** Changes of state from then on. */
  readonly changes: number;
  /** Bars before it, once the filter knew the level of the day, and how many of them brought another state. */
  readonly calm: number;
  readonly falsely: number;
}

function judge(seed: number, to: RegimeName, hmm: HmmModel): Switch {
  const at = CALM_SECONDS + 7 * seed;
  const steps = [
    { after: 0, regime: 'calm' as const },
    { after: at, regime: to },
  ];
  const bars = regimeBars({ seed, steps, seconds: at + AFTER_SECONDS, bar: BAR, hmm });
  const calm = bars.slice(WARM_BARS).filter(b => b.end <= at);
  const after = bars.filter(b => b.end > at);
  const first = (is: (state: unknown) => boolean): number => {
    const i = after.findIndex(b => is(b.seen!.state));
    return i < 0 ? Number.POSITIVE_INFINITY : i + 1;
  };
  return {
    left: first(state => state !== 0),
    found: first(state => state === STATE[to]),
    changes: after.filter(b => b.seen!.changed).length,
    calm: calm.length,
    falsely: calm.filter(b => b.seen!.changed).length,
  };
}

/** The regime filter that ships, judged on days that it was not fitted to. */
export function run(seeds: readonly number[] = JUDGED): Row[] {
  const { hmm } = JSON.parse(readFileSync(FILE, 'utf8')) as { hmm: HmmModel };
  const kinds = (['volatile', 'crash'] as const).map(to => ({ to, all: seeds.map(seed => judge(seed, to, hmm)) }));
  const all = kinds.flatMap(k => k.all);
  const sum = (of: (s: Switch) => number): number => all.reduce((total, s) => total + of(s), 0);
  const unit = `bars of ${BAR} s`;
  return [
    ...kinds.flatMap(({ to, all: some }) => [
      { name: `calm to ${to}, ${some.length} seeds: calm no more after, median`, value: medianOf(some.map(s => s.left)), unit },
      { name: `calm to ${to}: calm no more after, at worst`, value: Math.max(...some.map(s => s.left)), unit },
      { name: `calm to ${to}: the right state after, at worst`, value: Math.max(...some.map(s => s.found)), unit },
    ]),
    {
      name: `false switches in 1,000 of ${sum(s => s.calm)} calm bars`,
      value: (1000 * sum(s => s.falsely)) / sum(s => s.calm),
      unit: '',
    },
    {
      name: `changes of state in the ${AFTER_SECONDS / BAR} bars after a switch, mean`,
      value: sum(s => s.changes) / all.length,
      unit: '',
    },
  ];
}

/** Writes the parameters anew. */
function write(): void {
  const about = `Regime filter of the simulator's agents' market: fitted to bars of ${FIT.length} seeds that go through calm, volatile and crash, nothing else. Synthetic: fit your own before it decides anything about a real market (docs/learning.md).`;
  const text = JSON.stringify(
    { about, series: ['log volatility', 'log spread', 'log volume'], seeds: FIT, bar: BAR * 1e6, hmm: fitted() },
    undefined,
    2,
  );
  writeFileSync(FILE, `${text}\n`);
}

if (require.main === module) {
  if (process.argv.includes('--write')) write();
  else print(run());
}
