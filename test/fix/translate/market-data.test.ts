import { news, securityStatus } from '../../../src/fix/translate/market-data';
import { traderOf } from '../../../src/fix/translate/trader';
import { type Field, viewOf } from '../../run/rules/set-up';

test('SecurityStatus (f): status, phase and limit prices; without a symbol it says nothing', () => {
  const f = (...fields: Field[]): unknown => securityStatus(viewOf('FIX.4.4', 'f', fields));
  const told = f([55, 'ACME'], [326, '2'], [336, 'DAY'], [625, 'CORE'], [1148, '90'], [1149, '110']);
  expect([told, f([55, 'ACME'], [336, 'DAY']), f([326, '2'])]).toEqual([
    { type: 'SecurityStatusReceived', symbol: 'ACME', status: '2', phase: 'CORE', low: '90', high: '110' },
    { type: 'SecurityStatusReceived', symbol: 'ACME', status: undefined, phase: 'DAY', low: undefined, high: undefined },
    undefined,
  ]);
});

describe('News (B)', () => {
  const said = (version: string, ...fields: Field[]): unknown => news('MD', viewOf(version, 'B', fields), 7);
  const of = { type: 'NewsReceived', source: 'MD', headline: 'Trading up', receivedAt: 7 };
  test.each<[string, string, Field[], unknown]>([
    [
      'flash news of two symbols, one named twice',
      'FIX.4.4',
      [
        [61, '1'],
        [148, 'Trading up'],
        [146, '3'],
        [55, 'ACME'],
        [55, 'BOLT'],
        [55, 'ACME'],
      ],
      { ...of, symbols: ['ACME', 'BOLT'], urgency: 'flash' },
    ],
    [
      'FIX 4.2 has RelatdSym (46)',
      'FIX.4.2',
      [
        [148, 'Trading up'],
        [61, '2'],
        [146, '1'],
        [46, 'ACME'],
      ],
      { ...of, symbols: ['ACME'], urgency: 'background' },
    ],
    [
      'without an urgency, or with one that is none, it is normal',
      'FIX.4.4',
      [
        [148, 'Trading up'],
        [61, '9'],
      ],
      { ...of, symbols: [], urgency: 'normal' },
    ],
    [
      'without a headline it cannot be read',
      'FIX.4.4',
      [[61, '1']],
      { type: 'NewsUnreadable', where: 'MD', why: 'a News (B) without Headline (148)' },
    ],
  ])('%s', (_what, version, fields, fact) => {
    expect(said(version, ...fields)).toEqual(fact);
  });
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
