import fc from 'fast-check';
import { Books } from '../../src/core/books';
import type { Fact } from '../../src/core/facts';
import { isOpen, leavesQty } from '../../src/core/order/order';
import { MONEY_SCALE } from '../../src/core/risk/exposure/money';
import type { RiskLevel } from '../../src/core/risk/levels';
import type { Turn } from '../../src/core/turn';
import { booked, naive, plain } from './oracle';
import { limits, Stage, stories } from './story';

/** Ten thousand stories in the long run. */
const RUNS = { numRuns: process.env['SLUICE_LONG'] === '1' ? 10_000 : 150 };
const STORY = stories(80);

/** How much of each limit of a level is used; the limit itself, undefined where it is off. */
function uses({ exposure, limits: l }: RiskLevel): [string, number, number | undefined][] {
  const { day } = exposure;
  const rows: [string, number, number | undefined][] = [
    ['maxGross', exposure.gross, l.maxGross?.units[MONEY_SCALE]],
    ['maxNet', Math.max(exposure.longest, -exposure.shortest), l.maxNet?.units[MONEY_SCALE]],
    ['maxOpenValue', exposure.openValue, l.maxOpenValue?.units[MONEY_SCALE]],
    ['credit', exposure.openValue + day.committed, l.credit?.units[MONEY_SCALE]],
    ['maxDayQty', day.qty, l.maxDayQty?.units[day.qtyScale]],
    ['maxDayNotional', day.value, l.maxDayNotional?.units[MONEY_SCALE]],
  ];
  for (const h of exposure.all())
    rows.push([`maxPosition ${h.mark.instrument.symbol}`, h.worst / 10 ** h.qtyScale, l.maxPosition?.units[0]]);
  return rows;
}

const used = (books: Books): Map<string, [number, number | undefined]> => {
  const all = new Map<string, [number, number | undefined]>();
  for (const level of books.levels.all())
    for (const [name, use, limit] of uses(level)) all.set(`${level.name} ${level.key} ${name}`, [use, limit]);
  return all;
};

/** What we decide; all else is told to us. */
const DECISIONS: ReadonlySet<Fact['type']> = new Set([
  'ParentOrderAccepted',
  'ParentRequestAccepted',
  'ChildOrderReleased',
  'ChildReplaceReleased',
]);

/** Told to us: what these take up is no decision of ours. */
const TOLD: ReadonlySet<Fact['type']> = new Set(['VenueReportReceived', 'QuoteReceived', 'OrderRecalled', 'Started']);

describe('under any order of submits, fills, cancels, replaces, rejects, late fills, busts, restarts and recalls', () => {
  test('exposure is what the facts and the orders add up to', () => {
    fc.assert(
      fc.property(limits, STORY, (specs, steps) => {
        const stage = new Stage(specs).play(steps);
        expect(stage.rig.failures).toEqual([]);
        expect(plain(booked(stage.rig.books))).toEqual(plain(naive(stage)));
      }),
      RUNS,
    );
  });

  test('no decision of ours exceeds a limit', () => {
    fc.assert(
      fc.property(limits, STORY, (specs, steps) => {
        let before = new Map<string, [number, number | undefined]>();
        new Stage(specs, stage => {
          const after = used(stage.rig.books);
          const facts = stage.rig.turns.flatMap(t => t.facts);
          const decided = facts.some(f => DECISIONS.has(f.type)) && !facts.some(f => TOLD.has(f.type));
          const over = [...after].filter(
            ([name, [use, limit]]) => limit !== undefined && use > limit && use > (before.get(name)?.[0] ?? 0),
          );
          before = after;
          if (decided) expect(over).toEqual([]);
        }).play(steps);
      }),
      RUNS,
    );
  });

  test('an order beyond a soft limit has no child unless two persons released it', () => {
    fc.assert(
      fc.property(limits, STORY, (specs, steps) => {
        const stage = new Stage(specs).play(steps);
        const asked = mostAsked(stage.facts);
        const loose = [...stage.rig.books.parents.values()].filter(
          ({ parentId, levels, instrument, released, children }) =>
            children.length > 0 &&
            !released &&
            levels.some(l => l.soft && asked.get(parentId)! > l.soft.limits.maxOrderQty!.units[instrument.qtyScale]!),
        );
        expect(loose.map(p => p.parentId)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('what was reserved is released: with everything closed, nothing is open at any level', () => {
    fc.assert(
      fc.property(limits, STORY, (specs, steps) => {
        const stage = new Stage(specs).play(steps);
        closeAll(stage);
        const open = [...stage.rig.books.levels.all()].map(({ exposure: e }) => [
          e.openValue,
          e.openOrders,
          e.unpriced,
          ...[...e.all()].flatMap(h => [h.openBuy, h.openSell, h.buyValue, h.sellValue]),
        ]);
        expect(open.flat().filter(n => n !== 0)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('the journal, read back from text, gives identical exposure', () => {
    fc.assert(
      fc.property(limits, STORY, (specs, steps) => {
        const stage = new Stage(specs).play(steps);
        const books = new Books();
        for (const turn of JSON.parse(JSON.stringify(stage.turns)) as Turn[])
          for (const fact of turn.facts) books.apply(fact, turn.seq, turn.at);
        expect(exposures(books)).toBe(exposures(stage.rig.books));
      }),
      RUNS,
    );
  });
});

/** The most that was taken up for each parent, in its units: what fills and corrections make of an order is no decision of ours. */
function mostAsked(facts: readonly Fact[]): Map<string, number> {
  const most = new Map<string, number>();
  for (const f of facts)
    if ((f.type === 'ParentOrderProposed' || f.type === 'ParentRequestAccepted') && f.orderQty !== undefined)
      most.set(f.parentId, Math.max(most.get(f.parentId) ?? 0, f.orderQty));
  return most;
}

const exposures = (books: Books): string =>
  JSON.stringify([...books.levels.all()], (_key, value: unknown) =>
    value instanceof Map ? [...value] : typeof value === 'bigint' ? `${value}` : value,
  );

/** The venue ends whatever it has, the gateway every parent; nothing new comes. */
function closeAll(stage: Stage): void {
  stage.rig.venueUp();
  stage.post({ type: 'TradingStateChanged', level: 'firm', key: '', state: 'HALTED', by: 'ann', reason: 'the end' });
  for (let round = 0; round < 3; round++)
    for (const child of [...stage.rig.books.children.values()])
      if (child.venue !== undefined && (leavesQty(child.state) > 0 || (!child.state.closed && child.state.pending.length > 0)))
        stage.rig.report(child.state.pending.at(-1)?.clOrdId ?? child.clOrdId, '4');
  for (const child of stage.rig.books.children.values())
    for (const p of [...child.state.pending]) stage.rig.refuse(p.clOrdId, child.clOrdId);
  expect([...stage.rig.books.parents.values()].filter(p => p.accepted && isOpen(p.state))).toEqual([]);
}
