import { heldHandler } from '../../src/run/control-held';
import type { Gateway } from '../../src/run/gateway';
import { Rig } from '../core/rig';

/** A gateway with nothing but its line, and the order 'a' of the trader tom held in it. */
function gateway() {
  const rig = Rig.ready({ limits: { soft: { maxOrderQty: '500' } } }).order('a', { orderQty: '900', trader: 'tom' });
  const line = { books: rig.books, post: rig.post.bind(rig), commitNow: () => undefined };
  const handler = heldHandler({ line, post: line.post } as unknown as Gateway);
  return {
    rig,
    /** What requests are answered with, less the list of what is held. */
    ask: (...requests: Record<string, unknown>[]): unknown[] =>
      requests.map(request => {
        let answer: unknown;
        try {
          handler(
            { cmd: '', ...request },
            reply => (answer = reply),
            () => undefined,
          );
        } catch (error) {
          return (error as Error).message;
        }
        const { outcome, held } = answer as { outcome: string; held: unknown[] };
        return request['cmd'] === 'held' ? held : [outcome, held.length];
      }),
  };
}

const release = { cmd: 'held-release', order: 'TP1', reason: 'confirmed' };

test('held orders are listed with what a person needs to know', () => {
  const { rig, ask } = gateway();
  ask({ ...release, by: 'ana' });
  const row = {
    ...{ orderId: 'TP1', session: 'FIX.4.4:SLUICE->OMS', clOrdId: 'a', account: '', trader: 'tom', symbol: 'ACME', side: '1' },
    ...{ orderQty: '900', price: '100', until: rig.at + 300_000_000, asked: { by: 'ana', reason: 'confirmed' } },
    why: 'MaxOrderQty: OrderQty (38) 900 exceeds 500 (limits.firm.soft.maxOrderQty)',
  };
  expect(ask({ cmd: 'held' })).toEqual([[row]]);
});

test('one person asks, another lets it go on, who is neither the same nor the trader; then it is held no more', () => {
  const { rig, ask } = gateway();
  const answers = ask(
    { ...release, by: 'ana', order: 'a' },
    { ...release, by: 'Ana' },
    { ...release, by: 'TOM' },
    { ...release, by: 'ben' },
    { ...release, by: 'ben' },
    { cmd: 'held' },
  );
  expect([answers, rig.facts('HeldOrderReleased')]).toEqual([
    [
      ['asked', 1],
      'ana asked for the release: another person has to grant it',
      'TOM is the trader of order TP1: somebody else has to grant it',
      ['released', 0],
      "no order 'TP1' is held",
      [],
    ],
    [{ type: 'HeldOrderReleased', parentId: 'TP1', by: 'ana', reason: 'confirmed', second: 'ben', secondReason: 'confirmed' }],
  ]);
});

test('the trader may ask, and one person may refuse', () => {
  const { ask } = gateway();
  expect(ask({ ...release, by: 'tom' }, { ...release, cmd: 'held-refuse', by: 'tom' })).toEqual([
    ['asked', 1],
    ['refused', 0],
  ]);
});

test('a release that something else forbids by now is told as a denial', () => {
  const { rig, ask } = gateway();
  rig.venueDown();
  expect(ask({ ...release, by: 'ana' }, { ...release, by: 'ben' })).toEqual([
    ['asked', 1],
    ['denied', 0],
  ]);
});

test('what is wrong is named, and nothing is done', () => {
  const { rig, ask } = gateway();
  rig.order('a', { orderQty: '900', session: 'OTHER' });
  expect(
    ask(
      { cmd: 'held-release', by: 'ana', reason: 'x' },
      { ...release },
      { ...release, by: 'ana', order: 'b' },
      { ...release, by: 'ana', order: 'a' },
    ),
  ).toEqual([
    "'order' is missing",
    "'by' is missing",
    "no order 'b' is held",
    "several sessions have a held order with ClOrdID 'a': name the OrderID (37)",
  ]);
});
