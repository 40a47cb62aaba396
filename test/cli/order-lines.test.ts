import { factLine } from '../../src/cli/order-lines';

/** What a fact reads like, without its time. */
const told = (fact: object): string | undefined => factLine({ ok: true, fact })?.slice(14);

test.each<[string, object, string]>([
  [
    'costs that were weighed',
    {
      type: 'SliceWeighed',
      qty: '100',
      chose: 'improve',
      cross: 1.3,
      join: 1.7443,
      improve: 0.4041,
      fillJoin: 0.0008,
      fillImprove: 0.6895,
    },
    'weighed          100 improve, by costs in bps: cross 1.3, join 1.7443 (fills 0 %), improve 0.4041 (fills 69 %)',
  ],
  [
    'no room to improve',
    { type: 'SliceWeighed', qty: '100', chose: 'join', cross: 0.5, join: 0.2, fillJoin: 0.5 },
    'weighed          100 join, by costs in bps: cross 0.5, join 0.2 (fills 50 %)',
  ],
  [
    'nothing to weigh by',
    { type: 'SliceWeighed', qty: '100', chose: 'join', plain: 'the book is crossed' },
    'weighed          100 join: the book is crossed',
  ],
  [
    'a child that crosses',
    { type: 'ChildOrderProposed', childId: 'C1', orderQty: '100', price: '100.04', timeInForce: '3' },
    'child            C1  100 @ 100.04  immediate or cancel',
  ],
  [
    'an iceberg',
    { type: 'ChildOrderProposed', childId: 'C1', orderQty: '100', price: '100', timeInForce: '0', displayQty: '20' },
    'child            C1  100 @ 100  shows 20',
  ],
])('%s', (_what, fact, line) => {
  expect(told(fact)).toBe(line);
});
