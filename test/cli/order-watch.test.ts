import { isClosed } from '../../src/cli/order-watch';

const report = (ordStatus: string, leavesQty: string) => ({
  ok: true as const,
  fact: { type: 'ParentReported', ordStatus, leavesQty },
});
const now = (ordStatus: string, leavesQty: string) => ({ ok: true as const, order: { ordStatus, leavesQty } });

test.each([
  ['filled', report('2', '0'), true],
  ['cancelled', report('4', '0'), true],
  ['done for the day, a day order', report('3', '0'), true],
  ['done for the day, GTC: it trades on another day', report('3', '60'), false],
  ['calculated', report('B', '0'), true],
  ['filled, a cancel still pending', report('6', '0'), false],
  ['denied', { ok: true as const, fact: { type: 'ParentOrderDenied' } }, true],
  ['another fact', { ok: true as const, fact: { type: 'SliceScheduled' } }, false],
  ['found cancelled', now('4', '0'), true],
  ['found done for the day, GTC', now('3', '60'), false],
  ['found done for the day, a day order', now('3', '0'), true],
  ['found working', now('0', '100'), false],
  ['not there yet', { ok: true as const, order: null }, false],
])('order watch ends where nothing more happens to the order: %s', (_what, answer, closed) => {
  expect(isClosed(answer)).toBe(closed);
});
