import type { Fact, SeenLevel } from '../../src/core/facts';
import { replayJournal } from '../../src/run/replay';
import { until } from '../fix/transport/pair';
import { TwoVenues } from './two-venues';

jest.setTimeout(60_000);
beforeAll(() => (process.env['SLUICE_LOG'] = 'silent'));

const A = 'FIX.4.4:SLUICE->SIM';
const B = 'FIX.4.4:SLUICE->SIM/2';
const routing = (by: 'price' | 'order'): string => `marketData: { status: true }
routing:
  - { symbols: ['*'], venues: ['${A}', '${B}'], by: ${by} }
`;
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

describe('two venues over FIX', () => {
  let house: TwoVenues;
  const facts: Fact[] = [];
  const start = async (by: 'price' | 'order'): Promise<void> => {
    house = await TwoVenues.make(routing(by));
    await again();
    await until('quotes', () => books().quotes.get('ACME')?.ask !== undefined);
    await pause(300); // of both venues
  };
  const again = async (): Promise<void> => {
    await house.start();
    house.running.gateway.watchers.add(turn => void facts.push(...turn.facts));
  };
  afterEach(async () => {
    facts.length = 0;
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
  const twap = (orderQty: string): void =>
    house.oms.say('D', [
      [11, 'T'],
      [21, '1'],
      [55, 'ACME'],
      [54, '1'],
      [38, orderQty],
      [40, '1'],
      [847, '1001'],
      [848, 'Duration=9;SlotSeconds=1'],
    ]);
  /** How the order ended, once the gateway has stopped: as its OMS was told, as venues have it, as it is booked, and as it is decided again. */
  const outcome = async () => {
    await until('the order has ended', () => ['2', '4', 'C'].includes(end('T')[0]!));
    const { books: last } = house.running.gateway.line;
    await house.stopGateway();
    const [parent] = last.parents.values();
    return {
      end: end('T'),
      venues: sum(house.a.fills) + sum(house.b.fills),
      booked: parent!.state.cumQty / 100,
      differences: last.differences.size,
      replay: replayJournal(house.journal).difference,
    };
  };
  const whole = { end: ['2', '4500', '0'], venues: 4500, booked: 4500, differences: 0, replay: undefined };

  test('a venue is cut off in the middle of a TWAP, the other takes over, it comes back: nothing is oversold, all is booked', async () => {
    await start('order');
    twap('4500');
    await pause(2500);
    const before = released();
    house.a.wire.cut();
    await until('A is away', () => books().sessions.get(A)?.settled !== true);
    const cutAt = released().length;
    await pause(3000);
    const during = released().slice(cutAt);
    house.a.wire.mend();
    await until('A is back', () => books().sessions.get(A)?.settled === true);
    expect([new Set(before), new Set(during), await outcome()]).toEqual([new Set([A]), new Set([B]), whole]);
  });

  test('the gateway stops in the middle of a TWAP over both venues, and goes on where it was', async () => {
    await start('price');
    twap('4500');
    await pause(3000);
    await house.stopGateway();
    await pause(500);
    await again();
    expect(await outcome()).toEqual(whole);
  });

  test('an order that takes goes where it costs least by what the router was shown, a named one where its OMS says, none to a venue that halted', async () => {
    await start('price');
    const { oms } = house;
    const buy = (clOrdId: string, ...more: [number, string][]): void =>
      oms.say('D', [[11, clOrdId], [21, '1'], [55, 'ACME'], [54, '1'], [38, '10'], [40, '2'], [44, '104.00'], ...more]);
    buy('price');
    await until('filled', () => end('price')[0] === '2');
    buy('named', [100, B]);
    await until('filled', () => end('named')[0] === '2');
    buy('nowhere', [100, 'XLON']);
    await until('denied', () => end('nowhere')[0] === '8');
    const [first, other] = best() === A ? [house.a, B] : [house.b, A];
    house.operate(first, 'halt ACME');
    await until('halted', () => books().tradingAt.get(best())?.get('ACME') === false);
    buy('halted');
    await until('filled elsewhere', () => end('halted')[0] === '2');
    const choices = facts.flatMap(f => (f.type === 'ChildOrderReleased' ? [{ venue: f.venue, by: f.choice?.by }] : []));
    expect([choices, best(), house.oms.reports('nowhere').at(-1)?.[58]]).toEqual([
      [
        { venue: best(), by: 'taking' },
        { venue: B, by: 'named' },
        { venue: other, by: undefined },
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
