import fc from 'fast-check';
import type { Fact } from '../../src/core/facts';
import type { RecordedTurn } from '../../src/core/journal-port';
import { ByteWriter } from '../../src/journal/byte-writer';
import { writeTurn } from '../../src/journal/turn-json';
import { turn } from '../contract/journal';

const written = (t: RecordedTurn): string => {
  const out = new ByteWriter();
  writeTurn(out, t);
  return out.buf.toString('utf8', 0, out.end);
};
const filled = (lastPx: number, text = 'E'): RecordedTurn =>
  turn(1, { type: 'ChildOrderFilled', childId: 'C', orderId: 'O', execId: text, lastQty: 1, lastPx } satisfies Fact);

test('any number is written as JSON.stringify writes it', () => {
  const odd = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
    1e21,
    0.5,
    0,
    99_999_999,
    100_000_000,
    2 ** 53 - 1,
  ];
  const any = fc.oneof(fc.constantFrom(...odd), fc.double(), fc.maxSafeInteger(), fc.maxSafeNat(), fc.integer());
  fc.assert(
    fc.property(any, n => expect(written(filled(n))).toBe(JSON.stringify(filled(n)))),
    { numRuns: 2000 },
  );
});

test('any text is written as JSON.stringify writes it, in UTF-8', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ maxLength: 200 }),
    fc.constantFrom('"', '\\', '\u0001', '\ud800', ''),
  );
  const both = (t: string): [string, string] => [written(filled(1, t)), Buffer.from(JSON.stringify(filled(1, t))).toString()];
  fc.assert(
    fc.property(text, t => {
      const [ours, right] = both(t);
      expect(ours).toBe(right);
    }),
    { numRuns: 2000 },
  );
});
