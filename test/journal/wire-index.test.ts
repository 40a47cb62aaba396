import fc from 'fast-check';
import { type StoredWire, WireIndex } from '../../src/journal/wire-index';
import { message } from '../contract/journal';

/** Batches as drawn: which of two sessions sent how many messages in it (0: none). */
const story = fc.array(fc.record({ quiet: fc.integer({ min: 0, max: 90 }), s: fc.integer({ min: 0, max: 3 }), t: fc.nat(2) }), {
  minLength: 1,
  maxLength: 80,
});

test('every stored message is found by its number, however far apart the batches of a session are', () => {
  fc.assert(
    fc.property(story, fc.nat(200), fc.nat(60), (steps, first, span) => {
      const index = new WireIndex();
      const wires: (StoredWire | undefined)[] = [];
      const next = { S: 1, T: 1 };
      for (const { quiet, s, t } of steps) {
        for (let i = 0; i < quiet; i++) wires.push(undefined);
        const runs = (['S', 'T'] as const).flatMap(session => {
          const count = session === 'S' ? s : t;
          if (count === 0) return [];
          const from = next[session];
          next[session] += count;
          index.add(session, 1, from, wires.length);
          const bytes = Buffer.concat(Array.from({ length: count }, (_, i) => message(`${session}${from + i}`)));
          return [{ run: [session, 1, from, from + count - 1, bytes.length] as const, bytes }];
        });
        wires.push(runs.length === 0 ? undefined : { runs: runs.map(r => r.run), bytes: Buffer.concat(runs.map(r => r.bytes)) });
      }
      const found = [...index.messages('S', [first, first + span], b => wires[b], wires.length - 1)].map(
        m => Buffer.from(m.bytes).toString().split('\u0001')[3],
      );
      const wanted = Array.from({ length: span + 1 }, (_, i) => first + i).filter(n => n >= 1 && n < next.S);
      expect(found).toEqual(wanted.map(n => `S${n}`));
    }),
    { numRuns: 200 },
  );
});
