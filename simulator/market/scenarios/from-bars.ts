import type { Climate } from '../agents/climate';
import { REGIMES } from '../agents/regimes';
import type { CourseStep } from '../agents/weather';
import { type Scenario, WARM_UP, WINDOW } from './scenario';

/** A minute: when it begins (seconds since the order comes, below 0 before it), its prices in any unit, and what traded, 0 where nobody says. */
export interface MinuteBar {
  readonly after: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

const MINUTE = 60;
const { calm } = REGIMES;
/** A minute's range over its standard deviation: 2 sqrt(ln 2), for the range of a Wiener process (Parkinson, Journal of Business 53, 1980). */
const RANGE = 2 * Math.sqrt(Math.LN2);
/** No minute is more than this many times as noisy, wide, thin or busy as calm. */
const NOISIEST = 12;
const WIDEST = 10;
const BUSIEST = 4;
/** Bars further apart than this (s) have a halt between them. */
const GAP = 2 * MINUTE;

/**
 * The course of a market whose value goes where minute bars went: the drift of each minute is its move from the close before, its noise what the range has beyond that move
 * (by Parkinson's estimator). Bars tell neither spreads nor sizes: with s times calm's noise the spread is sqrt(s) times as wide and the quotes are
 * as much smaller; takers come as often as the bar's volume is of the usual one (the median), a quarter to four times.
 *
 * A minute is a straight line with noise on it: within one the drift is easier to tell than it was. Costs there say what happens to an order, not
 * what a forecast is worth. Nothing is pinned: noise is not pulled back to the bar's end, and orders move the price.
 */
export function courseOfBars(bars: readonly MinuteBar[]): CourseStep[] {
  const usual = median(bars.map(b => b.volume).filter(v => v > 0));
  return bars.map((bar, n) => ({ after: bar.after, climate: climateOf(bar, bars[n - 1]?.close ?? bar.open, usual) }));
}

function climateOf({ high, low, close, volume }: MinuteBar, before: number, usual: number): Climate {
  const drift = 10_000 * Math.log(close / before);
  const range = 10_000 * Math.log(Math.max(high, before) / Math.min(low, before));
  const noise = Math.max(0, range - Math.abs(drift)) / RANGE / Math.sqrt(MINUTE);
  const volatility = Math.min(NOISIEST * calm.volatility, Math.max(calm.volatility, noise));
  const times = Math.min(WIDEST, Math.sqrt(volatility / calm.volatility));
  const busy = usual > 0 ? Math.min(BUSIEST, Math.max(1 / BUSIEST, volume / usual)) : 1;
  return {
    ...calm,
    drift,
    volatility,
    spread: calm.spread * times,
    size: calm.size / times,
    noiseEvery: calm.noiseEvery / busy,
    sliceEvery: calm.sliceEvery / busy,
  };
}

function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** What a scenario of bars is called and says of itself. */
export type BarsScenario = Pick<Scenario, 'name' | 'about' | 'source' | 'side'>;

/**
 * A scenario of minute bars, those of the warm-up and the window among them; a hole of more than two minutes between two of them is a halt. An order can be done where
 * the market trades in the last minute of its window.
 */
export function scenarioOfBars(told: BarsScenario, bars: readonly MinuteBar[]): Scenario {
  const used = bars.filter(b => b.after > -WARM_UP - MINUTE && b.after < WINDOW + 2 * MINUTE);
  // where a halt of the window ends may lie far behind it
  const halts = haltsOf(bars).filter(([from, to]) => to > -WARM_UP && from < WINDOW);
  return {
    ...told,
    course: courseOfBars(used).map(step => ({ ...step, after: Math.max(-WARM_UP, step.after) })),
    status: halts.flatMap(([from, to]) => [
      { after: from, to: 'halted' as const },
      { after: to, to: 'trading' as const },
    ]),
    reach: reachOf(used),
    completes: !halts.some(([from, to]) => from < WINDOW && to > WINDOW - MINUTE),
  };
}

function haltsOf(bars: readonly MinuteBar[]): (readonly [number, number])[] {
  return bars.flatMap((bar, n) => {
    const next = bars[n + 1];
    return next !== undefined && next.after - bar.after > GAP ? [[bar.after + MINUTE, next.after] as const] : [];
  });
}

/** Range (bps) of the closes in the window, where it began included. */
function reachOf(bars: readonly MinuteBar[]): number {
  const inside = bars.filter(b => b.after >= 0 && b.after < WINDOW);
  const prices = inside.flatMap((b, n) => (n === 0 ? [b.open, b.close] : [b.close]));
  return prices.length === 0 ? 0 : 10_000 * Math.log(Math.max(...prices) / Math.min(...prices));
}
