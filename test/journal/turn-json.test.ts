import type { Fact } from '../../src/core/facts';
import { turnJson } from '../../src/journal/turn-json';
import { turn } from '../contract/journal';

test('a number that JSON cannot say is written as JSON.stringify writes it', () => {
  const turns = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e21, 0.5].map(lastPx => {
    const fact: Fact = { type: 'ChildOrderFilled', childId: 'C', orderId: 'O', execId: 'E', lastQty: 1, lastPx };
    return turn(1, fact);
  });
  expect(turns.map(turnJson)).toEqual(turns.map(t => JSON.stringify(t)));
});
