import type { Fact } from '../../../src/core/facts';
import { COPY, CopyRig } from './copy-rig';

const partly = { ordStatus: '1', cumQty: '40' };

/** A TWAP whose only child (50 at 99.99) is over at the venue, and of which the copy tells a fill of 40 that nobody booked. */
function doubtful(): CopyRig {
  const rig = CopyRig.up().twap('A', '1000', '600').pass(0);
  const terms = { orderQty: '50', price: '99.99' };
  rig.report('TC1', '0', { orderId: 'O1' }).copy('TC1', '0', { ...terms, cumQty: '0' });
  rig.copyOfFill('TC1', 'V1', '40', '99.99', { ...terms, ...partly }).pass(6);
  return rig.report('TC1', '4', { orderId: 'O1' }).copy('TC1', '4', { cumQty: '40' });
}

const word = (act: 'adopt' | 'dismiss'): Fact => ({
  type: 'CopyDifferenceJudged',
  session: COPY,
  clOrdId: 'TC1',
  execId: 'V1',
  act,
  by: 'ana',
  reason: 'the venue says so',
});
type Word = Extract<Fact, { type: 'CopyDifferenceJudged' }>;

/** Children released from now on. */
function released(rig: CopyRig, play: () => unknown): number {
  const before = rig.facts('ChildOrderReleased').length;
  play();
  return rig.facts('ChildOrderReleased').length - before;
}

test('an order with a fill that only the copy tells gets no further child, and says why', () => {
  const rig = doubtful();
  const children = released(rig, () => rig.pass(120));
  expect([children, rig.facts('SliceSkipped').at(-1)?.reason]).toEqual([
    0,
    "the drop copy tells a fill of child 'TC1' that is not booked",
  ]);
});

test.each(['adopt', 'dismiss'] as const)('once a person has said %s it goes on', act => {
  const rig = doubtful();
  rig.post(word(act) as Word);
  const [parent] = [...rig.books.parents.values()];
  const children = released(rig, () => rig.pass(120));
  expect({
    cumQty: parent!.state.cumQty / 100,
    goesOn: children > 0,
    listed: rig.differences().filter(d => d.includes(' V1:')),
  }).toEqual({
    cumQty: act === 'adopt' ? 40 : 0,
    goesOn: true,
    listed: [],
  });
});

test('what was adopted is known when the venue tells it after all', () => {
  const rig = doubtful()
    .post(word('adopt') as Word)
    .fill('TC1', '40', '99.99', { execId: 'V1' });
  expect([rig.facts('ChildOrderFilled').length, rig.alarms().at(-1)]).toEqual([1, 'DuplicateExecID']);
});

test('what was dismissed stays dismissed when the copy tells it again', () => {
  const rig = doubtful().post(word('dismiss') as Word);
  rig.copyOfFill('TC1', 'V1', '40', '99.99', { ...partly, possResend: true }).pass(60);
  expect(rig.differences().filter(d => d.includes(' V1:'))).toEqual([]);
});

test('what says nothing that can be booked stays listed, whoever adopts it', () => {
  const rig = CopyRig.up().working();
  rig
    .copyOfFill('TC1', 'V1', 'many', '', { ordStatus: '0', cumQty: '0' })
    .pass(6)
    .post({ ...(word('adopt') as Word) });
  expect([rig.differences().length, rig.failures]).toEqual([1, []]);
});

test('a replace to more is refused while the copy tells a fill that is not booked', () => {
  const rig = CopyRig.up().working();
  rig.copyOfFill('TC1', 'V1', '40', '100', partly).pass(6).heard();
  expect(rig.replace('R', 'A', { orderQty: '200' }).heard()).toEqual([expect.stringMatching(/^9 R<A .*InDoubt/)]);
});

test('a closed order waits in the books for the copy of its end, and not longer', () => {
  const rig = CopyRig.up().working();
  rig.report('TC1', '4', { orderId: 'O1' });
  const child = rig.books.children.get('TC1')!;
  const waits = rig.books.copies.holds(child);
  rig.copy('TC1', '4', { cumQty: '0' });
  expect([waits, rig.books.copies.holds(child)]).toEqual([true, false]);
});
