import type { Input } from '../../../src/core/facts';
import { symbolOf } from '../../../src/run/market/symbol-of';
import { OMS, Rig, T0 } from '../../core/rig';

/** A gateway with a TWAP `a`, an order `b` that is passed through, and a TWAP `c` that is held. */
function gateway(): Rig {
  const rig = Rig.ready({ limits: { soft: { maxOrderQty: '500' } } });
  rig.twap('a', '100', '60').order('b').twap('c', '600', '60');
  return rig;
}
const order = { session: OMS, clOrdId: 'n', symbol: 'ACME', side: '1', orderQty: '100', ordType: '1', body: '' } as const;
const grant = { by: 'ana', reason: '', second: 'ben', secondReason: '' } as const;

test.each<[string, Input, string | undefined]>([
  ['an order that is scheduled', { type: 'ParentOrderReceived', ...order, strategy: '1001' }, 'ACME'],
  ['one that is passed through', { type: 'ParentOrderReceived', ...order }, undefined],
  ['one that may be a part of the volume', { type: 'ParentOrderReceived', ...order, participationRate: '0.1' }, 'ACME'],
  ['one by the number of DMA', { type: 'ParentOrderReceived', ...order, strategy: '1000' }, undefined],
  ['one of a strategy that is none', { type: 'ParentOrderReceived', ...order, strategy: '77' }, undefined],
  ['a change of a scheduled order', { type: 'ParentReplaceReceived', ...order, origClOrdId: 'a' }, 'ACME'],
  ['a change of one that is passed through', { type: 'ParentReplaceReceived', ...order, origClOrdId: 'b' }, undefined],
  [
    'one that becomes a part of the volume',
    { type: 'ParentReplaceReceived', ...order, origClOrdId: 'b', participationRate: '0.1' },
    'ACME',
  ],
  ['a change of nothing', { type: 'ParentReplaceReceived', ...order, origClOrdId: 'z' }, undefined],
  ['a held order that goes on', { type: 'HeldOrderReleased', parentId: 'TP3', ...grant }, 'ACME'],
  ['a look at a schedule', { type: 'TimerFired', timer: 'TP1' }, 'ACME'],
  ['a look at a child that rests', { type: 'TimerFired', timer: 'rest TP1' }, 'ACME'],
  ['another timer', { type: 'TimerFired', timer: 'held TP3' }, undefined],
  ['a quote', { type: 'QuoteReceived', symbol: 'ACME' }, undefined],
])('%s', (_what, input, symbol) => {
  expect([gateway().at, symbolOf(input, gateway().books)]).toEqual([T0, symbol]);
});
