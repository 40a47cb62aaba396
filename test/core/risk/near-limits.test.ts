import fc from 'fast-check';
import { alertOf } from '../../../src/core/alerts';
import type { Mark } from '../../../src/core/facts';
import { Exposure } from '../../../src/core/risk/exposure/exposure';
import { MONEY_SCALE } from '../../../src/core/risk/exposure/money';
import { GAUGES, isQuiet } from '../../../src/core/risk/gauges';
import { type LimitSpec, limitsOf } from '../../../src/core/risk/limits';
import { markOf } from '../../../src/core/risk/near-limits';
import { runs } from '../../runs';
import { OMS, Rig, VENUE } from '../rig';

/** Alerts about limits so far, as a person reads them. */
const alerts = (rig: Rig): string[] => rig.facts('UtilisationChanged').flatMap(f => alertOf(f)?.text ?? []);

/** An order of 100 ACME at 100, 10,000 in value, for each name. */
const orders = (rig: Rig, ...names: string[]): Rig => {
  for (const name of names) rig.order(name);
  return rig;
};

describe('limits that are nearly used up', () => {
  test('are told at 70 and at 90 per cent, once each, while the order that would exceed them is denied', () => {
    const rig = orders(Rig.ready({ limits: { maxOpenValue: '100000' } }), 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K');
    expect(alerts(rig)).toEqual([
      'limits.firm.maxOpenValue: 70 % reached, 70000 of 100000 used',
      'limits.firm.maxOpenValue: 90 % reached, 90000 of 100000 used',
    ]);
  });

  test.each<[string, LimitSpec, string]>([
    ['open orders', { maxOpenOrders: 4 }, 'limits.firm.maxOpenOrders: 70 % reached, 3 of 4 used'],
    ['gross', { maxGross: '40000' }, 'limits.firm.maxGross: 70 % reached, 30000 of 40000 used'],
    ['net', { maxNet: '40000' }, 'limits.firm.maxNet: 70 % reached, 30000 of 40000 used'],
    ['credit', { credit: '40000' }, 'limits.firm.credit: 70 % reached, 30000 of 40000 used'],
    ['position', { maxPosition: '400' }, 'limits.firm.maxPosition in ACME: 70 % reached, 300 of 400 used'],
    ['quantity of the day', { maxDayQty: '400' }, 'limits.firm.maxDayQty: 70 % reached, 300 of 400 used'],
    ['value of the day', { maxDayNotional: '40000' }, 'limits.firm.maxDayNotional: 70 % reached, 30000 of 40000 used'],
  ])('%s', (_what, limits, text) => {
    expect(alerts(orders(Rig.ready({ limits }), 'A', 'B', 'C'))).toEqual([text]);
  });

  test.each<[string, LimitSpec, string]>([
    ['messages', { messageRate: { orders: 4 } }, 'limits.firm.messageRate.orders: 70 % reached, 3 of 4 used'],
    ['executions', { throttle: { executions: 4 } }, 'limits.firm.throttle.executions: 70 % reached, 3 of 4 used'],
    ['orders to trades', { orderToTrade: { ratio: 4 } }, 'limits.firm.orderToTrade.ratio: 70 % reached, 3 of 4 used'],
    [
      'orders to trades, first ones',
      { orderToTrade: { ratio: 1, from: 5 } },
      'limits.firm.orderToTrade.ratio: 70 % reached, 3 of 4 used',
    ],
  ])('rates: %s', (_what, limits, text) => {
    expect(alerts(orders(Rig.ready({ limits }), 'A', 'B', 'C'))).toEqual([text]);
  });

  test('cancels', () => {
    const rig = orders(Rig.ready({ limits: { messageRate: { cancels: 2 } } }), 'A', 'B');
    rig.cancel('Ax', 'A').cancel('Bx', 'B');
    expect(alerts(rig)).toEqual(['limits.firm.messageRate.cancels: 90 % reached, 2 of 2 used']);
  });

  test('a rate that is denied above its limit is told at the limit, and anew only after it fell', () => {
    const rig = orders(Rig.ready({ limits: { messageRate: { orders: 4, seconds: '10' } } }), ...'ABCDEFG');
    const first = alerts(rig);
    orders(rig.until(11), 'H', 'I', 'J');
    expect([first, rig.facts('UtilisationChanged').map(f => [f.mark, f.used])]).toEqual([
      ['limits.firm.messageRate.orders: 70 % reached, 3 of 4 used', 'limits.firm.messageRate.orders: 90 % reached, 4 of 4 used'],
      [
        [70, '3'],
        [90, '4'],
        [0, '1'],
        [70, '3'],
      ],
    ]);
  });

  test('participation, in its symbol: of the day, and of an interval in which less was traded', () => {
    const spec = { participation: { dayPercent: '10', intervalPercent: '50' } };
    const traded = (r: Rig, volume: string): Rig =>
      r.post({ type: 'QuoteReceived', symbol: 'ACME', bid: '99.99', ask: '100.01', volume });
    const rig = traded(traded(Rig.ready({ levels: { accounts: { A1: spec } } }), '0'), '1000');
    rig.order('A', { account: 'A1', orderQty: '70' });
    const day = alerts(rig);
    traded(rig.until(400), '1200').order('B', { account: 'A1', orderQty: '1' });
    expect([day, alerts(rig).slice(day.length)]).toEqual([
      ['limits.accounts.A1.participation.dayPercent in ACME: 70 % reached, 70 of 100 used'],
      ['limits.accounts.A1.participation.intervalPercent in ACME: 70 % reached, 71 of 100 used'],
    ]);
  });

  test('each level of its own', () => {
    const spec = { maxOpenOrders: 1 };
    const levels = { sessions: { [OMS]: spec }, accounts: { A1: spec }, strategies: { DMA: spec }, symbols: { ACME: spec } };
    const rig = Rig.ready({ levels }).order('A', { account: 'A1' });
    const places = [`sessions.${OMS}`, 'accounts.A1', 'strategies.DMA', 'symbols.ACME'];
    expect(alerts(rig)).toEqual(places.map(place => `limits.${place}.maxOpenOrders: 90 % reached, 1 of 1 used`));
  });

  test('are told anew only after use fell well below the mark', () => {
    const rig = orders(Rig.ready({ limits: { maxOpenOrders: 20 } }), ...'ABCDEFGHIJKLMN');
    const closed = (name: string, child: string): Rig =>
      rig.cancel(`${name}x`, name).report(`${child}R1`, '4', { origClOrdId: child });
    closed('A', 'TC1').order('O');
    closed('B', 'TC2');
    closed('C', 'TC3').order('P').order('Q');
    expect(rig.facts('UtilisationChanged').map(f => [f.mark, f.used])).toEqual([
      [70, '14'],
      [0, '12'],
      [70, '14'],
    ]);
  });

  test('a loss that grows with the price is told as it comes near the limit, and beyond it', () => {
    const rig = Rig.ready({ limits: { dailyLoss: { halted: '1000' } } })
      .order('A')
      .fill('TC1', '100', '100');
    rig.quote('92.9', '93.1').quote('92.8', '93').quote('89.8', '90');
    expect(alerts(rig)).toEqual([
      'limits.firm.dailyLoss.halted: 70 % reached, 700 of 1000 used',
      'limits.firm.dailyLoss.halted: exceeded, 1010 of 1000 used',
    ]);
  });

  test('a limit that is lowered below what is used is exceeded; one that is taken away is not', () => {
    const rig = orders(Rig.ready({ limits: { maxOpenOrders: 10 } }), 'A', 'B', 'C');
    const changed = (maxOpenOrders?: number) =>
      rig.post({ type: 'LimitsChanged', by: 'ann', reason: 'drill', source: 'x', limits: { firm: { maxOpenOrders } } });
    changed(2);
    changed();
    expect([alerts(rig), rig.facts('UtilisationChanged').at(-1)]).toEqual([
      ['limits.firm.maxOpenOrders: exceeded, 3 of 2 used'],
      expect.objectContaining({ mark: 0, most: 'no limit' }),
    ]);
  });

  test('stand where they stood after a restart', () => {
    const before = orders(Rig.ready({ limits: { maxOpenOrders: 4 } }), 'A', 'B', 'C');
    const after = new Rig({ limits: { maxOpenOrders: 4 }, recorded: before.turns }).venueUp(VENUE).order('D');
    expect(alerts(after)).toEqual(['limits.firm.maxOpenOrders: 90 % reached, 4 of 4 used']);
  });
});

describe('marks', () => {
  test.each<[number, number, Mark, Mark]>([
    [0, 0, 0, 0],
    [1, 0, 0, 100],
    [69, 100, 0, 0],
    [70, 100, 0, 70],
    [90, 100, 0, 90],
    [100, 100, 0, 90],
    [101, 100, 0, 100],
    [66, 100, 70, 70],
    [64, 100, 70, 0],
    [86, 100, 90, 90],
    [84, 100, 90, 70],
    [96, 100, 100, 100],
    [94, 100, 100, 90],
    [10, 100, 100, 0],
    [5, Number.POSITIVE_INFINITY, 0, 0],
  ])('%s of %s used, coming from %s: %s', (used, most, before, mark) => {
    expect(markOf(used, most, before)).toBe(mark);
  });

  test('whatever use does, a mark is left only after use was more than 4 per cent below it', () => {
    const walk = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 40 });
    fc.assert(
      fc.property(walk, uses => {
        let mark: Mark = 0;
        for (const used of uses) {
          const next = markOf(used, 100, mark);
          if (next < mark && used > mark - 4) return false;
          if (next !== 100 && used > 100) return false;
          mark = next;
        }
        return true;
      }),
      { numRuns: runs(300) },
    );
  });
});

const NOW = 100;

test('the short way to see that nothing is near agrees with asking every gauge', () => {
  const limit = fc.option(fc.nat({ max: 200 }).map(String), { nil: undefined });
  const some = fc.option(fc.nat({ max: 200 }), { nil: undefined });
  const spec = fc.record({
    maxOpenOrders: some,
    ...{ maxGross: limit, maxNet: limit, maxOpenValue: limit, credit: limit, maxDayQty: limit, maxDayNotional: limit },
    dailyLoss: fc.option(fc.record({ reducing: limit, halted: limit }), { nil: undefined }),
    messageRate: fc.option(fc.record({ orders: some, cancels: some, seconds: fc.constantFrom('1', '0.000050') }), {
      nil: undefined,
    }),
    throttle: fc.option(fc.record({ executions: some, seconds: fc.constantFrom(undefined, '0.000050') }), { nil: undefined }),
    orderToTrade: fc.option(fc.record({ ratio: some, from: some }), { nil: undefined }),
  });
  const money = fc.integer({ min: -200, max: 200 }).map(n => n * 10 ** MONEY_SCALE);
  const state = fc.record({
    openOrders: fc.nat({ max: 200 }),
    ...{ gross: money, value: money, buyValue: money, sellValue: money, basis: money, realised: money },
    day: fc.record({
      qty: fc.nat({ max: 200 }),
      value: money,
      committed: money,
      messages: fc.nat({ max: 400 }),
      fills: fc.nat({ max: 3 }),
    }),
  });
  const times = fc.array(fc.nat({ max: 100 }), { maxLength: 200 }).map(all => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(spec, state, fc.tuple(times, times, times), (limits, { day, ...sums }, [orders, cancels, applied]) => {
      const exposure = new Exposure('firm', '');
      for (const at of orders) exposure.orders.add(at, 400);
      for (const at of cancels) exposure.cancels.add(at, 400);
      for (const at of applied) exposure.applied.add(at, 400);
      Object.assign(exposure, sums);
      Object.assign(exposure.day, day);
      const ready = limitsOf(limits);
      const marks = GAUGES.map(g => {
        const most = g.most(ready, exposure, NOW);
        return most === undefined ? 0 : markOf(g.used(exposure, ready, NOW), most, 0);
      });
      return isQuiet(ready, exposure, NOW) === marks.every(mark => mark === 0);
    }),
    { numRuns: runs(1000) },
  );
});
