import { RULES } from '../../../src/market-data/cleanse/rules';
import { BAR_CASES } from './bar-cases';
import { times } from './case';
import { judged, only } from './rig';
import { TICK_CASES } from './tick-cases';

const CASES = [...TICK_CASES, ...BAR_CASES];

test('every rule has a case', () => {
  // off-session needs a market's calendar: see off-session.test.ts
  expect([...new Set([...CASES.map(c => c.rule), 'off-session'])].sort()).toEqual(RULES.map(r => r.name).sort());
});

test.each(CASES)('$rule: $story', ({ rule, kind, rows, expected, setup }) => {
  const kept = times(rows.length - expected.length, () => 'kept');
  expect(judged(kind, rows, setup, only(rule))).toEqual([...kept, ...expected]);
});
