import { SECOND } from '../draws';
import type { Recording } from './recording';
import { autocorrelation, autocorrelations, excessKurtosis, meanOf, momentOf, powerOf } from './series';

/** Numbers that a market is known by (the list is Cont's, Quantitative Finance 1, 2001). NaN where there is too little to tell. */
export interface Facts {
  /** Minutes watched. */
  readonly minutes: number;
  /** Time-weighted mean spread. */
  readonly spreadTicks: number;
  readonly spreadBps: number;
  /** Time-weighted mean lots at the best price, mean of both sides; and how many mean trades that is. */
  readonly depthLots: number;
  readonly depthTrades: number;
  readonly tradesPerMinute: number;
  /** Mean lots of a trade. */
  readonly tradeLots: number;
  /** Standard deviation of one-minute returns of the mid, basis points. */
  readonly volatilityBps: number;
  /** Excess kurtosis of ten-second and of one-minute returns of the mid. */
  readonly kurtosis10s: number;
  readonly kurtosis60s: number;
  /** Autocorrelation of ten-second returns at lag 1, and of their absolute values at lag 1 and on average over the lags 1 to 30. */
  readonly returnAcf: number;
  readonly absAcf: number;
  readonly absAcfLong: number;
  /** Autocorrelation of the signs of trades at lags 1 and 10, and the b of its decay as lag^-b over the lags 1 to 100. */
  readonly signAcf1: number;
  readonly signAcf10: number;
  readonly signDecay: number;
}

/** The curves behind the numbers. */
export interface Curves {
  /** Mid each ten seconds, basis points from the first. */
  readonly path: readonly number[];
  /** Ten-second returns over their standard deviation. */
  readonly returns: readonly number[];
  /** At the lags 1 to 60 (ten seconds each). */
  readonly returnAcf: readonly number[];
  readonly absAcf: readonly number[];
  /** At the lags 1 to 100 trades. */
  readonly signAcf: readonly number[];
}

const SIGN_LAGS = 100;

/** Returns between neighbours, basis points. */
export const returnsOf = (mids: readonly number[]): number[] => mids.slice(1).map((mid, i) => Math.log(mid / mids[i]!) * 10_000);

export function factsOf(recording: Recording): Facts {
  const returns = returnsOf(recording.mids(10 * SECOND));
  const minutely = returnsOf(recording.mids(60 * SECOND));
  const absolute = returns.map(Math.abs);
  const signs = signsOf(recording);
  const { spreadTicks, spreadBps, depthLots } = quoted(recording);
  const minutes = (recording.end - recording.start) / SECOND / 60;
  const tradeLots = meanLots(recording);
  return {
    minutes,
    spreadTicks,
    spreadBps,
    depthLots,
    depthTrades: depthLots / tradeLots,
    tradesPerMinute: recording.trades / minutes,
    tradeLots,
    volatilityBps: Math.sqrt(momentOf(minutely, 2)),
    kurtosis10s: excessKurtosis(returns),
    kurtosis60s: excessKurtosis(minutely),
    returnAcf: autocorrelation(returns, 1),
    absAcf: autocorrelation(absolute, 1),
    absAcfLong: meanOf(autocorrelations(absolute, 30)),
    signAcf1: autocorrelation(signs, 1),
    signAcf10: autocorrelation(signs, 10),
    signDecay: decayOf(autocorrelations(signs, SIGN_LAGS)),
  };
}

export function curvesOf(recording: Recording): Curves {
  const mids = recording.mids(10 * SECOND);
  const returns = returnsOf(mids);
  const deviation = Math.sqrt(momentOf(returns, 2));
  return {
    path: mids.map(mid => (mid / mids[0]! - 1) * 10_000),
    returns: returns.map(r => r / deviation),
    returnAcf: autocorrelations(returns, 60),
    absAcf: autocorrelations(returns.map(Math.abs), 60),
    signAcf: autocorrelations(signsOf(recording), SIGN_LAGS),
  };
}

const signsOf = (recording: Recording): number[] => Array.from({ length: recording.trades }, (_, n) => recording.tradeAt(n).sign);

function meanLots(recording: Recording): number {
  let lots = 0;
  for (let n = 0; n < recording.trades; n++) lots += recording.tradeAt(n).qty;
  return lots / recording.trades;
}

/** Means over the time that each quote stood. */
function quoted(recording: Recording): { spreadTicks: number; spreadBps: number; depthLots: number } {
  let [time, ticks, bps, lots] = [0, 0, 0, 0];
  for (let n = 0; n < recording.quotes; n++) {
    const { at, bid, ask, bidQty, askQty } = recording.quoteAt(n);
    const until = n + 1 < recording.quotes ? recording.quoteAt(n + 1).at : recording.end;
    const stood = until - at;
    time += stood;
    ticks += stood * (ask - bid);
    bps += (stood * (ask - bid) * 20_000) / (ask + bid);
    lots += (stood * (bidQty + askQty)) / 2;
  }
  return { spreadTicks: ticks / time, spreadBps: bps / time, depthLots: lots / time };
}

/** The b of an autocorrelation that falls as lag^-b, from averages over lags that double (1, 2-3, 4-7, ...), which quiets the tail. */
export function decayOf(acf: readonly number[]): number {
  const [lags, means]: [number[], number[]] = [[], []];
  for (let from = 1; from * 2 - 1 <= acf.length; from *= 2) {
    lags.push(meanOf(Array.from({ length: from }, (_, i) => from + i)));
    means.push(meanOf(acf.slice(from - 1, from * 2 - 1)));
  }
  return -powerOf(lags, means);
}
