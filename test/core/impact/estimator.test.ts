import { Books } from '../../../src/core/books';
import type { FactOf } from '../../../src/core/facts';
import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import { PRIOR } from '../../../src/core/impact/prior';
import { replayTurns } from '../../../src/run/replay';
import { Rig, SECOND, T0 } from '../rig';

const ACME = { symbol: 'ACME', tick: '0.01', lot: '1', adv: '1000000', volatility: '2' };
const rigOf = (over: Partial<typeof ACME> = {}): Rig =>
  Rig.ready({ instruments: [{ ...ACME, ...over }], started: { impact: PRIOR } });

const seen = (over: Partial<FactOf<'MarketSeen'>> = {}, features: Record<string, number> = {}): FactOf<'MarketSeen'> => ({
  type: 'MarketSeen',
  symbol: 'ACME',
  asOf: T0,
  bids: [['99.98', '300']],
  asks: [['100.02', '500']],
  features: SYMBOL_FEATURES.map(f => features[f.name] ?? null),
  ...over,
});
/** What the OMS was told of each order when it was acknowledged. */
const acknowledged = (rig: Rig): (string | undefined)[] =>
  rig
    .facts('ParentReported')
    .filter(f => f.event === 'Acknowledged')
    .map(f => f.text);

describe('what an order is expected to cost', () => {
  test('is told in the acknowledgement: half of 2 bps, and 2/3 of 2 % times sqrt(1 %), by hand', () => {
    const rig = rigOf().twap('A', '10000', '600');
    expect(acknowledged(rig)).toEqual(['expected cost 14.3 bps (q90 39.3) by impact-prior']);
  });
  test('is a fact with its parts and what it was made of', () => {
    const rig = rigOf().twap('A', '10000', '600');
    expect(rig.facts('CostEstimated')).toEqual([
      {
        type: 'CostEstimated',
        parentId: rig.facts('ParentOrderProposed')[0]!.parentId,
        model: 'impact-prior',
        q50: 14.3333,
        q90: 39.3117,
        parts: { spread: 1, permanent: 8.8889, transient: 4.4444, earlier: 0, residual: 0 },
        inputs: {
          qty: 1_000_000,
          adv: 100_000_000,
          mid: 100_000_000,
          spread: 2,
          volatility: 0.02,
          volatilityFrom: 'config',
          duration: 600,
          depth: undefined,
          asOf: undefined,
        },
      },
    ]);
  });
  test('goes by the market that was seen: its levels, its volatility of five minutes, its depth', () => {
    const rig = rigOf()
      .post(seen({}, { volatility300: 1, depth: 400 }))
      .twap('A', '10000', '600');
    const { spread, volatility, volatilityFrom, depth, asOf } = rig.facts('CostEstimated')[0]!.inputs;
    expect({ spread, volatility, volatilityFrom, depth, asOf }).toEqual({
      spread: 4,
      volatility: 0.0152971,
      volatilityFrom: 'market',
      depth: 0.0004,
      asOf: T0,
    });
  });
  test('a market seen more than a minute ago is not how it is: the best quotes, and the volatility of the config', () => {
    const rig = rigOf()
      .post(seen({ asOf: T0 - 61 * SECOND }, { volatility300: 1 }))
      .twap('A', '10000', '600');
    const { spread, volatilityFrom } = rig.facts('CostEstimated')[0]!.inputs;
    expect([spread, volatilityFrom]).toEqual([2, 'config']);
  });
  test('the second order in a symbol is told what the first left, and less of it as it fades', () => {
    const rig = rigOf();
    const filled = (clOrdId: string): Rig => {
      rig.order(clOrdId, { orderQty: '10000', ordType: '1', price: undefined });
      const child = rig.facts('ChildOrderReleased').at(-1)!.childId;
      return rig.ack(child).fill(child, '4000', '100.02').fill(child, '6000', '100.03');
    };
    filled('A');
    const earlier = (side: string, after: number): number => {
      rig.until(after);
      rig.order(`${side}${after}`, { side, orderQty: '10000', ordType: '1', price: undefined });
      return rig.facts('CostEstimated').at(-1)!.parts.earlier;
    };
    // a third of 1.5 times 13.3333 bps; a seller finds it cheaper; gone by half after half an hour
    expect([earlier('1', 0), earlier('2', 0), earlier('1', 1800)]).toEqual([6.6667, -6.6667, 3.3333]);
  });
  test('of an order that is passed through, only where it trades at the market: a limit may never be met', () => {
    const rig = rigOf().order('A').order('B', { ordType: '1', price: undefined });
    const last = rig.facts('ChildOrderReleased').at(-1)!.childId;
    rig.heard();
    rig.ack(last);
    expect([rig.facts('CostEstimated').length, rig.heard()]).toEqual([
      1,
      ['8 B 150=0 39=0 14=0 151=100 6=0 expected cost 2.3 bps (q90 3.6) by impact-prior'],
    ]);
  });
});

describe('nothing is said of the cost', () => {
  test.each<[string, () => Rig]>([
    ['without a model', () => Rig.ready({ instruments: [ACME] })],
    ['without a daily volume', () => Rig.ready({ instruments: [{ ...ACME, adv: '0' }], started: { impact: PRIOR } })],
    ['of a symbol whose volatility nobody knows', () => Rig.ready({ started: { impact: PRIOR } })],
    ['where one side of the book is empty', () => rigOf().post(seen({ asks: [] }))],
    ['where the book is crossed', () => rigOf().post(seen({ bids: [['100.05', '100']] }))],
  ])('%s, and the order is taken all the same', (_what, make) => {
    const rig = make().twap('A', '10000', '600');
    expect([rig.facts('CostEstimated'), acknowledged(rig)]).toEqual([[], [undefined]]);
  });
});

describe('an estimate outlives a restart', () => {
  const rig = rigOf();
  rig.order('A', { orderQty: '10000', ordType: '1', price: undefined });
  const child = rig.facts('ChildOrderReleased')[0]!.childId;
  rig.ack(child).fill(child, '4000', '100.02').twap('B', '2000', '600');

  test('folded from the facts, the order has its estimate and the symbol what was left in it', () => {
    const books = new Books();
    for (const turn of rig.turns) for (const fact of turn.facts) books.apply(fact, turn.seq, turn.at);
    const of = (b: Books) => [[...b.parents.values()].map(p => p.estimate), b.impact.leftIn('ACME', rig.at)];
    expect(of(books)).toEqual(of(rig.books));
  });
  test('a replay decides the same estimates again', () => {
    expect(replayTurns(rig.turns).difference).toBeUndefined();
  });
});
