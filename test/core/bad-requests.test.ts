import { Rig, VENUE } from './rig';

describe('a request that cannot be taken gets OrderCancelReject (9)', () => {
  const REQUESTS: readonly [what: string, ask: (rig: Rig) => Rig, said: string][] = [
    [
      'cancel of what does not exist',
      r => r.cancel('X', 'NONE'),
      "9 X<NONE 39=8 102=1 OrigClOrdID (41) 'NONE' is no order of this session",
    ],
    [
      'replace of what does not exist',
      r => r.replace('X', 'NONE'),
      "9 X<NONE 39=8 102=1 OrigClOrdID (41) 'NONE' is no order of this session",
    ],
    [
      'cancel of an order that was denied',
      r => r.order('Z', { orderQty: '0' }).cancel('X', 'Z'),
      "9 X<Z 39=8 102=1 OrigClOrdID (41) 'Z' is no order of this session",
    ],
    ['cancel with a ClOrdID that was used', r => r.cancel('A', 'A'), "9 A<A 39=0 102=6 ClOrdID (11) 'A' was used before"],
    [
      'cancel of a filled order',
      r => r.fill('TC1', '100', '100').cancel('X', 'A'),
      '9 X<A 39=2 102=0 too late: the order is Filled',
    ],
    [
      'cancel of a canceled order',
      r => r.report('TC1', '4').cancel('X', 'A'),
      '9 X<A 39=4 102=0 too late: the order is Canceled',
    ],
    [
      'replace of an order done for the day',
      r => r.report('TC1', '3').replace('X', 'A'),
      '9 X<A 39=3 102=0 too late: the order is DoneForDay',
    ],
    [
      'replace to a bad quantity',
      r => r.replace('X', 'A', { orderQty: '0' }),
      "9 X<A 39=0 102=99 BadQuantity: OrderQty (38) '0' must be above zero",
    ],
    [
      'replace to a bad price',
      r => r.replace('X', 'A', { price: '9.999' }),
      "9 X<A 39=0 102=99 BadPrice: Price (44) '9.999' is off tick: not a multiple of 0.01",
    ],
    [
      'replace of the symbol',
      r => r.post(OTHER).replace('X', 'A', { symbol: 'OTHER' }),
      "9 X<A 39=0 102=99 MayNotChange: Symbol (55) 'OTHER' is not the order's: 'ACME'",
    ],
    [
      'replace of the side',
      r => r.replace('X', 'A', { side: '2' }),
      "9 X<A 39=0 102=99 MayNotChange: Side (54) '2' is not the order's: '1'",
    ],
    [
      'replace with a field the venue does not know',
      r => r.replace('X', 'A', { unknownTo: { [VENUE]: 77 } }),
      `9 X<A 39=0 102=99 FieldUnknownToVenue: tag 77 is not in the dictionary of venue ${VENUE}, or not with this value`,
    ],
    ['replace with the venue down', r => r.venueDown().replace('X', 'A'), '9 X<A 39=0 102=99 VenueDown: no venue is connected'],
  ];
  const OTHER = { type: 'QuoteReceived', symbol: 'OTHER', bid: '1', ask: '2' } as const;

  test.each(REQUESTS)('%s', (_what, ask, said) => {
    const instruments = [{ symbol: '*', tick: '0.01', lot: '1' }];
    expect(ask(Rig.ready({ instruments }).order('A').ack('TC1')).heard().at(-1)).toBe(said);
  });

  test('a replace goes to the venue where its order works, whichever is first now', () => {
    const rig = Rig.ready({ venues: ['FIRST', VENUE] })
      .order('A')
      .ack('TC1')
      .venueUp('FIRST');
    rig.replace('R', 'A', { unknownTo: { FIRST: 77 } }).order('B');
    expect([rig.heard(), rig.facts('ChildOrderReleased').map(f => f.venue)]).toEqual([
      [
        'D TC1 100@100',
        '8 A 150=0 39=0 14=0 151=100 6=0',
        'G TC1R1<TC1 100@100',
        '8 R<A 150=E 39=E 14=0 151=100 6=0',
        'D TC2 100@100',
      ],
      ['FIX.4.4:SLUICE->VENUE', 'FIRST'],
    ]);
  });
});
