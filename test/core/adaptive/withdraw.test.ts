import { AdaptiveOrders } from '../../../src/core/adaptive/orders';
import type { ModelsInForce } from '../../../src/core/facts';

const inForce = (hash: string): ModelsInForce => ({
  predictor: { hash, name: hash, features: [], targets: [{ name: 'drift', horizon: 30 }], gate: [1] },
  mode: 'acts',
  deadline: 2000,
  maxAge: 1_000_000,
});

test('after a restart nothing that was said before it serves a slot: a certificate may have been withdrawn between', () => {
  const [before, now] = ['a', 'a'].map(inForce);
  const orders = new AdaptiveOrders();
  const said = { ask: 'P1#1', slot: 1, terms: before!.predictor!, y: [1], members: [], attributions: [] };
  Object.assign(orders.of('P1'), { models: before, last: said, late: said, predicted: said });
  orders.restart(now);
  const { models, last, late, predicted } = orders.of('P1');
  expect([models === now, last, late, predicted]).toEqual([true, undefined, undefined, undefined]);
});

test('a model that was rolled back leaves the orders that it worked, and nothing it said serves them again; other orders keep theirs', () => {
  const [old, bad, now] = ['a', 'b', 'a'].map(inForce);
  const orders = new AdaptiveOrders();
  const said = { ask: 'P2#1', slot: 1, terms: bad!.predictor!, y: [1], members: [], attributions: [] };
  Object.assign(orders.of('P1'), { models: old });
  Object.assign(orders.of('P2'), { models: bad, last: said, late: said, predicted: said });
  orders.models = now;
  orders.withdraw('b');
  const { models, last, late, predicted } = orders.of('P2');
  expect([orders.of('P1').models === old, models === now, last, late, predicted]).toEqual([
    true,
    true,
    undefined,
    undefined,
    undefined,
  ]);
});
