import fc from 'fast-check';
import { measureOrder } from '../../../src/drop-copy/tca/measure';
import { PARTS } from '../../../src/drop-copy/tca/split';
import { at, fillOf, marketOf, orderOf } from './made-up';

/** A random order, its fills, and the market around it; prices in hundredths of a cent. */
interface Case {
  readonly buy: boolean;
  readonly qty: number;
  readonly mids: readonly { readonly after: number; readonly px: number }[];
  readonly fills: readonly {
    readonly after: number;
    readonly qty: number;
    readonly px: number;
    readonly maker: boolean;
    readonly fee: number;
  }[];
  readonly decidedBefore: number;
  readonly accessAfter: number;
  readonly trades: readonly { readonly after: number; readonly qty: number; readonly px: number }[];
}

const PRICE = fc.integer({ min: 990_000, max: 1_010_000 });
const CASE: fc.Arbitrary<Case> = fc.record({
  buy: fc.boolean(),
  qty: fc.integer({ min: 1, max: 5_000 }),
  mids: fc.array(fc.record({ after: fc.integer({ min: 1, max: 9_000 }), px: PRICE }), { maxLength: 40 }),
  fills: fc.array(
    fc.record({
      after: fc.integer({ min: 1, max: 20_000 }),
      qty: fc.integer({ min: 1, max: 900 }),
      px: PRICE,
      maker: fc.boolean(),
      fee: fc.integer({ min: -500, max: 500 }),
    }),
    { maxLength: 8 },
  ),
  decidedBefore: fc.integer({ min: 0, max: 5_000 }),
  accessAfter: fc.integer({ min: 0, max: 5_000 }),
  trades: fc.array(fc.record({ after: fc.integer({ min: 1, max: 20_000 }), qty: fc.integer({ min: 1, max: 900 }), px: PRICE }), {
    maxLength: 20,
  }),
});

const sum = (column: readonly number[]): number => column.reduce((s, x) => s + x, 0);

/** The same figures as a spreadsheet would have them: a row a fill, a column a formula, look-ups by scanning; floats throughout. */
function spreadsheet(c: Case) {
  let ms = -20_000;
  const mids = [{ ms, px: 100 }, ...c.mids.map(m => ({ ms: (ms += m.after), px: m.px / 1e4 }))];
  const lookUp = (when: number, same: boolean): number => mids.filter(m => (same ? m.ms <= when : m.ms < when)).at(-1)!.px;
  let left = c.qty;
  let when = 0;
  const rows = c.fills.flatMap(f => {
    when += f.after;
    const qty = Math.min(f.qty, left);
    left -= qty;
    return qty === 0 ? [] : [{ ms: when, qty, px: f.px / 1e4, maker: f.maker, fee: f.fee / 100 }];
  });
  const end = 200_000;
  const s = c.buy ? 1 : -1;
  const [d, r, a, e] = [lookUp(-c.decidedBefore, true), lookUp(0, true), lookUp(c.accessAfter, true), lookUp(end, true)];
  const columnM = rows.map(f => lookUp(f.ms, false));
  const columnMoved = rows.map((f, i) => {
    const next = rows[i + 1]?.ms ?? Number.POSITIVE_INFINITY;
    return f.maker ? 0 : (next <= f.ms + 1_000 ? lookUp(next, false) : lookUp(f.ms + 1_000, true)) - columnM[i]!;
  });
  const columnJ = rows.map((_, i) => sum(columnMoved.slice(0, i)));
  const done = sum(rows.map(f => f.qty));
  let printed = 0;
  const tape = c.trades.map(t => ({ ms: (printed += t.after), qty: t.qty, px: t.px / 1e4 }));
  const inWindow = tape.filter(t => t.ms <= end);
  const cuts = [0, ...mids.map(m => m.ms).filter(t => t > 0 && t < end), end];
  const twap = sum(cuts.slice(1).map((t, i) => (t - cuts[i]!) * lookUp(cuts[i]!, true))) / end;
  return {
    ...{ rows, mids, tape, end, done },
    parts: {
      delay: s * c.qty * (a - d),
      spread: s * sum(rows.map((f, i) => f.qty * (f.px - columnM[i]!))),
      impact: s * sum(rows.map((f, i) => f.qty * columnJ[i]!)),
      timing: s * sum(rows.map((f, i) => f.qty * (columnM[i]! - a - columnJ[i]!))),
      opportunity: s * (c.qty - done) * (e - a),
      fees: sum(rows.map(f => f.fee)),
    },
    shortfall: s * (sum(rows.map(f => f.qty * f.px)) + (c.qty - done) * e - c.qty * d) + sum(rows.map(f => f.fee)),
    value: c.qty * d,
    arrivalBps: done === 0 ? null : (s * (sum(rows.map(f => f.qty * f.px)) / done - r) * 1e4) / r,
    twap,
    vwap: inWindow.length === 0 ? null : sum(inWindow.map(t => t.qty * t.px)) / sum(inWindow.map(t => t.qty)),
    participation: inWindow.length === 0 ? null : done / sum(inWindow.map(t => t.qty)),
  };
}

function measured(c: Case, sheet: ReturnType<typeof spreadsheet>) {
  const fills = sheet.rows.map(f =>
    fillOf({
      at: at(f.ms / 1e3),
      qty: f.qty,
      px: Math.round(f.px * 1e4),
      liquidity: f.maker ? '1' : '2',
      fee: f.fee.toFixed(2),
    }),
  );
  const order = orderOf({
    orderQty: c.qty,
    side: c.buy ? '1' : '2',
    fills: [...fills].reverse(),
    decided: at(-c.decidedBefore / 1e3),
    ended: at(sheet.end / 1e3),
    strategy: 'VWAP',
    closed: sheet.done < c.qty ? 'Expired' : undefined,
  });
  const market = marketOf(
    sheet.mids.map(m => [m.ms / 1e3, m.px] as const),
    sheet.tape.map(t => [t.ms / 1e3, t.qty, t.px] as const),
  );
  return measureOrder(order, { market, children: { access: at(c.accessAfter / 1e3), fees: undefined }, logEnd: at(1e4) });
}

const near = (got: number | null, expected: number | null, within: number): boolean =>
  got === null || expected === null ? got === expected : Math.abs(got - expected) <= within;

/** What of an order does not agree with the spreadsheet. */
function differing(c: Case): string[] {
  const sheet = spreadsheet(c);
  const got = measured(c, sheet);
  const { parts } = sheet;
  return [
    // a part is rounded to a cent; timing takes what rounding leaves of five of them
    ...PARTS.filter(p => !near(got.partsCents[p], 100 * parts[p], p === 'timing' ? 3.001 : 0.501)),
    ...PARTS.filter(p => !near(got.partsBps[p], (1e4 * parts[p]) / sheet.value, 1e-6)).map(p => `${p} bps`),
    ...(near(got.shortfallCents, 100 * sheet.shortfall, 0.501) ? [] : ['shortfall']),
    ...(near(got.isBps, (1e4 * sheet.shortfall) / sheet.value, 1e-6) ? [] : ['IS']),
    ...(near(got.arrivalBps, sheet.arrivalBps, 1e-6) ? [] : ['arrival']),
    ...(near(got.twap, sheet.twap, 1e-8) ? [] : ['TWAP']),
    ...(near(got.vwap, sheet.vwap, 1e-8) ? [] : ['VWAP']),
    ...(near(got.participation, sheet.participation, 1e-9) ? [] : ['participation']),
    ...(sum(PARTS.map(p => got.partsCents[p] ?? 0)) === got.shortfallCents ? [] : ['the parts do not add up to the cent']),
  ];
}

test('random orders come out as in a spreadsheet: every part by itself, and their sum to the cent', () => {
  fc.assert(
    fc.property(CASE, c => {
      expect(differing(c)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});
