import type { Row } from '../row';

/** E, F and G: unsolicited, order reject, status. */
export const UNSOLICITED_REJECT_STATUS: readonly Row[] = [
  {
    id: 'E.1.a',
    fix42: 'D18',
    title: 'Telephoned order',
    note: 'We take no order by telephone. A report about one that we never sent is kept, alarmed and listed; no OMS is told.',
    steps: `
      unknownOrder | alarm UnexpectedReport; alarm UnexpectedReport |
    `,
  },
  {
    id: 'E.1.b',
    fix42: 'D19',
    title: 'Unsolicited cancel of a part-filled order',
    steps: `
      D X 10000             |                                            | D(TC1); PendingNew 10000 0 10000
      new                   | 8(X) New/New 10000 0 10000                 | New 10000 0 10000
      fill 1000             | 8(X) Trade/PartiallyFilled 10000 1000 9000 | PartiallyFilled 10000 1000 9000
      canceledUnasked 378=2 | 8(X) Canceled/Canceled 10000 1000 0 378=2  | Canceled 10000 1000 0
    `,
  },
  {
    id: 'E.1.b sliced',
    fix42: 'D19',
    title: 'A child of a sliced order is cancelled unasked: the next look makes another',
    sliced: true,
    steps: `
      D X 10000 twap        | 8(X) New/New 10000 0 10000                |
      tick 0                |                                           | D(TC1); PendingNew 5000 0 5000
      new                   |                                           | New 5000 0 5000
      fill 100              | 8(X) Trade/PartiallyFilled 10000 100 9900 | PartiallyFilled 5000 100 4900
      canceledUnasked 378=2 |                                           | Canceled 5000 100 0
      tick 1.1              |                                           | D(TC2); PendingNew 4900 0 4900
      new                   |                                           | New 4900 0 4900
      fill 100              | 8(X) Trade/PartiallyFilled 10000 200 9800 | PartiallyFilled 4900 100 4800
    `,
  },
  {
    id: 'E.1.c',
    fix42: 'D20',
    title: 'Unsolicited replacement of a part-filled order',
    steps: `
      D X 10000                 |                                                      | D(TC1); PendingNew 10000 0 10000
      new                       | 8(X) New/New 10000 0 10000                           | New 10000 0 10000
      restated 11000 39=0 378=2 | 8(X) Restated/New 11000 0 11000 378=2                | New 11000 0 11000
      fill 1000                 | 8(X) Trade/PartiallyFilled 11000 1000 10000          | PartiallyFilled 11000 1000 10000
      restated 12000 378=2      | 8(X) Restated/PartiallyFilled 12000 1000 11000 378=2 | PartiallyFilled 12000 1000 11000
    `,
  },
  {
    id: 'E.1.d',
    fix42: 'D21',
    title: 'Unsolicited reduction of order quantity by the sell-side',
    steps: `
      D X 10000                |                                     | D(TC1); PendingNew 10000 0 10000
      new                      | 8(X) New/New 10000 0 10000          | New 10000 0 10000
      restated 9000 39=0 378=5 | 8(X) Restated/New 9000 0 9000 378=5 | New 9000 0 9000
      fill 9000                | 8(X) Trade/Filled 9000 9000 0       | Filled 9000 9000 0
    `,
  },
  {
    id: 'E.1.d pending',
    fix42: 'D21',
    title: 'The same while a replace is pending: it stays pending',
    steps: `
      D X 10000                |                                                    | D(TC1); PendingNew 10000 0 10000
      new                      | 8(X) New/New 10000 0 10000                         | New 10000 0 10000
      G Y,X 15000              | 8(Y,X) PendingReplace/PendingReplace 10000 0 10000 | G(TC1R1,TC1); PendingReplace 10000 0 10000
      restated 9000 39=E 378=5 | 8(X) Restated/PendingReplace 9000 0 9000 378=5     | PendingReplace 9000 0 9000
      replaced 15000           | 8(Y,X) Replaced/New 15000 0 15000                  | New 15000 0 15000
    `,
  },
  {
    id: 'E.1.e',
    title: 'Unsolicited cancel of a "cancel if not best" order',
    note: 'ExecInst (18) goes to the venue as it came.',
    steps: `
      D X 10000             |                                        | D(TC1); PendingNew 10000 0 10000
      new                   | 8(X) New/New 10000 0 10000             | New 10000 0 10000
      canceledUnasked 378=9 | 8(X) Canceled/Canceled 10000 0 0 378=9 | Canceled 10000 0 0
    `,
  },
  {
    id: 'E.1.f',
    title: 'Order is sent to the exchange, held waiting for activation and then activated (FIX 5.0)',
    note: 'ExecType (150) L is news of the venue that changes nothing; it is not passed on, as FIX 4.2 and 4.4 have no value for it.',
    steps: `
      D X 10000 |                                            | D(TC1); PendingNew 10000 0 10000
      new       | 8(X) New/New 10000 0 10000                 | New 10000 0 10000
      triggered |                                            | New 10000 0 10000
      fill 2000 | 8(X) Trade/PartiallyFilled 10000 2000 8000 | PartiallyFilled 10000 2000 8000
      fill 8000 | 8(X) Trade/Filled 10000 10000 0            | Filled 10000 10000 0
    `,
  },
  {
    id: 'F.1.a',
    fix42: 'D22',
    title: 'Order rejected due to duplicate ClOrdID',
    steps: `
      D X 10000 |                                                     | D(TC1); PendingNew 10000 0 10000
      new       | 8(X) New/New 10000 0 10000                          | New 10000 0 10000
      fill 1000 | 8(X) Trade/PartiallyFilled 10000 1000 9000          | PartiallyFilled 10000 1000 9000
      D X 15000 | 8(X) Rejected/PartiallyFilled 10000 1000 9000 103=6 | PartiallyFilled 10000 1000 9000
      fill 1000 | 8(X) Trade/PartiallyFilled 10000 2000 8000          | PartiallyFilled 10000 2000 8000
    `,
  },
  {
    id: 'F.1.b',
    fix42: 'D31',
    title: 'PossResend and duplicate ClOrdID',
    steps: `
      D X 10000        |                                       | D(TC1); PendingNew 10000 0 10000
      new              | 8(X) New/New 10000 0 10000            | New 10000 0 10000
      D X 10000 resend | 8(X) OrderStatus/New 10000 0 10000    | New 10000 0 10000
      D X 20000        | 8(X) Rejected/New 10000 0 10000 103=6 | New 10000 0 10000
      D Y 15000 resend |                                       | D(TC2); PendingNew 15000 0 15000
      new              | 8(Y) New/New 15000 0 15000            | New 15000 0 15000
    `,
  },
  {
    id: 'F.1.c',
    fix42: 'D23',
    title: 'Order rejected because the order has already been verbally submitted',
    steps: `
      D X 10000  |                                        | D(TC1); PendingNew 10000 0 10000
      rejected 7 | 8(X) Rejected/Rejected 10000 0 0 103=7 | Rejected 10000 0 0
    `,
  },
  {
    id: 'G.1.a',
    fix42: 'D24',
    title: 'Order status request rejected for an unknown order',
    steps: `
      H X | 8(X) OrderStatus/Rejected 103=5 |
    `,
  },
  {
    id: 'G.1.b',
    fix42: 'D25',
    title: 'Transmitting a CMS-style "Nothing Done" in response to a status request',
    steps: `
      D X 10000 |                                    | D(TC1); PendingNew 10000 0 10000
      new       | 8(X) New/New 10000 0 10000         | New 10000 0 10000
      H X       | 8(X) OrderStatus/New 10000 0 10000 | New 10000 0 10000
    `,
  },
  {
    id: 'G.1.c',
    fix42: 'D26',
    title: 'Order sent, immediately followed by a status request; subsequent status requests sent during the life of the order',
    steps: `
      D X 10000 |                                                  | D(TC1); PendingNew 10000 0 10000
      H X       | 8(X) OrderStatus/PendingNew 10000 0 10000        | PendingNew 10000 0 10000
      new       | 8(X) New/New 10000 0 10000                       | New 10000 0 10000
      H X       | 8(X) OrderStatus/New 10000 0 10000               | New 10000 0 10000
      fill 2000 | 8(X) Trade/PartiallyFilled 10000 2000 8000       | PartiallyFilled 10000 2000 8000
      H X       | 8(X) OrderStatus/PartiallyFilled 10000 2000 8000 | PartiallyFilled 10000 2000 8000
      fill 8000 | 8(X) Trade/Filled 10000 10000 0                  | Filled 10000 10000 0
      H X       | 8(X) OrderStatus/Filled 10000 10000 0            | Filled 10000 10000 0
    `,
  },
  {
    id: 'G.1.c sliced',
    fix42: 'D26',
    title: 'Status of a sliced order sums its children up',
    sliced: true,
    steps: `
      D X 10000 twap | 8(X) New/New 10000 0 10000                      |
      H X            | 8(X) OrderStatus/New 10000 0 10000              |
      tick 0         |                                                 | D(TC1); PendingNew 5000 0 5000
      new            |                                                 | New 5000 0 5000
      fill 300       | 8(X) Trade/PartiallyFilled 10000 300 9700       | PartiallyFilled 5000 300 4700
      H X            | 8(X) OrderStatus/PartiallyFilled 10000 300 9700 | PartiallyFilled 5000 300 4700
    `,
  },
  {
    id: 'G.2 mass',
    title: 'Status of all orders of the session (OrderMassStatusRequest)',
    note: 'Not of the matrices: the last report is marked by LastRptRequested (912), and the mass cancel (q) ends both.',
    steps: `
      D X 10000 |                                                                        | D(TC1); PendingNew 10000 0 10000
      new       | 8(X) New/New 10000 0 10000                                             | New 10000 0 10000
      D Y 5000  |                                                                        | D(TC2); PendingNew 5000 0 5000
      AF S 7    | 8(X) OrderStatus/New 10000 0 10000; 8(Y) OrderStatus/PendingNew 5000 0 5000 912=Y | PendingNew 5000 0 5000
      q M 7     | r(M) X Y                                                               | F(TC1R1,TC1); F(TC2R1,TC2); PendingCancel 5000 0 5000
      canceled  | 8(Y) Canceled/Canceled 5000 0 0                                        | PendingCancel 10000 0 10000
      AF S 7    | 8(X) OrderStatus/New 10000 0 10000 912=Y                               | PendingCancel 10000 0 10000
      canceled  | 8(X) Canceled/Canceled 10000 0 0                                       | Canceled 5000 0 0
      AF S 7    | 8() OrderStatus/Rejected 103=5                                         | Canceled 5000 0 0
    `,
  },
];
