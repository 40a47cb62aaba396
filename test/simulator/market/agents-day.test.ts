import { AgentMarket } from '../../../simulator/market/agent-market';
import { Exchange } from '../../../simulator/market/exchange';
import { demoListing } from '../../../simulator/market/instruments';
import { ExchangeRecorder } from './recorder';

const MINUTE = 60_000_000;

/** Agents, two days of phases, a halt and price bands, without an order from outside. */
function days(): { lines: string[]; crossed: number } {
  const recorder = new ExchangeRecorder();
  const ex = new Exchange(recorder);
  const listing = demoListing('ACME');
  const market = new AgentMarket({ seed: 5, symbol: 'ACME', reference: listing.referencePriceTicks, start: 0 });
  ex.list(listing, market, { status: 'pre-open', bands: { tier: 1 } });
  const day = (from: number) =>
    (
      [
        [1, 'opening'],
        [2, 'trading'],
        [5, 'halted'],
        [6, 'reopening'],
        [7, 'trading'],
        [10, 'closing'],
        [11, 'closed'],
        [12, 'pre-open'],
      ] as const
    ).map(([minute, to]) => ({ at: (from + minute) * MINUTE, to }));
  ex.schedule('ACME', [...day(0), ...day(12)]);
  let crossed = 0;
  for (let at = 0; at <= 24 * MINUTE; at += MINUTE / 60) {
    ex.advance(at);
    const { bids, asks } = ex.depth('ACME', 1)!;
    if (ex.status('ACME') === 'trading' && bids.length > 0 && asks.length > 0 && bids[0]!.price >= asks[0]!.price) crossed++;
  }
  return { lines: recorder.lines, crossed };
}

describe('an agent market over two days with auctions, halts and price bands', () => {
  const { lines, crossed } = days();
  const trades = lines.filter(l => l.includes(' trade '));
  const minuteOf = (line: string): number => Math.floor(Number(line.split(' ')[0]) / MINUTE);

  test('trades in continuous trading and in auctions, and at no other time; it is never crossed while it trades', () => {
    const quiet = new Set([0, 1, 5, 6, 10, 11, 12, 13, 17, 18, 22, 23]);
    const early = trades.filter(l => quiet.has(minuteOf(l)) && Number(l.split(' ')[0]) % MINUTE !== 0);
    expect({ early, crossed, lively: trades.length > 100 }).toEqual({ early: [], crossed: 0, lively: true });
  });

  test('holds each auction in turn', () => {
    expect(lines.filter(l => l.includes('auction ')).map(l => `${minuteOf(l)} ${l.split(' ')[1]}`)).toEqual([
      '2 open',
      '7 reopen',
      '11 close',
      '14 open',
      '19 reopen',
      '23 close',
    ]);
  });

  test('is the same again', () => {
    expect(days().lines).toEqual(lines);
  });
});
