import type { Row } from '../row';

/** D: cancel/replace, sequencing and chaining. */
export const SEQUENCE: readonly Row[] = [
  {
    id: 'D.1.a',
    fix42: 'D13',
    title: 'One cancel/replace request is issued which is accepted; another one is issued which is also accepted',
    steps: `
      D X 10000      |                                                      | D(TC1); PendingNew 10000 0 10000
      new            | 8(X) New/New 10000 0 10000                           | New 10000 0 10000
      fill 1000      | 8(X) Trade/PartiallyFilled 10000 1000 9000           | PartiallyFilled 10000 1000 9000
      G Y,X 8000     | 8(Y,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R1,TC1); PendingReplace 10000 1000 9000
      pendingReplace |                                                      | PendingReplace 10000 1000 9000
      fill 500       | 8(X) Trade/PendingReplace 10000 1500 8500            | PendingReplace 10000 1500 8500
      replaced 8000  | 8(Y,X) Replaced/PartiallyFilled 8000 1500 6500       | PartiallyFilled 8000 1500 6500
      fill 2000      | 8(Y) Trade/PartiallyFilled 8000 3500 4500            | PartiallyFilled 8000 3500 4500
      G Z,Y 6000     | 8(Z,Y) PendingReplace/PendingReplace 8000 3500 4500  | G(TC1R2,TC1R1); PendingReplace 8000 3500 4500
      pendingReplace |                                                      | PendingReplace 8000 3500 4500
      replaced 6000  | 8(Z,Y) Replaced/PartiallyFilled 6000 3500 2500       | PartiallyFilled 6000 3500 2500
      fill 2500      | 8(Z) Trade/Filled 6000 6000 0                        | Filled 6000 6000 0
    `,
  },
  {
    id: 'D.1.b',
    fix42: 'D14',
    title:
      'One cancel/replace request is issued which is rejected before the order becomes pending replace; then another one is issued which is accepted',
    note: 'PendingReplace is told by us as soon as we have taken the request up, before the venue refuses.',
    steps: `
      D X 10000      |                                                      | D(TC1); PendingNew 10000 0 10000
      new            | 8(X) New/New 10000 0 10000                           | New 10000 0 10000
      fill 1000      | 8(X) Trade/PartiallyFilled 10000 1000 9000           | PartiallyFilled 10000 1000 9000
      G Y,X 8000     | 8(Y,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R1,TC1); PendingReplace 10000 1000 9000
      refused 2      | 9(Y,X) PartiallyFilled 102=2                         | PartiallyFilled 10000 1000 9000
      fill 500       | 8(X) Trade/PartiallyFilled 10000 1500 8500           | PartiallyFilled 10000 1500 8500
      G Z,X 6000     | 8(Z,X) PendingReplace/PendingReplace 10000 1500 8500 | G(TC1R2,TC1); PendingReplace 10000 1500 8500
      pendingReplace |                                                      | PendingReplace 10000 1500 8500
      replaced 6000  | 8(Z,X) Replaced/PartiallyFilled 6000 1500 4500       | PartiallyFilled 6000 1500 4500
      fill 4500      | 8(Z) Trade/Filled 6000 6000 0                        | Filled 6000 6000 0
    `,
  },
  {
    id: 'D.1.c',
    fix42: 'D15',
    title:
      'One cancel/replace request is issued which is rejected after it is in pending replace; then another one is issued which is accepted',
    steps: `
      D X 10000      |                                                      | D(TC1); PendingNew 10000 0 10000
      new            | 8(X) New/New 10000 0 10000                           | New 10000 0 10000
      fill 1000      | 8(X) Trade/PartiallyFilled 10000 1000 9000           | PartiallyFilled 10000 1000 9000
      G Y,X 8000     | 8(Y,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R1,TC1); PendingReplace 10000 1000 9000
      pendingReplace |                                                      | PendingReplace 10000 1000 9000
      refused 2      | 9(Y,X) PartiallyFilled 102=2                         | PartiallyFilled 10000 1000 9000
      fill 500       | 8(X) Trade/PartiallyFilled 10000 1500 8500           | PartiallyFilled 10000 1500 8500
      G Z,X 6000     | 8(Z,X) PendingReplace/PendingReplace 10000 1500 8500 | G(TC1R2,TC1); PendingReplace 10000 1500 8500
      pendingReplace |                                                      | PendingReplace 10000 1500 8500
      replaced 6000  | 8(Z,X) Replaced/PartiallyFilled 6000 1500 4500       | PartiallyFilled 6000 1500 4500
      fill 4500      | 8(Z) Trade/Filled 6000 6000 0                        | Filled 6000 6000 0
    `,
  },
  {
    id: 'D.1.a sliced',
    fix42: 'D13',
    title: 'A sliced order is replaced twice, one after the other',
    sliced: true,
    steps: `
      D X 10000 twap  | 8(X) New/New 10000 0 10000                                             |
      tick 0          |                                                                        | D(TC1); PendingNew 5000 0 5000
      new             |                                                                        | New 5000 0 5000
      fill 1000       | 8(X) Trade/PartiallyFilled 10000 1000 9000                             | PartiallyFilled 5000 1000 4000
      G Y,X 8000 twap | 8(Y,X) PendingReplace/PendingReplace 10000 1000 9000; 8(Y,X) Replaced/PartiallyFilled 8000 1000 7000 | PartiallyFilled 5000 1000 4000
      G Z,Y 6000 twap | 8(Z,Y) PendingReplace/PendingReplace 8000 1000 7000; 8(Z,Y) Replaced/PartiallyFilled 6000 1000 5000 | PartiallyFilled 5000 1000 4000
      fill 1000       | 8(Z) Trade/PartiallyFilled 6000 2000 4000                              | PartiallyFilled 5000 2000 3000
    `,
  },
  {
    id: 'D.2.a sliced',
    title: 'Chaining on a sliced order: both requests wait until what works is gone',
    chain: true,
    sliced: true,
    steps: `
      D X 10000 twap  | 8(X) New/New 10000 0 10000                                             |
      tick 0          |                                                                        | D(TC1); PendingNew 5000 0 5000
      new             |                                                                        | New 5000 0 5000
      fill 1000       | 8(X) Trade/PartiallyFilled 10000 1000 9000                             | PartiallyFilled 5000 1000 4000
      G Y,X 3000 twap | 8(Y,X) PendingReplace/PendingReplace 10000 1000 9000                   | F(TC1R1,TC1); PendingCancel 5000 1000 4000
      G Z,Y 2000 twap | 8(Z,X) PendingReplace/PendingReplace 10000 1000 9000                   | PendingCancel 5000 1000 4000
      canceled        | 8(Y,X) Replaced/PendingReplace 3000 1000 2000; 8(Z,Y) Replaced/PartiallyFilled 2000 1000 1000 | Canceled 5000 1000 0
      tick 0.1        |                                                                        | D(TC2); PendingNew 500 0 500
      new             |                                                                        | New 500 0 500
      fill 500        | 8(Z) Trade/PartiallyFilled 2000 1500 500                               | Filled 500 500 0
    `,
  },
  {
    id: 'D.2.a',
    fix42: 'D16',
    title:
      'Chaining: one cancel/replace request is issued followed immediately by another; the venue processes them one after the other',
    note: 'OnPendingReplace=chain. We take the second up at once, so PendingReplace of both is told first, as in D.2.b.',
    chain: true,
    steps: `
      D X 10000      |                                                      | D(TC1); PendingNew 10000 0 10000
      new            | 8(X) New/New 10000 0 10000                           | New 10000 0 10000
      fill 1000      | 8(X) Trade/PartiallyFilled 10000 1000 9000           | PartiallyFilled 10000 1000 9000
      G Y,X 8000     | 8(Y,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R1,TC1); PendingReplace 10000 1000 9000
      G Z,Y 7000     | 8(Z,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R2,TC1R1); PendingReplace 10000 1000 9000
      pendingReplace |                                                      | PendingReplace 10000 1000 9000
      replaced 8000  | 8(Y,X) Replaced/PendingReplace 8000 1000 7000        | PendingReplace 8000 1000 7000
      pendingReplace |                                                      | PendingReplace 8000 1000 7000
      replaced 7000  | 8(Z,Y) Replaced/PartiallyFilled 7000 1000 6000       | PartiallyFilled 7000 1000 6000
      fill 6000      | 8(Z) Trade/Filled 7000 7000 0                        | Filled 7000 7000 0
    `,
  },
  {
    id: 'D.2.b',
    title: 'Chaining: the venue processes pending replaces before replaces',
    note: 'OnPendingReplace=chain. OrigClOrdID (41) of our reports is the last accepted ClOrdID; quantities are those in force.',
    chain: true,
    steps: `
      D X 10000             |                                                      | D(TC1); PendingNew 10000 0 10000
      new                   | 8(X) New/New 10000 0 10000                           | New 10000 0 10000
      fill 1000             | 8(X) Trade/PartiallyFilled 10000 1000 9000           | PartiallyFilled 10000 1000 9000
      G Y,X 8000            | 8(Y,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R1,TC1); PendingReplace 10000 1000 9000
      G Z,Y 7000            | 8(Z,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R2,TC1R1); PendingReplace 10000 1000 9000
      pendingReplace        |                                                      | PendingReplace 10000 1000 9000
      pendingReplace second |                                                      | PendingReplace 10000 1000 9000
      replaced 8000         | 8(Y,X) Replaced/PendingReplace 8000 1000 7000        | PendingReplace 8000 1000 7000
      replaced 7000         | 8(Z,Y) Replaced/PartiallyFilled 7000 1000 6000       | PartiallyFilled 7000 1000 6000
      fill 6000             | 8(Z) Trade/Filled 7000 7000 0                        | Filled 7000 7000 0
    `,
  },
  {
    id: 'D.2.c',
    title: 'Chaining: both requests are rejected',
    note: 'OnPendingReplace=chain. The rows `first` and `second` have one of the two refused.',
    chain: true,
    steps: `
      D X 10000  |                                                      | D(TC1); PendingNew 10000 0 10000
      new        | 8(X) New/New 10000 0 10000                           | New 10000 0 10000
      fill 1000  | 8(X) Trade/PartiallyFilled 10000 1000 9000           | PartiallyFilled 10000 1000 9000
      G Y,X 8000 | 8(Y,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R1,TC1); PendingReplace 10000 1000 9000
      G Z,Y 7000 | 8(Z,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R2,TC1R1); PendingReplace 10000 1000 9000
      refused 2  | 9(Y,X) PendingReplace 102=2                          | PendingReplace 10000 1000 9000
      refused 2  | 9(Z,X) PartiallyFilled 102=2                         | PartiallyFilled 10000 1000 9000
      fill 9000  | 8(X) Trade/Filled 10000 10000 0                      | Filled 10000 10000 0
    `,
  },
  {
    id: 'D.2.c first',
    title: 'Chaining: the first is rejected, the second accepted',
    chain: true,
    steps: `
      D X 10000     |                                                    | D(TC1); PendingNew 10000 0 10000
      new           | 8(X) New/New 10000 0 10000                         | New 10000 0 10000
      G Y,X 8000    | 8(Y,X) PendingReplace/PendingReplace 10000 0 10000 | G(TC1R1,TC1); PendingReplace 10000 0 10000
      G Z,Y 7000    | 8(Z,X) PendingReplace/PendingReplace 10000 0 10000 | G(TC1R2,TC1R1); PendingReplace 10000 0 10000
      refused 2     | 9(Y,X) PendingReplace 102=2                        | PendingReplace 10000 0 10000
      replaced 7000 | 8(Z,X) Replaced/New 7000 0 7000                    | New 7000 0 7000
    `,
  },
  {
    id: 'D.2.c second',
    title: 'Chaining: the second is rejected while the first is pending',
    chain: true,
    steps: `
      D X 10000        |                                                    | D(TC1); PendingNew 10000 0 10000
      new              | 8(X) New/New 10000 0 10000                         | New 10000 0 10000
      G Y,X 8000       | 8(Y,X) PendingReplace/PendingReplace 10000 0 10000 | G(TC1R1,TC1); PendingReplace 10000 0 10000
      G Z,Y 7000       | 8(Z,X) PendingReplace/PendingReplace 10000 0 10000 | G(TC1R2,TC1R1); PendingReplace 10000 0 10000
      refused 3 second | 9(Z,X) PendingReplace 102=3                        | PendingReplace 10000 0 10000
      replaced 8000    | 8(Y,X) Replaced/New 8000 0 8000                    | New 8000 0 8000
    `,
  },
  {
    id: 'D.2.d',
    fix42: 'D17',
    title:
      'One cancel/replace request is issued followed immediately by another; the second is rejected as the order is pending replace',
    note: 'OnPendingReplace=reject, which is what stands where the key is absent. OrigClOrdID (41) of the reject is the last accepted.',
    steps: `
      D X 10000      |                                                      | D(TC1); PendingNew 10000 0 10000
      new            | 8(X) New/New 10000 0 10000                           | New 10000 0 10000
      fill 1000      | 8(X) Trade/PartiallyFilled 10000 1000 9000           | PartiallyFilled 10000 1000 9000
      G Y,X 8000     | 8(Y,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R1,TC1); PendingReplace 10000 1000 9000
      G Z,Y 7000     | 9(Z,X) PendingReplace 102=3                          | PendingReplace 10000 1000 9000
      pendingReplace |                                                      | PendingReplace 10000 1000 9000
      replaced 8000  | 8(Y,X) Replaced/PartiallyFilled 8000 1000 7000       | PartiallyFilled 8000 1000 7000
      fill 2000      | 8(Y) Trade/PartiallyFilled 8000 3000 5000            | PartiallyFilled 8000 3000 5000
    `,
  },
];
