import { measureOrder } from '../../../src/drop-copy/tca/measure';
import { journalOrders } from '../../../src/run/tca/journal-orders';
import { agents, parent, play } from '../backtest/stage';

test('a journal gives the orders, children and fills of its run, and the market that its decisions saw', () => {
  const run = play(
    [
      parent(5, { parameters: { Duration: '30' } }, 'A'),
      parent(6, { orderQty: '0' }, 'BAD'),
      parent(7, { side: '2', orderQty: '300', strategy: '1003', parameters: { Duration: '30' } }, 'C'),
    ],
    agents(2),
    { length: 60_000_000 },
  );
  const told = journalOrders(run.journal.turns());
  const orders = [...told.orders()];
  const tops = orders.filter(o => o.parent === undefined);
  const got = tops.map(order => {
    const m = measureOrder(order, { market: told.market.of('ACME'), children: undefined, logEnd: told.end });
    const ofChildren = orders.filter(o => o.parent === order.index).flatMap(o => o.fills);
    return [
      m.clOrdId,
      m.outcome,
      m.filledQty,
      m.avgPx?.toFixed(6),
      ofChildren.reduce((sum, f) => sum + f.qty, 0) / 10 ** order.qtyScale,
    ];
  });
  expect(got).toEqual(
    run.results.map(r => [
      r.clOrdId,
      { done: 'filled', part: 'part', open: 'open', denied: 'rejected' }[r.outcome],
      r.cumQty,
      r.avgPx?.toFixed(6),
      r.cumQty,
    ]),
  );
});
