import type { MessageView } from '../../../src/fix/codec/view';
import { MarketDataReader, securityStatus } from '../../../src/fix/translate/market-data';
import { traderOf } from '../../../src/fix/translate/trader';
import { type Field, viewOf } from '../../run/rules/set-up';

const x = (...fields: Field[]): MessageView => viewOf('FIX.4.4', 'X', [[268, '1'], ...fields]);
const trade = (px: string, size: string, action = '0'): MessageView =>
  x([279, action], [269, '2'], [278, 'T'], [55, 'ACME'], [270, px], [271, size]);

describe('volume in market data', () => {
  test('trades add up and are told with a quote; the same price again only once they have grown by an eighth', () => {
    const reader = new MarketDataReader();
    const messages = [
      trade('100', '80'),
      trade('100', '9.5'),
      trade('100', '0.5'),
      trade('100.01', '1'),
      trade('100.01', '5', '2'),
    ];
    const told = messages.map(m => reader.read(m).map(q => `${q.last} ${q.volume}`));
    expect(told).toEqual([['100 80'], [], ['100 90'], ['100.01 91'], []]);
  });

  test('the last trade of a snapshot is a price, and no volume: it may have been seen before', () => {
    const reader = new MarketDataReader();
    const w = viewOf('FIX.4.4', 'W', [
      [55, 'ACME'],
      [268, '1'],
      [269, '2'],
      [270, '100'],
      [271, '50'],
    ]);
    expect(reader.read(w)).toEqual([{ type: 'QuoteReceived', symbol: 'ACME', bid: undefined, ask: undefined, last: '100' }]);
  });
});

test('SecurityStatus (f): status, phase and limit prices; without a symbol it says nothing', () => {
  const f = (...fields: Field[]): unknown => securityStatus(viewOf('FIX.4.4', 'f', fields));
  const told = f([55, 'ACME'], [326, '2'], [336, 'DAY'], [625, 'CORE'], [1148, '90'], [1149, '110']);
  expect([told, f([55, 'ACME'], [336, 'DAY']), f([326, '2'])]).toEqual([
    { type: 'SecurityStatusReceived', symbol: 'ACME', status: '2', phase: 'CORE', low: '90', high: '110' },
    { type: 'SecurityStatusReceived', symbol: 'ACME', status: undefined, phase: 'DAY', low: undefined, high: undefined },
    undefined,
  ]);
});

describe('the trader of an order', () => {
  const party = (id: string, role: string): Field[] => [
    [448, id],
    [447, 'D'],
    [452, role],
  ];
  test.each<[string, Field[], string | undefined]>([
    ['the entering trader', [[453, '3'], ...party('FIRM', '1'), ...party('ORIG', '11'), ...party('ENTER', '36')], 'ENTER'],
    ['the originating one', [[453, '2'], ...party('ORIG', '11'), ...party('FIRM', '1')], 'ORIG'],
    ['SenderSubID where no party is a trader', [[50, 'JOE'], [453, '1'], ...party('FIRM', '1')], 'JOE'],
    ['SenderSubID where there are no parties', [[50, 'JOE']], 'JOE'],
    ['nobody', [[55, 'ACME']], undefined],
  ])('%s', (_who, fields, trader) => {
    expect(traderOf(viewOf('FIX.4.4', 'D', fields), 'FIX.4.4')).toBe(trader);
  });
});
