import type { Fact, SeenLevel } from '../../src/core/facts';
import { replayJournal } from '../../src/run/replay';
import { until } from '../fix/transport/pair';
import { TwoVenues } from './two-venues';

jest.setTimeout(60_000);
beforeAll(() => (process.env['SLUICE_LOG'] = 'silent'));

const A = 'FIX.4.4:SLUICE->SIM';
const B = 'FIX.4.4:SLUICE->SIM/2';
const ROUTING = `routing:\n  - { symbols: ['*'], venues: ['${A}', '${B}'] }\n`;
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

describe('two venues over FIX', () => {
  let house: TwoVenues;
  const facts: Fact[] = [];
  beforeEach(async () => {
    facts.length = 0;
    house = await TwoVenues.make(ROUTING);
    await house.start();
    house.running.gateway.watchers.add(turn => void facts.push(...turn.facts));
  });
  afterEach(async () => {
    await house.stop();
    house.remove();
  });

  const books = () => house.running.gateway.line.books;
  const sum = (fills: readonly { qty: number }[]): number => fills.reduce((n, f) => n + f.qty, 0);
  const end = (clOrdId: string): string[] => {
    const last = house.oms.reports(clOrdId).at(-1);
    return [last?.[39] ?? '', last?.[14] ?? '', last?.[151] ?? ''];
  };
  const released = (): string[] => facts.flatMap(f => (f.type === 'ChildOrderReleased' ? [f.venue] : []));
  const quoted = async (): Promise<void> => {
    await until('quotes', () => books().quotes.get('ACME')?.ask !== undefined);
    await pause(300); // of both venues
  };

  test('a venue is cut off in the middle of a TWAP, the other takes over, it comes back: nothing is oversold, all is booked', async () => {
    await quoted();
    house.oms.say('D', [
      [11, 'T'],
      [21, '1'],
      [55, 'ACME'],
      [54, '1'],
      [38, '9000'],
      [40, '1'],
      [847, '1001'],
      [848, 'Duration=9;SlotSeconds=1'],
    ]);
    await pause(2500);
    const before = released().length;
    house.a.wire.cut();
    await until('A is away', () => books().sessions.get(A)?.settled !== true);
    const cutAt = released().length;
    await pause(3000);
    const during = new Set(released().slice(cutAt));
    house.a.wire.mend();
    await until('A is back', () => books().sessions.get(A)?.settled === true);
    await until('the order has ended', () => ['2', '4', 'C'].includes(end('T')[0]!));
    const { books: last } = house.running.gateway.line;
    await house.stopGateway();
    const venues = sum(house.a.fills) + sum(house.b.fills);
    const parent = [...last.parents.values()][0]!;
    expect({
      end: end('T'),
      venues,
      booked: parent.state.cumQty / 100,
      before: before > 0,
      during: [...during],
      after: sum(house.a.fills) > 0 && sum(house.b.fills) > 0,
      differences: last.differences.size,
      replay: replayJournal(house.journal).difference,
    }).toEqual({
      end: ['2', '9000', '0'],
      venues: 9000,
      booked: 9000,
      before: true,
      during: [B],
      after: true,
      differences: 0,
      replay: undefined,
    });
  });

  test('an order that takes goes where it costs least by what the router was shown, a named one where its OMS says', async () => {
    await quoted();
    const { oms } = house;
    const buy = (clOrdId: string, ...more: [number, string][]): void =>
      oms.say('D', [[11, clOrdId], [21, '1'], [55, 'ACME'], [54, '1'], [38, '10'], [40, '2'], [44, '104.00'], ...more]);
    buy('price');
    await until('filled', () => end('price')[0] === '2');
    buy('named', [100, B]);
    await until('filled', () => end('named')[0] === '2');
    buy('nowhere', [100, 'XLON']);
    await until('denied', () => end('nowhere')[0] === '8');
    const choices = facts.flatMap(f => (f.type === 'ChildOrderReleased' ? [{ venue: f.venue, by: f.choice?.by }] : []));
    expect([choices, best(), house.oms.reports('nowhere').at(-1)?.[58]]).toEqual([
      [
        { venue: best(), by: 'taking' },
        { venue: B, by: 'named' },
      ],
      expect.stringMatching(/SIM/),
      `NoRoute: ExDestination (100) 'XLON' is no venue of ours: ${A}, ${B}`,
    ]);
  });

  /** The venue that showed the lowest offer before the first order went out, ten shares of it or more; the first of equal ones. */
  const best = (): string => {
    const seen = facts.find(f => f.type === 'VenuesSeen')!;
    const asks = seen.shown.map(({ venue, asks: levels }) => ({ venue, mean: meanOf(levels, 10) }));
    return asks.reduce((a, b) => (b.mean < a.mean ? b : a)).venue;
  };
});

function meanOf(levels: readonly SeenLevel[], qty: number): number {
  let [left, value] = [qty, 0];
  for (const [px, shown] of levels) {
    const taken = Math.min(left, Number(shown));
    value += taken * Number(px);
    left -= taken;
  }
  return (value + left * 104) / qty;
}
