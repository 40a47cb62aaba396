import type { FactOf } from '../../../src/core/facts';
import type { LimitSpec } from '../../../src/core/risk/limits';
import { Rig } from '../rig';

type Over = Partial<Omit<FactOf<'ParentOrderReceived'>, 'type'>>;

/** A limit; an order at it and one just beyond; what is said of the latter. */
const LIMITS: readonly [what: string, limits: LimitSpec, at: Over, beyond: Over, text: string][] = [
  [
    'maxOrderQty',
    { maxOrderQty: '100' },
    {},
    { orderQty: '101' },
    'MaxOrderQty: OrderQty (38) 101 exceeds 100 (limits.firm.maxOrderQty)',
  ],
  [
    'maxNotional',
    { maxNotional: '10000' },
    {},
    { price: '100.01' },
    'MaxNotional: notional 10001 exceeds 10000 (limits.firm.maxNotional)',
  ],
  [
    'maxNotional of a market order, at the far touch',
    { maxNotional: '10001' },
    { ordType: '1', price: undefined },
    { ordType: '1', price: undefined, orderQty: '101' },
    'MaxNotional: notional 10101.01 exceeds 10001 (limits.firm.maxNotional)',
  ],
  [
    'collar in per cent',
    { priceCollar: { percent: '1' } },
    { price: '101.01' },
    { price: '101.02' },
    'PriceCollar: Price (44) 101.02 is beyond 101.0101 (reference 100.01, limits.firm.priceCollar)',
  ],
  [
    'collar in ticks',
    { priceCollar: { ticks: 5 } },
    { price: '100.06' },
    { price: '100.07' },
    'PriceCollar: Price (44) 100.07 is beyond 100.06 (reference 100.01, limits.firm.priceCollar)',
  ],
  [
    'collar of a sale',
    { priceCollar: { ticks: 5 } },
    { side: '2', price: '99.94' },
    { side: '2', price: '99.93' },
    'PriceCollar: Price (44) 99.93 is beyond 99.94 (reference 99.99, limits.firm.priceCollar)',
  ],
  [
    'collar, the tighter of two',
    { priceCollar: { percent: '5', ticks: 0 } },
    { price: '100.01' },
    { price: '100.02' },
    'PriceCollar: Price (44) 100.02 is beyond 100.01 (reference 100.01, limits.firm.priceCollar)',
  ],
  [
    'a collar holds no passive price back',
    { priceCollar: { ticks: 0 } },
    { price: '1' },
    { price: '100.02' },
    'PriceCollar: Price (44) 100.02 is beyond 100.01 (reference 100.01, limits.firm.priceCollar)',
  ],
  ['maxOpenOrders', { maxOpenOrders: 1 }, {}, {}, 'MaxOpenOrders: 1 orders are open, at most 1 (limits.firm.maxOpenOrders)'],
];

describe('a limit', () => {
  test.each(LIMITS)('%s passes what is at it and denies what is beyond', (_what, limits, at, beyond, text) => {
    const rig = Rig.ready({ limits }).order('A', at);
    rig.order('B', beyond);
    expect(rig.heard().map(l => l.replace(/^D TC1 .*/, 'D'))).toEqual(['D', `8 B 150=8 39=8 103=3 ${text}`]);
  });

  test.each(LIMITS.filter(([what]) => !what.includes('market') && what !== 'maxOpenOrders'))(
    '%s holds for a replace too',
    (_what, limits, at, beyond, text) => {
      const rig = Rig.ready({ limits }).order('A', at).ack('TC1');
      rig.heard();
      const side = at.side ?? '1';
      rig.replace('R', 'A', { ...at, side, ...beyond }).fill('TC1', '1', '100');
      expect(rig.heard()[0]).toBe(`9 R<A 39=0 102=99 ${text}`);
    },
  );

  test('an order that has ended makes room for another', () => {
    const rig = Rig.ready({ limits: { maxOpenOrders: 1 } })
      .order('A')
      .ack('TC1')
      .fill('TC1', '100', '100')
      .order('B');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      '8 A 150=F 39=2 32=100@100 14=100 151=0 6=100',
      'D TC2 100@100',
    ]);
  });

  test('fails closed without a reference, and takes touch, other touch, last trade, prior close in that order', () => {
    const limits: LimitSpec = { maxNotional: '1000000', priceCollar: { ticks: 0 } };
    const rig = Rig.ready({ limits, instruments: [{ symbol: 'ACME', tick: '0.01', lot: '1' }] });
    rig.quote(undefined, undefined).order('A').order('B', { ordType: '1', price: undefined });
    rig.quote(undefined, undefined, '90').order('C').quote('95', undefined).order('D').quote('95', '99').order('E');
    const closed = Rig.ready({ limits, instruments: [{ symbol: 'ACME', tick: '0.01', lot: '1', priorClose: '80' }] });
    closed.quote(undefined, undefined).order('F');
    expect([...rig.heard(), ...closed.heard()]).toEqual([
      '8 A 150=8 39=8 103=3 NoReferencePrice: no quote, last trade or prior close of ACME: the collar cannot be set',
      '8 B 150=8 39=8 103=3 NoReferencePrice: no quote, last trade or prior close of ACME: notional cannot be known',
      '8 C 150=8 39=8 103=3 PriceCollar: Price (44) 100 is beyond 90 (reference 90, limits.firm.priceCollar)',
      '8 D 150=8 39=8 103=3 PriceCollar: Price (44) 100 is beyond 95 (reference 95, limits.firm.priceCollar)',
      '8 E 150=8 39=8 103=3 PriceCollar: Price (44) 100 is beyond 99 (reference 99, limits.firm.priceCollar)',
      '8 F 150=8 39=8 103=3 PriceCollar: Price (44) 100 is beyond 80 (reference 80, limits.firm.priceCollar)',
    ]);
  });

  test('a quote from before a restart is no reference', () => {
    const before = Rig.ready({ limits: { priceCollar: { ticks: 5 } } });
    const rig = new Rig({ limits: { priceCollar: { ticks: 5 } }, recorded: before.turns }).venueUp().order('A');
    expect(rig.heard()).toEqual([
      '8 A 150=8 39=8 103=3 NoReferencePrice: no quote, last trade or prior close of ACME: the collar cannot be set',
    ]);
  });

  test('a child is judged again: what is beyond the limits is never sent', () => {
    const rig = Rig.ready({ limits: { priceCollar: { ticks: 1 } } })
      .twap('T', '100', '2', { ordType: '1', price: undefined })
      .until(0)
      .ack('TC1')
      .until(0.6);
    expect([rig.heard().filter(l => /^[DG]/.test(l)), rig.facts('ChildReplaceDenied').map(f => f.text)]).toEqual([
      ['D TC1 50@99.99'],
      ['PriceCollar: Price (44) 100.04 is beyond 100.02 (reference 100.01, limits.firm.priceCollar)'],
    ]);
  });
});
