import fc from 'fast-check';
import type { FactOf } from '../../../src/core/facts';
import { workingQty } from '../../../src/core/order/parent';
import { runs } from '../../runs';
import { Rig, SECOND } from '../rig';
import { ahead, CODES, type Name, session, volume } from './set-up';

const RUNS = { numRuns: runs(150) };
const NAMES = Object.keys(CODES) as Name[];

const texts = (...values: string[]): fc.Arbitrary<string | undefined> =>
  fc.option(fc.constantFrom(...values), { nil: undefined });
const parameters = fc.record({
  SlotSeconds: texts('0.5', '1', '3'),
  MinSlice: texts('1', '20'),
  MaxSlice: texts('30', '500'),
  Band: texts('0', '0.02', '0.3', '1'),
  Randomise: texts('0', '0.2', '0.5'),
  Seed: texts('7'),
  WouldPrice: texts('99.97'),
  Style: texts('passive', 'normal', 'taker'),
  CompleteAtEnd: texts('Y', 'N'),
});

/** An order, and what happens to it: numbers pick among what exists at that moment. */
const stories = fc.record({
  name: fc.constantFrom(...NAMES),
  orderQty: fc.integer({ min: 20, max: 5_000 }),
  duration: fc.integer({ min: 5, max: 40 }),
  parameters,
  night: fc.boolean(),
  steps: fc.array(
    fc.record({
      what: fc.nat(11),
      seconds: fc.nat(30),
      qty: fc.integer({ min: 1, max: 400 }),
      px: fc.integer({ min: -4, max: 4 }),
    }),
    { minLength: 20, maxLength: 80 },
  ),
});
type Story = typeof stories extends fc.Arbitrary<infer T> ? T : never;

function begin({ name, orderQty, duration, parameters: asked, night }: Story): Rig {
  const rig = Rig.ready();
  const stretch = duration / 3;
  if (night) ahead(rig, session(0, stretch, { volume: 2_000 }), session(2 * stretch, 3 * stretch, { volume: 2_000 }));
  const notOf: Partial<Record<Name, readonly string[]>> = { POV: ['Randomise', 'Seed'] };
  const given = Object.entries(asked).filter(([key, value]) => value !== undefined && !notOf[name]?.includes(key));
  const more = { Duration: String(duration), ...(name === 'CLOSE' && { CutOff: '2', AuctionPart: '0.4' }) };
  const rate = name === 'POV' ? { participationRate: '0.2' } : {};
  const texts = { ...(Object.fromEntries(given) as Record<string, string>), ...more };
  return rig.order('S', { strategy: CODES[name], orderQty: String(orderQty), parameters: texts, ...rate });
}

function step(rig: Rig, { what, seconds, qty, px }: Story['steps'][number], n: number): void {
  const children = [...rig.books.children.values()];
  const child = children.at(-1 - (qty % 2)) ?? children.at(-1);
  if (what < 4) return void rig.until((rig.at - START) / SECOND + seconds / 10);
  if (what === 4) return void rig.quote((99.95 + px / 100).toFixed(2), (99.98 + px / 100).toFixed(2));
  if (what === 5) return void volume(rig, 300 * n);
  if (what === 6)
    return void rig.replace(`R${n}`, 'S', {
      strategy: rig.facts('ParentOrderReceived')[0]!.strategy,
      orderQty: String(qty * 10),
    });
  // what a venue still fills of a child that it said was gone is its own affair
  if (!child || child.state.closed !== undefined) return;
  const leaves = (child.state.orderQty - child.state.cumQty) / 100;
  if (what === 7) rig.report(child.clOrdId, '4');
  else if (what === 8) rig.report(child.clOrdId, '8');
  else if (what === 9) {
    const asked = child.state.pending.at(-1);
    if (asked?.kind === 'Replace') rig.replaced(asked.clOrdId, String(asked.orderQty! / 100), '99.99');
  } else {
    if (!child.state.acknowledged) rig.ack(child.childId);
    if (leaves > 0) rig.fill(child.clOrdId, String(Math.min(leaves, qty)), '99.99');
  }
}
const START = new Rig().at;

/** What is wrong with a slice, after the target of the one before it. */
function faultsOf(slice: FactOf<'SliceScheduled'>, last: number, orderQty: number): string[] {
  const { target, least = 0, most = target, limit, forClose } = slice;
  if (!(least <= target && target <= most && most <= orderQty)) return [`${least} ${target} ${most} of ${orderQty}`];
  const falls = target < last && limit === undefined && forClose === undefined;
  return falls || !Number.isInteger(target) || slice.slotQty < 0 ? [`${target} after ${last}`] : [];
}

test('targets never fall, least <= target <= most <= OrderQty, and nothing is oversold, whatever is asked and whatever fills', () => {
  fc.assert(
    fc.property(stories, story => {
      const rig = begin(story);
      const faults: string[] = [];
      let last = 0;
      let seen = 0;
      let most = story.orderQty * 100;
      story.steps.forEach((one, n) => {
        step(rig, one, n + 1);
        let ours = false;
        for (; seen < rig.turns.length; seen++)
          for (const fact of rig.turns[seen]!.facts) {
            if (fact.type === 'PlanMade') last = 0;
            if (fact.type === 'ParentReported') most = fact.orderQty;
            ours ||= fact.type === 'ChildOrderReleased' || fact.type === 'ChildReplaceReleased';
            if (fact.type !== 'SliceScheduled') continue;
            faults.push(...faultsOf(fact, last, most));
            if (fact.limit === undefined) last = fact.target;
          }
        for (const p of rig.books.parents.values())
          if (ours && p.state.cumQty + workingQty(p) > p.state.orderQty)
            faults.push(`${p.state.cumQty} and ${workingQty(p)} of ${p.state.orderQty}`);
      });
      expect([faults, rig.failures]).toEqual([[], []]);
    }),
    RUNS,
  );
});

test('the last slot of every curve wants the whole order', () => {
  fc.assert(
    fc.property(stories, story => {
      if (story.name === 'POV' || story.name === 'CLOSE') return;
      const rig = begin({ ...story, parameters: { ...story.parameters, WouldPrice: undefined } }).until(story.duration);
      expect(rig.facts('SliceScheduled').at(-1)?.target).toBe(story.orderQty * 100);
    }),
    RUNS,
  );
});
