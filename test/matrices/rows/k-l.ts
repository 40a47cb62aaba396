import type { Row } from '../row';

/** K and L: trading halt, miscellaneous. */
export const HALT_AND_MISC: readonly Row[] = [
  {
    id: 'K.1.a',
    title: 'Trading halt, reinstate',
    steps: `
      D X 10000  |                                        | D(TC1); PendingNew 10000 0 10000
      new        | 8(X) New/New 10000 0 10000             | New 10000 0 10000
      suspended  | 8(X) Suspended/Suspended 10000 0 10000 | Suspended 10000 0 10000
      new        | 8(X) New/New 10000 0 10000             | New 10000 0 10000
      fill 10000 | 8(X) Trade/Filled 10000 10000 0        | Filled 10000 10000 0
    `,
  },
  {
    id: 'K.1.a restated',
    title: 'The same at a venue that reinstates by a restatement',
    steps: `
      D X 10000            |                                                     | D(TC1); PendingNew 10000 0 10000
      new                  | 8(X) New/New 10000 0 10000                          | New 10000 0 10000
      fill 1000            | 8(X) Trade/PartiallyFilled 10000 1000 9000          | PartiallyFilled 10000 1000 9000
      suspended            | 8(X) Suspended/Suspended 10000 1000 9000            | Suspended 10000 1000 9000
      restated 10000 378=8 | 8(X) Restated/PartiallyFilled 10000 1000 9000 378=8 | PartiallyFilled 10000 1000 9000
      fill 9000            | 8(X) Trade/Filled 10000 10000 0                     | Filled 10000 10000 0
    `,
  },
  {
    id: 'K.1.b',
    title: 'Trading halt, cancel',
    steps: `
      D X 10000             |                                        | D(TC1); PendingNew 10000 0 10000
      new                   | 8(X) New/New 10000 0 10000             | New 10000 0 10000
      suspended             | 8(X) Suspended/Suspended 10000 0 10000 | Suspended 10000 0 10000
      canceledUnasked 378=6 | 8(X) Canceled/Canceled 10000 0 0 378=6 | Canceled 10000 0 0
    `,
  },
  {
    id: 'L.1.a',
    fix42: 'D37',
    title: 'Transmitting a guarantee of execution prior to execution (Stopped)',
    steps: `
      D X 10000     |                                         | D(TC1); PendingNew 10000 0 10000
      new           | 8(X) New/New 10000 0 10000              | New 10000 0 10000
      stopped 1000  | 8(X) Stopped/Stopped 10000 0 10000      | Stopped 10000 0 10000
      fill 1000 @50 | 8(X) Trade/Stopped 10000 1000 9000 6=50 | Stopped 10000 1000 9000
    `,
  },
  {
    id: 'L.2 calculated',
    title: 'A filled order is calculated after its day',
    note: 'Not of the matrices: OrdStatus (39) B outranks Filled.',
    steps: `
      D X 10000         |                                                  | D(TC1); PendingNew 10000 0 10000
      new               | 8(X) New/New 10000 0 10000                       | New 10000 0 10000
      fill 10000 @100.5 | 8(X) Trade/Filled 10000 10000 0 6=100.5          | Filled 10000 10000 0
      calculated        | 8(X) Calculated/Calculated 10000 10000 0 6=100.5 | Calculated 10000 10000 0
    `,
  },
];
