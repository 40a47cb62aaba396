import fc from 'fast-check';
import { Books } from '../../src/core/books';
import { isOpen, pendingOf } from '../../src/core/order/order';
import { isWorking, type Parent, workingQty } from '../../src/core/order/parent';
import { Mailbox } from '../../src/pipeline/mailbox';
import type { Rig } from '../core/rig';
import { snapshot } from '../core/snapshot';
import { runs } from '../runs';
import { play, stories } from './story';

const RUNS = { numRuns: runs(75) };
const STORY = stories(120);

/** CumQty of a parent is the sum of what its children are booked with; a split (of an order of several days only) leaves the fills as they were told. */
function cumQtyAddsUp(rig: Rig): void {
  const off = [...rig.books.parents.values()].filter(p => {
    let sum = 0;
    for (const c of p.children) for (const b of c.fills) if (!b.superseded) sum += b.trade.lastQty;
    const state = p.children.reduce((n, c) => n + c.state.cumQty, 0);
    return state !== p.state.cumQty || (sum !== state && !p.state.multiDay);
  });
  expect(off).toEqual([]);
}

/** What a decision of ours asked for in the last turn never brings a scheduled parent above its quantity. */
function neverAboveOrderQty(rig: Rig): void {
  const asked = new Set<Parent>();
  for (const fact of rig.turns.at(-1)!.facts)
    if (fact.type === 'ChildOrderReleased' || fact.type === 'ChildReplaceReleased')
      asked.add(rig.books.parentOf(rig.books.children.get(fact.childId)!));
  const above = [...asked].filter(p => p.strategy === 'TWAP' && p.state.cumQty + workingQty(p) > p.state.orderQty);
  expect(above.map(p => [p.state.cumQty, workingQty(p), p.state.orderQty])).toEqual([]);
}

describe('whatever happens in whatever order', () => {
  test('the line never throws, and every parent adds up to its children', () => {
    fc.assert(
      fc.property(STORY, steps => {
        const { rig } = play(steps, cumQtyAddsUp);
        expect(rig.failures).toEqual([]);
      }),
      RUNS,
    );
  });

  test('no decision brings the children of a TWAP above its quantity', () => {
    fc.assert(
      fc.property(STORY, steps => void play(steps, neverAboveOrderQty)),
      RUNS,
    );
  });

  test('the same inputs give the same facts', () => {
    fc.assert(
      fc.property(STORY, steps => {
        const { rig, inputs } = play(steps);
        const turns: unknown[] = [];
        const mailbox = new Mailbox(new Books(), { turn: t => turns.push(t), failed: e => turns.push(e) });
        mailbox.post(rig.facts('Started')[0]!, rig.turns[0]!.at);
        for (const { input, at } of inputs) mailbox.post(input, at);
        expect(turns).toEqual(rig.turns);
      }),
      RUNS,
    );
  });

  test('the recorded facts, read back from text, fold into the books that lived', () => {
    fc.assert(
      fc.property(STORY, steps => {
        const { rig } = play(steps);
        const folded = new Books();
        for (const turn of JSON.parse(JSON.stringify(rig.turns)) as typeof rig.turns)
          for (const fact of turn.facts) folded.apply(fact, turn.seq, turn.at);
        expect(snapshot(folded)).toEqual(snapshot(rig.books));
      }),
      RUNS,
    );
  });

  test('counters and sets agree with the orders they count', () => {
    fc.assert(
      fc.property(STORY, steps => {
        const { books } = play(steps).rig;
        const open = [...books.parents.values()].filter(isWorking);
        expect([books.openParents, [...books.working].map(p => p.parentId).sort()]).toEqual([
          open.length,
          open.map(p => p.parentId).sort(),
        ]);
      }),
      RUNS,
    );
  });

  test('every order and request of an OMS is answered once it cannot be pending any more', () => {
    fc.assert(
      fc.property(STORY, steps => {
        const { rig } = play(steps);
        const parents = [...rig.books.parents.values()];
        const answered = new Set(
          rig
            .facts('ParentReported')
            .filter(r => !'6EI'.includes(r.execType))
            .map(r => r.clOrdId),
        );
        for (const denied of rig.facts('ParentRequestDenied')) answered.add(denied.clOrdId);
        const silent = rig.facts('ParentRequestAccepted').filter(r => {
          const pending = parents.some(
            p => pendingOf(p.state, r.clOrdId) && p.children.some(c => isOpen(c.state) || c.state.pending.length > 0),
          );
          return !pending && !answered.has(r.clOrdId);
        });
        expect(silent).toEqual([]);
      }),
      RUNS,
    );
  });
});
