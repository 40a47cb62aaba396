import type { LimitSpec, LimitSpecs } from '../../../src/core/risk/limits';
import { Rig } from '../rig';

const BY = { type: 'LimitsChanged', by: 'ana', reason: 'test', source: 'limits.yaml' } as const;
const SESSION = 'FIX.4.4:SLUICE->OMS';

/** Where a limit stands, and how the text names it. */
const PLACES: readonly [where: string, levels: (spec: LimitSpec) => LimitSpecs, path: string][] = [
  ['the firm', spec => ({ firm: spec }), 'firm'],
  ['the session', spec => ({ firm: {}, sessions: { [SESSION]: spec } }), `sessions.${SESSION}`],
  ['the account', spec => ({ firm: {}, accounts: { A1: spec } }), 'accounts.A1'],
  ['the strategy', spec => ({ firm: {}, strategies: { DMA: spec } }), 'strategies.DMA'],
  ['the symbol', spec => ({ firm: {}, symbols: { ACME: spec } }), 'symbols.ACME'],
  ['every account that has none of its own', spec => ({ firm: {}, accounts: { A2: {}, '*': spec } }), 'accounts.A1'],
];

/** A limit of each kind, and what is said of an order to buy 100 at 100. */
const SPECS: readonly [LimitSpec, text: (path: string) => string][] = [
  [{ maxOrderQty: '99' }, path => `MaxOrderQty: OrderQty (38) 100 exceeds 99 (limits.${path}.maxOrderQty)`],
  [{ maxNotional: '9999.99' }, path => `MaxNotional: notional 10000 exceeds 9999.99 (limits.${path}.maxNotional)`],
  [
    { priceCollar: { passiveTicks: 0 } },
    path => `PriceCollar: Price (44) 100 is beyond 100.01 (reference 100.01, limits.${path}.priceCollar)`,
  ],
  [
    { marketState: { trading: true } },
    path => `MarketState: trading status (326) is not known (limits.${path}.marketState.trading)`,
  ],
];

const CASES = PLACES.flatMap(([where, levels, path]) =>
  SPECS.map(([spec, text]) => [Object.keys(spec)[0]!, where, levels(spec), text(path)] as const),
);

const told = (rig: Rig): string[] => rig.heard().map(line => line.replace(/^8 (\w+) 150=8 39=8 103=\d+ /, '$1 '));

describe('limits at every level', () => {
  test.each(CASES)('%s at %s denies, and the text names it', (_key, _where, { firm, ...levels }, text) => {
    const rig = Rig.ready({ limits: firm, levels }).order('A', { account: 'A1' });
    expect(told(rig)).toEqual([`A ${text}`]);
  });

  test.each(CASES.filter(([, , { firm }]) => Object.keys(firm).length === 0))(
    '%s at %s leaves the orders of others alone',
    (_key, _where, { firm, accounts, strategies, symbols }) => {
      const levels = {
        ...(accounts && { accounts: { B1: Object.values(accounts).at(-1)! } }),
        ...(strategies && { strategies: { TWAP: strategies['DMA']! } }),
        ...(symbols && { symbols: { BOLT: symbols['ACME']! } }),
      };
      expect(told(Rig.ready({ limits: firm, levels }).order('A', { account: 'A1' }))).toEqual(['D TC1 100@100']);
    },
  );

  test('the tightest of all levels wins', () => {
    const levels = { accounts: { A1: { maxOrderQty: '50' } }, symbols: { ACME: { maxOrderQty: '70' } } };
    const rig = Rig.ready({ limits: { maxOrderQty: '100' }, levels });
    rig
      .order('A', { account: 'A1', orderQty: '60' })
      .order('B', { account: 'A2', orderQty: '80' })
      .order('C', { orderQty: '70' });
    expect(told(rig)).toEqual([
      'A MaxOrderQty: OrderQty (38) 60 exceeds 50 (limits.accounts.A1.maxOrderQty)',
      'B MaxOrderQty: OrderQty (38) 80 exceeds 70 (limits.symbols.ACME.maxOrderQty)',
      'D TC1 70@100',
    ]);
  });

  test('a name from the wire that every object has is no level', () => {
    const rig = Rig.ready({ levels: { accounts: { A1: { maxOrderQty: '1' } } } });
    rig.order('A', { account: '__proto__' }).order('B', { account: 'constructor' });
    expect(told(rig)).toEqual(['D TC1 100@100', 'D TC2 100@100']);
  });

  test('other limits hold from their fact on, for orders that were taken before too, and after a restart', () => {
    const rig = Rig.ready().order('A', { account: 'A1' }).ack('TC1');
    rig.post({ ...BY, limits: { firm: {}, accounts: { A1: { maxOrderQty: '100' } } } });
    rig.replace('B', 'A', { account: 'A1', orderQty: '101' }).order('C', { account: 'A1', orderQty: '101' });
    const text = 'MaxOrderQty: OrderQty (38) 101 exceeds 100 (limits.accounts.A1.maxOrderQty)';
    const specs = rig.books.levels.specs;
    const folded = new Rig({ recorded: rig.turns.slice(0, -1), levels: { accounts: { A1: { maxOrderQty: '100' } } } });
    folded.venueUp().heard();
    folded.order('D', { account: 'A1', orderQty: '101' });
    expect([specs, rig.heard().slice(2), told(folded)]).toEqual([
      { firm: {}, accounts: { A1: { maxOrderQty: '100' } } },
      [`9 B<A 39=0 102=99 ${text}`, `8 C 150=8 39=8 103=3 ${text}`],
      [`D ${text}`],
    ]);
  });

  test('limits that cannot be read leave those in force as they are', () => {
    const { levels } = Rig.ready({ limits: { maxOrderQty: '5' } }).books;
    const take = (limits: LimitSpecs) => () => levels.set(limits);
    expect(take({ firm: { maxOrderQty: '-1' } })).toThrow("limits.firm.maxOrderQty: '-1' is not a number at or above zero");
    expect(take({ firm: {}, rates: { EUR: '0' } })).toThrow("limits.rates.EUR: '0' is not a number above zero");
    expect(levels.specs).toEqual({ firm: { maxOrderQty: '5' } });
  });

  test('a replace may not move an order to another account', () => {
    const rig = Rig.ready({ levels: { accounts: { A1: { maxOrderQty: '100' } } } })
      .order('A', { account: 'A1' })
      .ack('TC1');
    rig.heard();
    rig.replace('B', 'A', { account: 'A2', orderQty: '500' });
    expect(rig.heard()).toEqual(['9 B<A 39=0 102=99 MayNotChange: Account (1) may not change in a replace']);
  });
});

describe('what an order is worth', () => {
  const instruments = (more: object) => [{ symbol: 'ACME', tick: '0.01', lot: '1', ...more }];
  const limits = { maxNotional: '10000' };

  test.each([
    ['multiplier', { multiplier: '50' }, {}, '100', 'notional 500000 exceeds 10000'],
    ['multiplier below one', { multiplier: '0.5' }, {}, '201', 'notional 10050 exceeds 10000'],
    ['a rate', { currency: 'EUR' }, { currency: 'USD', rates: { EUR: '1.085' } }, '100', 'notional 10850 exceeds 10000'],
    ["the firm's own currency", { currency: 'USD' }, { currency: 'USD' }, '101', 'notional 10100 exceeds 10000'],
    ['more than a float holds', {}, {}, '900000000000', 'notional 90000000000000 exceeds 10000'],
  ])('%s counts', (_what, instrument, levels, orderQty, text) => {
    const rig = Rig.ready({ limits, levels, instruments: instruments(instrument) }).order('A', { orderQty });
    expect(told(rig)).toEqual([`A MaxNotional: ${text} (limits.firm.maxNotional)`]);
  });

  test('a currency without a rate denies', () => {
    const levels = { currency: 'USD', rates: { GBP: '1.2' } };
    const rig = Rig.ready({ limits, levels, instruments: instruments({ currency: 'EUR' }) }).order('A', { orderQty: '1' });
    expect(told(rig)).toEqual(['A NoRate: the order is in EUR, and limits.rates has none for it: its value cannot be known']);
  });

  test('a market order to sell counts at the offer, which is dearer', () => {
    const rig = Rig.ready({ limits }).order('A', { side: '2', ordType: '1', price: undefined });
    expect(told(rig)).toEqual(['A MaxNotional: notional 10001 exceeds 10000 (limits.firm.maxNotional)']);
  });
});

describe('the collar', () => {
  const collar = (priceCollar: NonNullable<LimitSpec['priceCollar']>, over: object): string[] => {
    const instruments = [{ symbol: 'ACME', tick: '0.01', lot: '1', priorClose: '80' }];
    const rig = Rig.ready({ limits: { priceCollar }, instruments }).quote('99.99', '100.01', '90');
    rig.heard();
    return told(rig.order('A', over));
  };
  const beyond = (price: string, edge: string, reference: string): string[] => [
    `A PriceCollar: Price (44) ${price} is beyond ${edge} (reference ${reference}, limits.firm.priceCollar)`,
  ];

  test('holds on the passive side where that is set, each side by its own width', () => {
    const both = { percent: '1', passivePercent: '10' };
    expect([
      collar(both, { price: '90.01' }),
      collar(both, { price: '90' }),
      collar(both, { side: '2', price: '110' }),
      collar({ passiveTicks: 3 }, { price: '120' }),
    ]).toEqual([['D TC1 100@90.01'], beyond('90', '90.009', '100.01'), beyond('110', '109.989', '99.99'), ['D TC1 100@120']]);
  });

  test('stands against the reference that is asked for, and denies where that one is missing', () => {
    expect([
      collar({ ticks: 0, against: 'quote' }, { price: '100.02' }),
      collar({ ticks: 0, against: 'last' }, { price: '90.01' }),
      collar({ ticks: 0, against: 'close' }, { price: '80.01' }),
      told(Rig.ready({ limits: { priceCollar: { ticks: 0, against: 'last' } } }).order('A')),
    ]).toEqual([
      beyond('100.02', '100.01', '100.01'),
      beyond('90.01', '90', '90'),
      beyond('80.01', '80', '80'),
      ['A NoReferencePrice: no last trade of ACME: the collar cannot be set'],
    ]);
  });
});
