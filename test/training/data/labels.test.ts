import fc from 'fast-check';
import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import type { Target } from '../../../src/core/learned/model';
import { SymbolFeatures } from '../../../src/market-data/features/symbol-features';
import { type JoinSide, Labels } from '../../../src/training/data/labels';
import { type MarketRows, RowTaker } from '../../../src/training/data/rows';
import { stepsOf } from '../../../src/training/data/steps';

const SECOND = 1_000_000;
/** Price units: cents. */
const BID = 9_999;

/** What happens in the second that begins at a row: the bid moves by so many cents (the ask with it), then a trade. */
interface Event {
  readonly move?: number;
  readonly bought?: number;
  readonly sold?: number;
}

/** Rows of a market at a spread of two cents, 100 a side, in which somebody buys and sells 10 each second for ten minutes, and then `events` happen. */
function rowsOf(events: readonly Event[]): MarketRows {
  const engine = new SymbolFeatures({ qtyScale: 0 });
  const taker = new RowTaker();
  const vector = new Float64Array(SYMBOL_FEATURES.length);
  let bid = BID;
  const book = (at: number): void => engine.book(at, side(bid), side(bid + 2));
  for (let second = 0; second < 600 + events.length + 1; second++) {
    const at = second * SECOND;
    if (second >= 600) {
      engine.read(at, vector);
      taker.add(at, engine.mid2 / 200, vector);
    }
    const { move = 0, bought = 10, sold = 10 } = events[second - 600] ?? {};
    bid += move;
    const middle = at + SECOND / 2;
    if (bought > 0) engine.trade(middle, bid + 2, bought, 1);
    if (sold > 0) engine.trade(middle, bid, sold, -1);
    book(middle);
  }
  return taker.rows();
}

const side = (px: number) => ({ count: 1, px: Float64Array.of(px, 0, 0, 0, 0), qty: Float64Array.of(100, 0, 0, 0, 0) });
const quiet = (n: number): Event[] => Array.from({ length: n }, () => ({ bought: 0, sold: 0 }));
const labelOf = (name: Target['name'], events: readonly Event[], at: JoinSide = 1): number =>
  new Labels(rowsOf(events), SECOND).of({ name, horizon: events.length }, 0, at);

test('what traded and moved in each second is read back from averages, within a percent', () => {
  const events = [{ bought: 50, sold: 0 }, { bought: 0, sold: 7 }, { bought: 0, sold: 0 }, { move: 1 }];
  const { bought, sold, squares } = stepsOf(rowsOf(events), SECOND);
  const bps = 10_000 * Math.log((2 * BID + 4) / (2 * BID + 2));
  const found = [0, 1, 2, 3].map(k => [bought[k]!, sold[k]!, squares[k]!]);
  const near = (value: number) => (value === 0 ? expect.closeTo(0, 1) : expect.closeTo(value, value > 5 ? 0 : 1));
  expect(found).toEqual([
    [near(50), near(0), near(0)],
    [near(0), near(7), near(0)],
    [near(0), near(0), near(0)],
    [near(10), near(10), near(bps ** 2)],
  ]);
});

test.each<[string, readonly Event[], JoinSide, number]>([
  ['nobody sells', quiet(5), 1, 0],
  ['as much is sold as stands before it', [{ sold: 100 }, ...quiet(4)], 1, 0],
  ['more is sold than stands before it', [{ sold: 60 }, { sold: 60 }, ...quiet(3)], 1, 1],
  ['the price goes away, and all is sold there', [{ move: 1, sold: 0 }, { sold: 500 }, ...quiet(3)], 1, 0],
  ['the bid falls behind it and somebody sells', [{ move: -1, sold: 0, bought: 0 }, { sold: 5 }, ...quiet(3)], 1, 1],
  ['the ask comes down to it', [{ move: -2, sold: 0, bought: 0 }, ...quiet(4)], 1, 1],
  ['a seller: more is bought than stands before it', [{ bought: 120 }, ...quiet(4)], -1, 1],
  ['a seller: buyers are too few', [{ bought: 90, sold: 400 }, ...quiet(4)], -1, 0],
])('fill: %s', (_what, events, at, expected) => {
  expect(labelOf('fill', events, at)).toBe(expected);
});

test('drift is of mid, in bps; volume is ln of what traded over what was expected', () => {
  const events = [{ move: 3 }, { bought: 30, sold: 30 }];
  const [mid, rate, usual] = [BID + 1, 20, 10];
  expect([labelOf('drift', events), labelOf('volume', events)]).toEqual([
    expect.closeTo((10_000 * 3) / mid, 9),
    expect.closeTo(Math.log((80 + usual) / (2 * rate + usual)), 1),
  ]);
});

test('a window with a gap in it, or without a mid, has no label', () => {
  const rows = rowsOf(quiet(8));
  const gap = rows.at.map((at, k) => (k > 4 ? at + SECOND : at));
  const unknown = rows.mid.map((mid, k) => (k === 5 ? Number.NaN : mid));
  const of = (changed: Partial<MarketRows>): number[] => {
    const labels = new Labels({ at: rows.at, mid: rows.mid, column: name => rows.column(name), ...changed }, SECOND);
    return [0, 3, 4].map(k => labels.of({ name: 'drift', horizon: 2 }, k, 1));
  };
  expect([of({}), of({ at: gap }), of({ mid: unknown })]).toEqual([
    [0, 0, 0],
    [0, Number.NaN, Number.NaN],
    [0, Number.NaN, Number.NaN],
  ]);
});

test('no label reads past its horizon, and no feature past its row: a changed future changes neither', () => {
  const event = fc.record({ move: fc.integer({ min: -2, max: 2 }), bought: fc.nat(80), sold: fc.nat(80) });
  const targets: readonly Target['name'][] = ['drift', 'volume', 'volatility', 'fill'];
  fc.assert(
    fc.property(
      fc.array(event, { minLength: 12, maxLength: 12 }),
      fc.array(event, { minLength: 4, maxLength: 4 }),
      (past, future) => {
        const [one, other] = [rowsOf([...past, ...quiet(4)]), rowsOf([...past, ...future])];
        const labels = [one, other].map(rows => {
          const of = new Labels(rows, SECOND);
          return [0, 3, 6].map(k => targets.map(name => of.of({ name, horizon: 6 }, k, 1)));
        });
        const known = [one, other].map(rows => SYMBOL_FEATURES.map(f => [...rows.column(f.name).subarray(0, 13)]));
        expect([labels[1], known[1]]).toEqual([labels[0], known[0]]);
      },
    ),
    { numRuns: 20 },
  );
});
