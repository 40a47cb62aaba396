import { join } from 'node:path';
import { Cleanser } from '../../../src/market-data/cleanse/cleanser';
import { readReference } from '../../../src/market-data/reference/folder';
import { judged, only, setup } from './rig';

const calendar = readReference(join(__dirname, '../../../sessions/paper/reference')).calendars.get('XSIM')!;
const at = (text: string): number => Date.parse(text) * 1000;

test.each([
  ['2026-07-02T13:29:59Z', 'the opening auction', 'kept'],
  ['2026-07-02T13:24:59Z', 'before it', 'flag off-session:off-hours'],
  ['2026-07-02T20:00:00Z', 'after the close', 'flag off-session:off-hours'],
  ['2026-07-03T15:00:00Z', 'a holiday', 'flag off-session:closed-day'],
  ['2026-07-04T15:00:00Z', 'a Saturday', 'flag off-session:closed-day'],
  ['2026-11-27T17:59:00Z', 'a half day', 'kept'],
  ['2026-11-27T18:01:00Z', 'after the early close', 'flag off-session:off-hours'],
])('%s, %s: %s', (when, _, expected) => {
  expect(judged('trades', [{ at: at(when), price: 1, qty: 1 }], { calendar }, only('off-session'))).toEqual([expected]);
});

test('a night is no gap where the hours are known', () => {
  const rows = ['2026-07-02T19:59:00Z', '2026-07-06T13:31:00Z', '2026-07-06T13:36:30Z'].map(when => ({
    at: at(when),
    price: 1,
    qty: 1,
  }));
  expect(judged('trades', rows, { calendar }, only('gap'))).toEqual(['kept', 'kept', 'flag gap:gap']);
});

test('without a calendar it says that it cannot run', () => {
  const { notRun } = new Cleanser(setup('trades'));
  expect(notRun).toContainEqual({
    rule: 'off-session',
    why: 'no calendar is known: give reference data with the market or the symbol',
  });
});
