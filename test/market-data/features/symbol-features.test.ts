import fc from 'fast-check';
import { type Heard, tell, told, unlike, vectorOf } from './heard';
import { slowly } from './slow';
import { stream } from './streams';

const LATER = fc.integer({ min: 0, max: 4_000_000_000 });

describe('features of a symbol', () => {
  test('are what a plain computation over the whole history gives, at the last update and later', () => {
    fc.assert(
      fc.property(stream, LATER, (events, later) => {
        const engine = told(events);
        const differ = [0, 50_000, later].map(after => {
          const at = engine.asOf + after;
          return unlike(vectorOf(engine, at), slowly(events, at));
        });
        expect(differ).toEqual([[], [], []]);
      }),
      { numRuns: 1500 },
    );
  });
  test('are the same bits however often they are read in between', () => {
    fc.assert(
      fc.property(stream, LATER, (events, later) => {
        const engine = told([]);
        for (const e of events) {
          tell(engine, e);
          vectorOf(engine, e.at + later);
        }
        const at = engine.asOf + later;
        expect(vectorOf(engine, at)).toEqual(vectorOf(told(events), at));
      }),
    );
  });
  test('are the same bits in coarse and in fine units', () => {
    const finer = (e: Heard): Heard => {
      const level = ([px, qty]: readonly [number, number]): [number, number] => [px * 100, qty * 1000];
      if (e.type === 'book') return { ...e, bids: e.bids.map(level), asks: e.asks.map(level) };
      return e.type === 'trade' ? { ...e, px: e.px * 100, qty: e.qty * 1000 } : e;
    };
    fc.assert(
      fc.property(stream, events => {
        const [coarse, fine] = [told(events, 2), told(events.map(finer), 5)];
        expect(vectorOf(fine, fine.asOf)).toEqual(vectorOf(coarse, coarse.asOf));
      }),
    );
  });
});
