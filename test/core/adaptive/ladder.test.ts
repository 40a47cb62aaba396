import { Rig, SECOND } from '../rig';
import { adaptive, answer, decisions, fails, IN_FORCE, PREDICTOR, seen, silence, slot, terms, use } from './set-up';

test('a slot waits for its forecast, is tilted by it, and is looked at again without another question', () => {
  const rig = answer(adaptive(), 0.5).until(0.9);
  const { ask: _, ...asked } = rig.facts('ForecastAsked')[0]!;
  expect([rig.facts('ForecastAsked').length, asked, decisions(rig), rig.facts('SliceScheduled').length]).toEqual([
    1,
    {
      type: 'ForecastAsked',
      about: rig.facts('PlanMade')[0]!.parentId,
      slot: 0,
      model: 'pre',
      features: [0.5],
      gate: [1],
      deadline: rig.facts('PlanMade')[0]!.start + 2000,
    },
    ['0 forecast 100>125'],
    5,
  ]);
});

test('a forecast that does not come: the one before, then the baseline', () => {
  const rig = answer(adaptive(), 0.5);
  for (const n of [1, 2]) silence(slot(rig, n));
  answer(slot(rig, 3), -0.5);
  expect(decisions(rig)).toEqual([
    '0 forecast 100>125',
    '1 last 200>244: pre has not answered by its deadline',
    '2 baseline 300>339: pre has not answered by its deadline',
    '3 forecast 400>417',
  ]);
});

test('an answer that comes too late decides nothing, and may serve the next slot', () => {
  const rig = silence(adaptive());
  answer(rig, 0.5, 500_000);
  silence(slot(rig, 1));
  expect([decisions(rig), rig.facts('ForecastMissed').length]).toEqual([
    [
      '0 baseline 100>100: pre has not answered by its deadline',
      expect.stringMatching(/^1 last 200>2\d\d.*: pre has not answered/),
    ],
    2,
  ]);
});

test('what a deadline has passed without is not taken a moment later, though its timer has not fired', () => {
  const rig = answer(adaptive(), 0.5, 2001);
  expect([decisions(rig), decisions(rig.until(0.01))]).toEqual([
    [],
    ['0 baseline 100>100: pre has not answered by its deadline'],
  ]);
});

test.each<[string, (rig: Rig) => Rig, string]>([
  ['it says what is no number', rig => answer(rig, null), "the model's drift is no finite number"],
  ['a member does', rig => answer(rig, 1, 100, { members: [1, null] }), 'a member of the model says no finite number'],
  ['it says too much', rig => answer(rig, 1, 100, { y: [1, 2] }), 'the model said 2 numbers for 1 targets'],
  ['it fails', rig => fails(rig, 'the thread is gone'), 'pre: the thread is gone'],
])('no forecast because %s', (_what, story, why) => {
  expect(decisions(story(adaptive()))).toEqual([`0 baseline 100>100: ${why}`]);
});

const HMM = { start: [1, 0, 0], transition: [], mean: [], variance: [], floor: 0 };
test.each<[string, Partial<typeof IN_FORCE> | null, (rig: Rig) => Rig, string]>([
  ['there is no model', null, rig => slot(rig, 1), 'no model is in force'],
  ['a feature is missing', {}, rig => slot(rig, 1, { imbalance1: null }), 'the feature imbalance1 is not known'],
  ['one is out of range', {}, rig => slot(rig, 1, { imbalance1: 1.5 }), 'the feature imbalance1 is 1.5, beyond -1 to 1'],
  ['the market was not seen lately', { maxAge: 900_000 }, rig => rig.until(1), 'what was seen of the market is 1 s old'],
  [
    'market data is stale',
    {},
    rig => rig.post({ type: 'MarketDataStale', symbols: ['ACME'], why: 'it is quiet' }).until(1),
    'market data does not flow: it is quiet',
  ],
  ['the book is crossed', {}, rig => seen(rig, {}, { bids: [['100.02', '1']] }).until(1), 'the book is crossed'],
  ['a side is empty', {}, rig => seen(rig, {}, { asks: [] }).until(1), 'a side of the book is empty'],
  ['the regime is unknown', { hmm: HMM }, rig => slot(rig, 1), 'the regime is unknown'],
  [
    'the model was rolled back',
    {},
    rig => slot(rig.post({ type: 'ModelRolledBack', role: 'predictor', from: 'pre', why: 'drift' } as never), 1),
    'pre was rolled back, and nothing good stands behind it',
  ],
])('nobody is asked where %s', (_what, models, story, why) => {
  const rig = story(silence(adaptive({}, models && { ...IN_FORCE, ...models })));
  expect(decisions(rig).at(-1)).toBe(`1 baseline 200>200: ${why}`);
});

test('a halt decides nothing; what it left out comes after it, tilted from where the baseline is', () => {
  const rig = answer(adaptive(), 0);
  rig.post({ type: 'SecurityStatusReceived', symbol: 'ACME', status: '2' });
  slot(slot(rig, 1), 2).until(2.9);
  rig.post({ type: 'SecurityStatusReceived', symbol: 'ACME', status: '17' });
  answer(slot(rig, 3), 0);
  const halted = rig.facts('SliceSkipped').filter(f => f.reason.includes('halted'));
  expect([decisions(rig), halted.length]).toEqual([['0 forecast 100>100', '3 forecast 400>400'], 14]);
});

test('a model that fails five times in a row is left alone for half a minute, then tried once', () => {
  const rig = adaptive({ Duration: '100', SlotSeconds: '2' });
  for (let n = 1; n <= 40; n++) {
    const asked = rig.facts('ForecastAsked').length;
    slot(rig, 2 * n);
    if (rig.facts('ForecastAsked').length > asked || n === 1) silence(rig);
  }
  const told = rig.facts('TiltDecided').map(f => (f.why?.includes('left alone') ? '.' : 'x'));
  expect(told.join('')).toMatch(/^x{5}\.{14,15}x\.{14,15}x/);
});

test('in shadow the tilt is told and the baseline is done', () => {
  const rig = answer(adaptive({}, { ...IN_FORCE, mode: 'shadow' }), 5);
  const { raw, tilt, applied } = rig.facts('TiltDecided')[0]!;
  expect([decisions(rig), raw > 0.4, tilt === raw, applied]).toEqual([['0 forecast 100>100 (shadow)'], true, true, 0]);
});

test('members that disagree shrink the tilt', () => {
  const two = { ...PREDICTOR, gate: [0.5, 0.5] };
  const tilts = [
    [0.5, 0.5],
    [1, 0],
  ].map(members => {
    const { raw, tilt, sd } = answer(adaptive({}, { ...IN_FORCE, predictor: two }), 5, 100, { members }).facts('TiltDecided')[0]!;
    return { raw, part: tilt / raw, agreed: sd === 0 };
  });
  expect(tilts).toEqual([
    { raw: tilts[1]!.raw, part: 1, agreed: true },
    { raw: tilts[0]!.raw, part: expect.closeTo(0.83, 1), agreed: false },
  ]);
});

test("a policy that reads the signal is asked behind the predictor, under one deadline, for the order's own side", () => {
  const policy = terms('pol', 'tilt', [use('signal', { low: -100, high: 100 }), use('side')]);
  const rig = adaptive({}, { ...IN_FORCE, policy }, { order: { side: '2', price: '99' } });
  answer(rig, 3);
  const second = rig.facts('ForecastAsked')[1]!;
  answer(rig, Math.LN2);
  expect([second.model, second.features, second.deadline === rig.facts('ForecastAsked')[0]!.deadline, decisions(rig)]).toEqual([
    'pol',
    [-3, -1],
    true,
    ['0 forecast 100>200'],
  ]);
});

test('a restart in the middle of a question: facts are folded, and what nobody answered falls back when its timer fires', () => {
  const before = answer(adaptive(), 0.5);
  slot(before, 1);
  const after = new Rig({ recorded: before.turns, started: { models: IN_FORCE } });
  after.venueUp().until((after.at - before.facts('PlanMade')[0]!.start) / SECOND + 0.5);
  expect(decisions(after)).toEqual(['1 baseline 200>222: pre has not answered by its deadline']);
});

test('a replace plans anew: the tilt begins from what was done', () => {
  const rig = answer(adaptive(), 0.5);
  rig.replace('R', 'S', { strategy: '1002', orderQty: '1500', parameters: { Duration: '10' } });
  answer(rig.until(0.001), 0);
  expect(decisions(rig).slice(1)).toEqual([expect.stringMatching(/^0 forecast (\d+)>\1$/)]);
});

test('other models are of orders to come; those that work go on with theirs', () => {
  const rig = answer(adaptive(), 0.5);
  rig.post({ type: 'ModelChanged', models: { ...IN_FORCE, predictor: terms('new', 'drift') }, by: 'ann', why: 'better' });
  slot(rig, 1);
  rig.order('T', { strategy: '1002', orderQty: '1000', parameters: { Duration: '10' } }).until(1.001);
  expect(rig.facts('ForecastAsked').map(f => f.model)).toEqual(['pre', 'pre', 'new']);
});
