import type { LimitSpec } from '../../../src/core/risk/limits';
import { Rig, SECOND, VENUE } from '../rig';

const INSTRUMENTS = [
  { symbol: 'ACME', tick: '0.01', lot: '1', priorClose: '100' },
  { symbol: 'NEWS', tick: '0.01', lot: '1' },
];
const ready = (limits: LimitSpec): Rig => Rig.ready({ limits, instruments: INSTRUMENTS });

/** Refusals of orders and of requests since the last look, without the ClOrdID. */
const refused = (rig: Rig): string[] =>
  rig
    .heard()
    .filter(s => s.includes('39=8') || s.startsWith('9 '))
    .map(s => s.replace(/^.*(103=\d+|102=\d+) /, ''));

const sell = { side: '2', price: '100' };

/** A story and the refusals in it; each names limit, observed value and where the limit stands. */
const STORIES: [string, LimitSpec, (rig: Rig) => unknown, string[]][] = [
  [
    'position: all open buys count, sales are on the other side',
    { maxPosition: '250' },
    rig => rig.order('A').order('B', { side: '2' }).order('C').order('D'),
    ['MaxPosition: long 300 of ACME with all open orders exceeds 250 (limits.firm.maxPosition)'],
  ],
  [
    'position: a sale turns a long position only up to the limit short',
    { maxPosition: '100' },
    rig =>
      rig
        .order('A')
        .fill('TC1', '100', '100')
        .order('B', { ...sell, orderQty: '200' })
        .order('C', { ...sell, orderQty: '1' }),
    ['MaxPosition: short 101 of ACME with all open orders exceeds 100 (limits.firm.maxPosition)'],
  ],
  [
    'position: a replace counts with the larger of old and new until it is answered',
    { maxPosition: '200' },
    rig =>
      rig
        .order('A')
        .ack('TC1')
        .replace('B', 'A', { orderQty: '150' })
        .order('C', { orderQty: '51' })
        .replaced('TC1R1', '150', '100')
        .replace('D', 'B', { orderQty: '201' }),
    [
      'MaxPosition: long 201 of ACME with all open orders exceeds 200 (limits.firm.maxPosition)',
      'MaxPosition: long 201 of ACME with all open orders exceeds 200 (limits.firm.maxPosition)',
    ],
  ],
  [
    'position: what is cancelled is free again',
    { maxPosition: '100' },
    rig => rig.order('A').ack('TC1').cancel('B', 'A').report('TC1R1', '4').order('C'),
    [],
  ],
  [
    'gross: the worse side of each symbol',
    { maxGross: '15000' },
    rig =>
      rig
        .order('A')
        .order('B', { ...sell, orderQty: '150' })
        .order('C', { ...sell, orderQty: '1' }),
    ['MaxGross: gross exposure 15100 with all open orders exceeds 15000 (limits.firm.maxGross)'],
  ],
  [
    'net: as if every buy, and no sale, were filled',
    { maxNet: '15000' },
    rig =>
      rig
        .order('A')
        .order('B', { ...sell, orderQty: '150' })
        .order('C', { orderQty: '51' }),
    ['MaxNet: net exposure 15100 with all open orders exceeds 15000 (limits.firm.maxNet)'],
  ],
  [
    'open value: buys and sales together',
    { maxOpenValue: '15000' },
    rig => rig.order('A').order('B', { ...sell, orderQty: '51' }),
    ['MaxOpenValue: open orders of 15100 exceed 15000 (limits.firm.maxOpenValue)'],
  ],
  [
    'credit: a fill commits what was reserved, at its own price; what ends unfilled is released',
    { credit: '10000' },
    rig => rig.order('A').fill('TC1', '40', '99').report('TC1', '4').order('B', { orderQty: '60' }).order('C', { orderQty: '1' }),
    ['Credit: credit 10060 (6000 reserved, 3960 committed) exceeds 10000 (limits.firm.credit)'],
  ],
  [
    'day quantity and value: what was sent counts, cancelled or not',
    { maxDayQty: '150' },
    rig =>
      rig
        .order('A')
        .ack('TC1')
        .cancel('B', 'A')
        .report('TC1R1', '4')
        .order('C', { orderQty: '51' })
        .order('D', { orderQty: '50' }),
    ['MaxDayQty: 151 ordered today exceeds 150 (limits.firm.maxDayQty)'],
  ],
  [
    'day value begins anew with the day',
    { maxDayNotional: '15000' },
    rig => {
      rig.order('A').order('B');
      rig.at += 86_400 * SECOND;
      return rig.order('C').order('D', { orderQty: '51' });
    },
    [
      'MaxDayNotional: 20000 ordered today exceeds 15000 (limits.firm.maxDayNotional)',
      'MaxDayNotional: 15100 ordered today exceeds 15000 (limits.firm.maxDayNotional)',
    ],
  ],
  [
    'a market order without any reference cannot be valued',
    { maxOpenValue: '15000' },
    rig => rig.order('A', { symbol: 'NEWS', ordType: '1', price: undefined }),
    ['NoReferencePrice: no quote, last trade or prior close of NEWS: its value cannot be known'],
  ],
  [
    'message rate: denied orders count, cancels do not',
    { messageRate: { orders: 2, seconds: '1' } },
    rig => {
      rig.order('A', { orderQty: '0' }).order('B').ack('TC1').cancel('C', 'B').order('D');
      rig.at += SECOND;
      return rig.order('E');
    },
    [
      "BadQuantity: OrderQty (38) '0' must be above zero",
      'MessageRate: more than 2 orders and replaces within 1 s (limits.firm.messageRate.orders)',
    ],
  ],
  [
    'cancels have a cap of their own',
    { messageRate: { cancels: 1 } },
    rig => rig.order('A').order('B').ack('TC1').ack('TC2').cancel('C', 'A').cancel('D', 'B'),
    ['MessageRate: more than 1 cancels within 1 s (limits.firm.messageRate.cancels)'],
  ],
  [
    'duplicate: the same terms within the window; another quantity, or later, is none',
    { duplicateWindow: '2' },
    rig => {
      rig.order('A').order('B').order('C', { orderQty: '101' });
      rig.at += 2 * SECOND;
      return rig.order('D');
    },
    [
      'DuplicateOrder: the same account, symbol, side, quantity and price was taken 0 s ago, less than 2 s (limits.firm.duplicateWindow)',
    ],
  ],
  [
    'order-to-trade: a fill gives room again',
    { orderToTrade: { ratio: 2, from: 2 } },
    rig => rig.order('A').order('B').order('C').fill('TC1', '1', '100').fill('TC1', '1', '100').order('D'),
    ['OrderToTrade: 3 orders and requests today on 0 fills: more than 2 a fill (limits.firm.orderToTrade.ratio)'],
  ],
];

test.each(STORIES)('%s', (_name, limits, story, denials) => {
  const rig = ready(limits);
  story(rig);
  expect(refused(rig)).toEqual(denials);
});

test('slices of one parent are no duplicates, and draw on what it reserved', () => {
  const rig = ready({ duplicateWindow: '60', maxPosition: '10', messageRate: { orders: 50 } });
  rig.twap('A', '10', '10').until(9);
  expect([refused(rig), rig.facts('ChildOrderDenied'), rig.books.levels.firm.exposure.held('ACME')?.openBuy]).toEqual([
    [],
    [],
    1000,
  ]);
});

test('a replace is judged by what its children work as well, where that is more than it leaves', () => {
  const rig = ready({ maxGross: '2000' }).twap('A', '20', '10').until(0).ack('TC1').fill('TC1', '2', '100').until(1).ack('TC2');
  // the venue overfills: gross is above its limit, and a child of 2 still works
  rig
    .fill('TC1', '57', '100')
    .replace('R', 'A', { strategy: '1001', parameters: { Duration: '10' }, orderQty: '60', price: '100.01' });
  const [why] = rig.facts('ParentRequestDenied').map(f => f.text);
  expect([why?.slice(0, 30), rig.books.levels.firm.exposure.openValue]).toEqual(['TradingState: the firm is REDU', 2_000_000]);
});

test('a replace to less at a bolder price takes up nothing: the larger of old and new is what is drawn while it waits', () => {
  const rig = ready({ maxOpenValue: '1100' }).order('A', { orderQty: '10', price: '100' }).ack('TC1');
  rig.replace('R', 'A', { orderQty: '5', price: '120' });
  expect([refused(rig), rig.books.levels.firm.exposure.openValue]).toEqual([[], 10_000_000]);
});

describe('repeated-execution throttle', () => {
  const limits = { throttle: { executions: 2, seconds: '10' } };
  test('disables after so many orders, until a person enables it again', () => {
    const rig = ready(limits).order('A').order('B');
    rig.at += 60 * SECOND;
    rig.order('C').post({ type: 'ThrottleReset', level: 'firm', key: '', by: 'ann', reason: 'meant' }).order('D');
    expect(refused(rig)).toEqual([
      'Throttle: disabled until a person enables it again: 2 orders within 10 s (limits.firm.throttle)',
    ]);
  });

  test('orders further apart than the window do not count together', () => {
    const rig = ready(limits).order('A');
    rig.at += 10 * SECOND;
    expect(refused(rig.order('B').order('C', { clOrdId: 'C' }))).toEqual([]);
  });
});

describe('self-match', () => {
  const resting = (selfMatch: LimitSpec['selfMatch']): Rig => {
    const rig = ready({ selfMatch }).order('A').ack('TC1');
    rig.heard();
    return rig;
  };
  test('cancel-aggressive denies the new one', () => {
    expect(refused(resting('cancel-aggressive').order('B', sell))).toEqual([
      "SelfMatch: it could trade with our own 'TC1' at 100: cancel-aggressive (limits.firm.selfMatch)",
    ]);
  });
  test('a price that does not meet it passes', () => {
    expect(refused(resting('cancel-aggressive').order('B', { side: '2', price: '100.01' }))).toEqual([]);
  });
  test('cancel-passive cancels the other one, and only then sends the new one', () => {
    expect(resting('cancel-passive').order('B', sell).heard()).toEqual(['F TC1R1<TC1', 'D TC2 100@100']);
  });
  test('cancel-passive denies where no cancel can go out', () => {
    const rig = Rig.ready({ limits: { selfMatch: 'cancel-passive' }, venues: [VENUE, 'OTHER'] })
      .order('A')
      .ack('TC1');
    rig.venueDown().venueUp('OTHER').heard();
    expect(refused(rig.order('B', sell))).toEqual([
      "SelfMatch: it could trade with our own 'TC1' at 100: which cannot be cancelled now (limits.firm.selfMatch)",
    ]);
  });
  test('cancel-both denies the one and cancels the other, which is told why', () => {
    const rig = resting('cancel-both').order('B', sell);
    rig.report('TC1R1', '4');
    expect(rig.heard()).toEqual([
      'F TC1R1<TC1',
      "8 B 150=8 39=8 103=99 SelfMatch: it could trade with our own 'TC1' at 100: cancel-both (limits.firm.selfMatch)",
      '8 A 150=4 39=4 14=0 151=0 6=0 SelfMatch: an order of ours on the other side would trade with it (limits.firm.selfMatch)',
    ]);
  });
  test('a replace that would meet it is judged as well', () => {
    const rig = resting('cancel-aggressive').order('B', { side: '2', price: '101' }).ack('TC2');
    rig.heard();
    expect(refused(rig.replace('C', 'B', sell))).toEqual([
      "SelfMatch: it could trade with our own 'TC1' at 100: cancel-aggressive (limits.firm.selfMatch)",
    ]);
  });
});

test('limits of a level hold for its orders only', () => {
  const rig = Rig.ready({ levels: { accounts: { A1: { maxPosition: '50' } }, symbols: { ACME: { maxOpenValue: '12000' } } } });
  rig.order('A', { account: 'A1' }).order('B', { account: 'A2' }).order('C', { account: 'A2', orderQty: '30' });
  expect(refused(rig)).toEqual([
    'MaxPosition: long 100 of ACME with all open orders exceeds 50 (limits.accounts.A1.maxPosition)',
    'MaxOpenValue: open orders of 13000 exceed 12000 (limits.symbols.ACME.maxOpenValue)',
  ]);
});
