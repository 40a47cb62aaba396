import type { ModelsInForce } from '../../../src/core/facts';
import type { Permit } from '../../../src/core/learned/permit';
import { replayTurns } from '../../../src/run/replay';
import { Rig, SECOND } from '../rig';
import { adaptive, answer, decisions, IN_FORCE, PREDICTOR, seen, slot, terms, use } from './set-up';

const START = new Rig().at;
const WITHIN = {
  certificate: 'c'.repeat(64),
  approver: 'vera',
  expires: START + 3600 * SECOND,
  symbols: ['ACME'],
  maxQty: 1000,
  maxBand: 0.1,
  maxWindow: 600,
  regimes: ['*'],
};

/** Models of which the predictor has this permit. */
const certified = (permit: Permit | undefined, over: Partial<ModelsInForce> = {}): ModelsInForce => ({
  ...IN_FORCE,
  mode: 'certified',
  predictor: { ...PREDICTOR, permit },
  ...over,
});
const within = (over: Partial<typeof WITHIN> = {}): Permit => ({ within: { ...WITHIN, ...over } });

const HMM = { start: [1, 0, 0], transition: [], mean: [], variance: [], floor: 0 };
/** The filter has seen a state. */
const regime = (state: 0 | 1 | 2) => (rig: Rig) =>
  rig.post({ type: 'RegimeSeen', symbol: 'ACME', end: rig.at, posteriors: [1, 0, 0], state, changed: true, fit: 0 } as never);

test.each<[string, ModelsInForce, string]>([
  ['within its certificate it acts', certified(within()), '0 forecast 100>125'],
  ['any symbol', certified(within({ symbols: ['*'] })), '0 forecast 100>125'],
  ['without a permit it is in shadow', certified(undefined), '0 forecast 100>100 (shadow)'],
  ['without a certificate too', certified({ shadow: 'it has none' }), '0 forecast 100>100 (shadow)'],
  [
    'certified for shadow, bounds bind nothing',
    certified({ shadow: 'inconclusive', ...within({ symbols: ['BOLT'] }) }),
    '0 forecast 100>100 (shadow)',
  ],
  [
    'another symbol',
    certified(within({ symbols: ['BOLT', 'CRUX'] })),
    '0 baseline 100>100: pre: its certificate is for BOLT, CRUX, and not for ACME',
  ],
  [
    'a larger order',
    certified(within({ maxQty: 999 })),
    '0 baseline 100>100: pre: its certificate is for orders of at most 999, and this is one of 1000',
  ],
  [
    'a wider Band',
    certified(within({ maxBand: 0.05 })),
    '0 baseline 100>100: pre: its certificate is for a Band of at most 0.05, and this is one of 0.1',
  ],
  [
    'a longer window',
    certified(within({ maxWindow: 9 })),
    '0 baseline 100>100: pre: its certificate is for windows of at most 9 s, and this is one of 10 s',
  ],
  ['just that Band and window', certified(within({ maxBand: 0.1, maxWindow: 10 })), '0 forecast 100>125'],
  ['after its end', certified(within({ expires: START - 1 })), '0 baseline 100>100: pre: its certificate ended on 2026-01-05'],
  [
    'regimes that nobody tells',
    certified(within({ regimes: ['calm', 'busy'] })),
    '0 baseline 100>100: pre: its certificate is for the regimes calm, busy, and no regime filter is in force (models.hmm)',
  ],
  ['regimes that are all there are', certified(within({ regimes: ['calm', 'volatile', 'crash'] })), '0 forecast 100>125'],
])('%s', (_what, models, told) => {
  const rig = adaptive({}, models);
  if (rig.facts('ForecastAsked').length > 0) answer(rig, 0.5);
  expect(decisions(rig)).toEqual([told]);
});

test.each<[0 | 1 | 2, string[], string | undefined]>([
  [0, ['calm'], undefined],
  [1, ['calm'], 'busy'],
  [1, ['volatile'], undefined],
  [2, ['calm', 'volatile', 'trending', 'thin'], 'stressed'],
  [2, ['crash'], undefined],
  [2, ['stressed'], undefined],
])('in state %d of the filter, certified for %j', (state, regimes, outside) => {
  const rig = regime(state)(adaptive({}, certified(within({ regimes }), { hmm: HMM })));
  slot(rig, 1);
  const told = rig.facts('ForecastAsked').length > 0 ? undefined : rig.facts('TiltDecided').at(-1)!.why;
  expect(told).toBe(
    outside === undefined ? undefined : `pre: its certificate is for the regimes ${regimes.join(', ')}, and not for ${outside}`,
  );
});

test('the moment it ends is looked at for each decision, also of an answer that was asked for before; a replay decides the same', () => {
  // it ends while the second slot's answer is under way
  const rig = answer(adaptive({}, certified(within({ expires: START + SECOND + 50 }))), 0.5);
  answer(slot(rig, 1), 0.5);
  slot(rig, 2);
  const ended = 'pre: its certificate ended on 2026-01-05';
  expect([decisions(rig), replayTurns(rig.turns).difference]).toEqual([
    ['0 forecast 100>125', `1 baseline 200>222: ${ended}`, `2 baseline 300>319: ${ended}`],
    undefined,
  ]);
});

test('an order that grows beyond its certificate goes on by its baseline; a restart folds what was decided', () => {
  const before = answer(adaptive({}, certified(within())), 0.5);
  before.replace('R', 'S', { strategy: '1002', orderQty: '1500', parameters: { Duration: '10' } });
  slot(before.until(0.001), 1);
  const after = new Rig({ recorded: before.turns, started: { models: certified(within()) } });
  seen(after.venueUp()).until(2.01);
  const told = [...decisions(before).slice(1), decisions(after).at(-1)!].map(d => d.replace(/^\d+ baseline \d+>\d+: /, ''));
  const larger = 'pre: its certificate is for orders of at most 1000, and this is one of 1500';
  expect([...new Set(told)]).toEqual([larger]);
});

test.each<[string, Permit | undefined, Permit | undefined, string]>([
  ['both act', within(), within(), '0 forecast 100>200'],
  ['the predictor behind it is in shadow', undefined, within(), '0 forecast 100>200 (shadow)'],
  ['it is in shadow', within(), undefined, '0 forecast 100>200 (shadow)'],
])('a policy that reads a predictor: %s', (_what, first, second, told) => {
  const policy = { ...terms('pol', 'tilt', [use('signal', { low: -100, high: 100 })]), permit: second };
  const rig = adaptive({}, certified(first, { policy }));
  answer(rig, 3);
  answer(rig, Math.LN2);
  expect(decisions(rig)).toEqual([told.replace('200 (shadow)', '100 (shadow)')]);
});

test.each<[string, Permit | undefined, boolean]>([
  ['acts too', within(), true],
  ['is in shadow', { shadow: 'it has no certificate' }, false],
])('a challenger that %s: orders are drawn for it only where the two can be compared', (_what, permit, drawn) => {
  const challenger = { ...terms('cha', 'drift'), permit };
  const rig = adaptive({}, certified(within(), { challenger }));
  for (let n = 0; n < 20; n++) rig.order(`O${n}`, { strategy: '1002', orderQty: '100', parameters: { Duration: '600' } });
  expect(rig.facts('ArmDrawn').some(f => f.arm === 'challenger')).toBe(drawn);
});

const OTHER = { ...terms('new', 'drift'), permit: within() };
const GRANTED = [{ hash: 'pre', permit: within() }];

test.each<[string, ModelsInForce['earlier'], string]>([
  ['is granted still', GRANTED, '1 forecast 200>244'],
  ['is not looked up any more', undefined, '1 forecast 200>222 (shadow)'],
  ['has lost its certificate', [{ hash: 'pre', permit: { shadow: 'it has no certificate' } }], '1 forecast 200>222 (shadow)'],
  [
    'has a narrower one',
    [{ hash: 'pre', permit: within({ symbols: ['BOLT'] }) }],
    '1 baseline 200>222: pre: its certificate is for BOLT, and not for ACME',
  ],
])('an order keeps its model when another is promoted; what that may do goes by the promotion: it %s', (_what, earlier, told) => {
  const rig = answer(adaptive({}, certified(within())), 0.5);
  const models = certified(undefined, { predictor: OTHER, earlier });
  rig.post({ type: 'ModelChanged', models, role: 'predictor', by: 'ria', why: 'a test' });
  slot(rig, 1);
  if (rig.facts('ForecastAsked').at(-1)!.slot === 1) answer(rig, 0.5);
  expect([decisions(rig).at(-1), replayTurns(rig.turns).difference]).toEqual([told, undefined]);
});

test.each<[string, ModelsInForce['earlier'], string]>([
  ['is granted still', GRANTED, '1 forecast 200>244'],
  ['has lost its certificate', [], '1 forecast 200>222 (shadow)'],
])('drift brings the version before back: it acts only where it %s', (_what, earlier, told) => {
  const rig = answer(adaptive({}, certified(within())), 0.5);
  rig.post({
    type: 'ModelChanged',
    models: certified(undefined, { predictor: OTHER, earlier }),
    withdrawn: 'pre',
    by: 'ria',
    why: 'a test',
  });
  rig.post({ type: 'ModelChanged', models: certified(within(), { earlier }), role: 'predictor', by: 'ria', why: 'chosen again' });
  rig.post({
    type: 'ModelChanged',
    models: certified(undefined, { predictor: OTHER, earlier }),
    role: 'predictor',
    by: 'ria',
    why: 'a test',
  });
  rig.post({ type: 'ModelRolledBack', role: 'predictor', from: 'new', to: 'pre', why: 'drift' } as never);
  slot(rig, 1);
  answer(rig, 0.5);
  expect(decisions(rig).at(-1)).toBe(told);
});
