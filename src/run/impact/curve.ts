import type { Recording } from '../../../simulator/market/facts/recording';
import { meanInterval } from '../../core/measures/bootstrap';
import type { Micros } from '../../core/numbers';

/** What trades of one size did to the mid, so long after. Moves in bps, above 0 with the trade: up after a buyer took, down after a seller. */
export interface CurvePoint {
  readonly seconds: number;
  /** Size over the quantity at the touch that was taken from: the bucket, and the mean within it. */
  readonly bucket: string;
  readonly ratio: number;
  readonly trades: number;
  readonly mean: number;
  /** 95 % interval, by blocks of five minutes. */
  readonly low: number;
  readonly high: number;
}

/** The curve of one day. */
export interface ImpactCurve {
  readonly name: string;
  /** Trades looked at, and those before the first two-sided quote, which cannot be. */
  readonly trades: number;
  readonly leftOut: number;
  readonly points: readonly CurvePoint[];
}

const SECOND: Micros = 1_000_000;
export const HORIZONS: readonly number[] = [1, 10, 60];
const EDGES: readonly number[] = [0, 0.1, 0.25, 0.5, 1, 2, Number.POSITIVE_INFINITY];
/** Trades so close together share what happens after them: they are drawn as one. */
const BLOCK: Micros = 300 * SECOND;

/** A trade with what the market was just before it. */
interface Looked {
  readonly at: Micros;
  readonly sign: number;
  readonly ratio: number;
  readonly mid: number;
}

/** The immediate impact of the trades of a day: from the mid just before each to the mid 1, 10 and 60 seconds after. */
export function impactCurve(recording: Recording, seed: number): ImpactCurve {
  const looked = tradesOf(recording);
  const points = HORIZONS.flatMap(seconds => pointsOf(recording, looked, seconds, seed));
  return { name: recording.name, trades: looked.length, leftOut: recording.trades - looked.length, points };
}

function tradesOf(recording: Recording): Looked[] {
  const looked: Looked[] = [];
  let quote = -1;
  for (let n = 0; n < recording.trades; n++) {
    const { at, qty, sign } = recording.tradeAt(n);
    // a quote of the trade's own time is already what the trade left
    while (quote + 1 < recording.quotes && recording.quoteAt(quote + 1).at < at) quote++;
    if (quote < 0) continue;
    const { bid, ask, bidQty, askQty } = recording.quoteAt(quote);
    const depth = sign > 0 ? askQty : bidQty;
    if (depth > 0) looked.push({ at, sign, ratio: qty / depth, mid: (bid + ask) / 2 });
  }
  return looked;
}

function pointsOf(recording: Recording, looked: readonly Looked[], seconds: number, seed: number): CurvePoint[] {
  const moves = movesOf(recording, looked, seconds * SECOND);
  return EDGES.slice(1).flatMap((edge, b) => {
    const from = EDGES[b]!;
    const blocks = new Map<number, number[]>();
    let [trades, ratios] = [0, 0];
    looked.forEach(({ at, ratio }, n) => {
      const move = moves[n]!;
      if (ratio < from || ratio >= edge || Number.isNaN(move)) return;
      const block = Math.floor(at / BLOCK);
      const of = blocks.get(block);
      if (of) of.push(move);
      else blocks.set(block, [move]);
      trades++;
      ratios += ratio;
    });
    if (trades === 0) return [];
    const { mean, low, high } = meanInterval([...blocks.values()], seed);
    const bucket = edge === Number.POSITIVE_INFINITY ? `${from} and above` : `${from} to ${edge}`;
    return [{ seconds, bucket, ratio: ratios / trades, trades, mean, low, high }];
  });
}

/** The signed move of the mid after each trade, bps; NaN where the day ends before. */
function movesOf(recording: Recording, looked: readonly Looked[], horizon: Micros): Float64Array {
  const moves = new Float64Array(looked.length).fill(Number.NaN);
  let quote = 0;
  for (let n = 0; n < looked.length; n++) {
    const { at, sign, mid } = looked[n]!;
    if (at + horizon > recording.end) break;
    while (quote + 1 < recording.quotes && recording.quoteAt(quote + 1).at <= at + horizon) quote++;
    const { bid, ask } = recording.quoteAt(quote);
    moves[n] = sign * ((bid + ask) / 2 / mid - 1) * 10_000;
  }
  return moves;
}
