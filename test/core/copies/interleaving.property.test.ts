import fc from 'fast-check';
import { runs } from '../../runs';
import { CopyRig } from './copy-rig';

/** What happens to an order of 100 in three fills: what the venue tells, and what becomes of each copy. */
interface Tale {
  /** Quantities of the fills. */
  readonly fills: readonly [number, number];
  /** The fate of the copy of each of the three. */
  readonly fates: readonly ('told' | 'twice' | 'dropped' | 'altered')[];
  /** How far the copies run ahead of the venue (below 0) or behind it (above), in messages. */
  readonly lag: number;
  /** After how many messages the gateway is restarted. */
  readonly restart: number;
}

const tale: fc.Arbitrary<Tale> = fc.record({
  fills: fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })),
  fates: fc.array(fc.constantFrom('told', 'told', 'twice', 'dropped', 'altered'), { minLength: 3, maxLength: 3 }),
  lag: fc.integer({ min: -3, max: 3 }),
  restart: fc.integer({ min: 0, max: 8 }),
});

type Step = (rig: CopyRig) => unknown;

/** Both streams as steps in the order in which they arrive: each keeps its own order. */
function steps({ fills: [a, b], fates, lag }: Tale): Step[] {
  const quantities = [a, b, 100 - a - b];
  let cum = 0;
  const told: { place: number; step: Step }[] = [];
  quantities.forEach((qty, i) => {
    cum += qty;
    const after = { ordStatus: cum === 100 ? '2' : '1', cumQty: `${cum}` };
    told.push({ place: i, step: r => r.fill('TC1', `${qty}`, '100', { execId: `V${i}`, ...after }) });
    const price = fates[i] === 'altered' ? '99' : '100';
    const copy: Step = r => r.copyOfFill('TC1', `V${i}`, `${qty}`, price, after);
    const times = fates[i] === 'dropped' ? 0 : fates[i] === 'twice' ? 2 : 1;
    for (let n = 0; n < times; n++) told.push({ place: i + lag + 0.5 + n / 4, step: copy });
  });
  return told.sort((x, y) => x.place - y.place).map(t => t.step);
}

/** What must be listed at the end: each planted fault, and nothing else. */
const expected = ({ fates }: Tale): string[] =>
  fates.flatMap((fate, i) => (fate === 'dropped' ? [`NotCopied V${i}`] : fate === 'altered' ? [`TradeDiffers V${i}`] : []));

test('however the two streams interleave, and wherever it restarts, each planted fault is listed and nothing else', () => {
  fc.assert(
    fc.property(tale, told => {
      let rig = CopyRig.up().working();
      steps(told).forEach((step, i) => {
        if (i === told.restart) rig = CopyRig.up(rig.turns);
        step(rig);
      });
      const listed = [...rig.pass(60).books.differences.values()].map(
        ({ fact }) => `${fact.what} ${fact.execId ?? fact.clOrdId}`,
      );
      const [watch] = [...rig.books.copies.all()];
      const waits = watch!.awaited.size + watch!.ahead.size + watch!.touched.size;
      expect([listed.sort(), waits, rig.failures]).toEqual([expected(told).sort(), 0, []]);
    }),
    { numRuns: runs(60) },
  );
});
