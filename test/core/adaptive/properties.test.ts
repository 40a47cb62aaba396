import fc from 'fast-check';
import { runs } from '../../runs';
import type { Rig } from '../rig';
import { adaptive, answer, fails, IN_FORCE, PREDICTOR, silence, slot } from './set-up';

const SLOTS = 10;
/** What a model says of a slot: a number of any kind, or nothing. */
const said = fc.oneof(
  { weight: 4, arbitrary: fc.double() },
  { weight: 4, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }) },
  fc.constantFrom('silent' as const, 'failed' as const, 'unknown' as const),
);
const stories = fc.record({
  orderQty: fc.integer({ min: 1, max: 5_000 }),
  baseline: fc.constantFrom('TWAP', 'PTWAP', 'VWAP', 'IS'),
  band: fc.constantFrom('0', '0.02', '0.1', '0.5'),
  style: fc.constantFrom('passive', 'normal', 'taker'),
  said: fc.array(said, { minLength: SLOTS, maxLength: SLOTS }),
  /** How much of each child fills while it rests: none to all. */
  fills: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 50, maxLength: 50 }),
});
type Story = typeof stories extends fc.Arbitrary<infer T> ? T : never;

/** Acknowledges and fills what was sent: what crosses fills whole. */
function trade(rig: Rig, part: number): void {
  for (const child of rig.books.children.values()) {
    if (child.state.closed !== undefined) continue;
    if (!child.state.acknowledged) rig.ack(child.childId);
    const asked = child.state.pending.at(-1);
    if (asked?.kind === 'Cancel') {
      rig.report(asked.clOrdId, '4');
      continue;
    }
    if (asked) rig.replaced(asked.clOrdId, String(asked.orderQty! / 100), String(asked.price! / 1e6));
    const leaves = (child.state.orderQty - child.state.cumQty) / 100;
    const crosses = child.timeInForce === '3' || (child.state.price ?? 0) >= 100.01 * 1e6;
    const qty = crosses ? leaves : Math.floor(leaves * part);
    if (qty > 0) rig.fill(child.clOrdId, String(qty), '100');
  }
}

interface Path {
  readonly outside: readonly string[];
  readonly end: number;
  readonly failures: readonly unknown[];
}

function play({ orderQty, baseline, band, style, said: says, fills }: Story): Path {
  const wide = { ...PREDICTOR, features: [{ ...PREDICTOR.features[0]!, low: -1e9, high: 1e9 }] };
  const order = { orderQty: String(orderQty), price: '101' };
  const rig = adaptive({ Baseline: baseline, Band: band, Style: style }, { ...IN_FORCE, predictor: wide }, { order });
  const outside: string[] = [];
  const parent = [...rig.books.parents.values()][0]!;
  says.forEach((what, n) => {
    if (parent.state.cumQty === parent.state.orderQty) return;
    if (n > 0) slot(rig, n, what === 'unknown' ? { imbalance1: null } : {});
    if (rig.facts('ForecastAsked').at(-1)?.slot === n) say(rig, what);
    for (let look = 1; look <= 5; look++) {
      trade(rig, fills[n * 5 + look - 1]!);
      rig.until(n + Math.min(look / 5, 0.999));
    }
    trade(rig, 0);
    const decided = rig.facts('TiltDecided').at(-1)!;
    const off = Math.abs(parent.state.cumQty - decided.baseline);
    const allowed = Math.floor(Number(band) * parent.state.orderQty) + 100;
    if (off > allowed && n < SLOTS - 1) outside.push(`${n}: ${parent.state.cumQty} of ${decided.baseline} +- ${allowed}`);
    if (decided.slot !== n && parent.state.cumQty < parent.state.orderQty) outside.push(`slot ${n} was not decided`);
  });
  rig.until(9.9999);
  trade(rig, 0);
  return { outside, end: parent.state.cumQty / 100, failures: rig.failures };
}

function say(rig: Rig, what: Story['said'][number]): void {
  if (what === 'silent' || what === 'unknown') silence(rig);
  else if (what === 'failed') fails(rig, 'it is gone');
  else answer(rig, Number.isFinite(what) ? what : null);
}

test('whatever a model says, or does not: at the end of each slot the order is within its band around the baseline, and it completes', () => {
  fc.assert(
    fc.property(stories, story => {
      expect(play(story)).toEqual({ outside: [], end: story.orderQty, failures: [] });
    }),
    { numRuns: runs(40) },
  );
});
