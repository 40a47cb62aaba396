import { AgentMarket } from '../../../../simulator/market/agent-market';
import { Exchange } from '../../../../simulator/market/exchange';
import { curvesOf, decayOf, factsOf } from '../../../../simulator/market/facts/facts';
import { Recording } from '../../../../simulator/market/facts/recording';
import { recordAgents, Stage } from '../../../../simulator/market/facts/stage';
import { demoListing } from '../../../../simulator/market/instruments';
import { ExchangeRecorder } from '../recorder';

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;

describe('factsOf', () => {
  test('spread and depth are weighted by time; trades of one order count once', () => {
    const r = new Recording('by hand', 0, 4 * MINUTE);
    r.quote(0, 99, 101, 10, 30);
    r.quote(MINUTE, 98, 102, 40, 40);
    r.trade(SECOND, 101, 3, 1);
    r.trade(SECOND, 102, 5, 1);
    r.trade(SECOND, 99, 4, -1);
    r.trade(2 * SECOND, 99, 8, -1);
    const { minutes, spreadTicks, spreadBps, depthLots, tradesPerMinute, tradeLots, depthTrades } = factsOf(r);
    expect({ minutes, spreadTicks, spreadBps, depthLots, tradesPerMinute, tradeLots, depthTrades }).toEqual({
      minutes: 4,
      spreadTicks: 3.5,
      spreadBps: 350,
      depthLots: 35,
      tradesPerMinute: 0.75,
      tradeLots: 20 / 3,
      depthTrades: 5.25,
    });
  });

  test('a price that steps up and down by a hundredth each minute: its volatility, its autocorrelation, its kurtosis', () => {
    const r = new Recording('steps', 0, 1000 * MINUTE);
    for (let n = 0; n <= 1000; n++) r.quote(n * MINUTE, n % 2 === 0 ? 9_999 : 10_099, n % 2 === 0 ? 10_001 : 10_101, 1, 1);
    const { volatilityBps, kurtosis60s } = factsOf(r);
    expect([volatilityBps.toFixed(2), kurtosis60s.toFixed(2)]).toEqual([(Math.log(1.01) * 10_000).toFixed(2), '-2.00']);
  });

  test('signs that come in runs of four are remembered at lag 1 by a half, at lag 2 by nothing', () => {
    const r = new Recording('runs', 0, MINUTE);
    r.quote(0, 99, 101, 1, 1);
    for (let n = 0; n < 4000; n++) r.trade(n, 100, 1, n % 8 < 4 ? 1 : -1);
    const [first, second] = curvesOf(r).signAcf.map(v => v.toFixed(2));
    expect([first, second, factsOf(r).signAcf1.toFixed(2)]).toEqual(['0.50', '0.00', '0.50']);
  });

  test('the exponent of a memory that falls as a power is found again', () => {
    expect(decayOf(Array.from({ length: 127 }, (_, i) => 0.5 * (i + 1) ** -0.5)).toFixed(1)).toEqual('0.5');
  });
});

describe('the agent market', () => {
  test('has the facts of a real stock', () => {
    const days = [2, 3].map(seed => factsOf(recordAgents('calm', { symbol: 'ACME', seed, reference: 10_000, start: 0 }, 60)));
    const mean = (of: (f: (typeof days)[number]) => number): number => days.reduce((sum, day) => sum + of(day) / days.length, 0);
    const within: [string, number, number, number][] = [
      ['spread in ticks', mean(f => f.spreadTicks), 1, 3],
      ['trades a minute', mean(f => f.tradesPerMinute), 20, 120],
      ['volatility, bps a minute', mean(f => f.volatilityBps), 3, 9],
      ['fat tails: excess kurtosis', mean(f => f.kurtosis10s), 1, 30],
      ['returns tell nothing of the next', mean(f => f.returnAcf), -0.08, 0.08],
      ['volatility comes in clusters', mean(f => f.absAcf), 0.04, 0.3],
      ['for long', mean(f => f.absAcfLong), 0.005, 0.2],
      ['signs are remembered', mean(f => f.signAcf1), 0.3, 0.7],
      ['for many trades', mean(f => f.signAcf10), 0.02, 0.3],
    ];
    expect(within.filter(([, value, low, high]) => !(value > low && value < high))).toEqual([]);
  });

  test('is on a stage what it is on the exchange', () => {
    const options = { symbol: 'ACME', seed: 8, reference: 10_000, start: 0 };
    const recorder = new ExchangeRecorder();
    const exchange = new Exchange(recorder);
    exchange.list(demoListing('ACME'), new AgentMarket(options));
    exchange.advance(900 * SECOND);
    const stage = new Stage(options);
    stage.advance(900 * SECOND);
    const { bids, asks } = exchange.depth('ACME', 1)!;
    expect([stage.mid(), recorder.trades > 300]).toEqual([(bids[0]!.price + asks[0]!.price) / 2, true]);
  });

  test('runs ten symbols at least twenty times as fast as real time', () => {
    const exchange = new Exchange(new ExchangeRecorder());
    for (let n = 0; n < 10; n++) {
      const listing = { ...demoListing('ACME'), symbol: `S${n}` };
      exchange.list(listing, new AgentMarket({ symbol: listing.symbol, seed: 1, reference: 10_000, start: 0 }));
    }
    const began = process.hrtime.bigint();
    exchange.advance(60 * SECOND);
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    expect(60 / seconds).toBeGreaterThan(20);
  });
});
