import type { Row } from '../row';

/** C: cancel/replace of quantity. */
export const REPLACE: readonly Row[] = [
  {
    id: 'C.1.a',
    fix42: 'D6',
    title: 'Zero-filled order, cancel/replace request issued to increase order quantity',
    steps: `
      D X 10000      |                                                    | D(TC1); PendingNew 10000 0 10000
      new            | 8(X) New/New 10000 0 10000                         | New 10000 0 10000
      G Y,X 11000    | 8(Y,X) PendingReplace/PendingReplace 10000 0 10000 | G(TC1R1,TC1); PendingReplace 10000 0 10000
      pendingReplace |                                                    | PendingReplace 10000 0 10000
      replaced 11000 | 8(Y,X) Replaced/New 11000 0 11000                  | New 11000 0 11000
      fill 1000      | 8(Y) Trade/PartiallyFilled 11000 1000 10000        | PartiallyFilled 11000 1000 10000
      fill 10000     | 8(Y) Trade/Filled 11000 11000 0                    | Filled 11000 11000 0
    `,
  },
  {
    id: 'C.1.a sliced',
    fix42: 'D6',
    title: 'A sliced order is raised: its plan is made anew',
    note: 'Granted by us at once: nothing that works has to go.',
    sliced: true,
    steps: `
      D X 10000 twap   | 8(X) New/New 10000 0 10000                                             |
      tick 0           |                                                                        | D(TC1); PendingNew 5000 0 5000
      new              |                                                                        | New 5000 0 5000
      G Y,X 12000 twap | 8(Y,X) PendingReplace/PendingReplace 10000 0 10000; 8(Y,X) Replaced/New 12000 0 12000 | New 5000 0 5000
      fill 5000        | 8(Y) Trade/PartiallyFilled 12000 5000 7000                             | Filled 5000 5000 0
      tick 1.1         |                                                                        | D(TC2); PendingNew 1000 0 1000
      new              |                                                                        | New 1000 0 1000
    `,
  },
  {
    id: 'C.1.b',
    fix42: 'D7',
    title:
      'Part-filled order, followed by a cancel/replace request to increase order quantity; execution occurs whilst the order is pending replace',
    steps: `
      D X 10000      |                                                      | D(TC1); PendingNew 10000 0 10000
      new            | 8(X) New/New 10000 0 10000                           | New 10000 0 10000
      fill 1000      | 8(X) Trade/PartiallyFilled 10000 1000 9000           | PartiallyFilled 10000 1000 9000
      G Y,X 12000    | 8(Y,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R1,TC1); PendingReplace 10000 1000 9000
      pendingReplace |                                                      | PendingReplace 10000 1000 9000
      fill 100       | 8(X) Trade/PendingReplace 10000 1100 8900            | PendingReplace 10000 1100 8900
      replaced 12000 | 8(Y,X) Replaced/PartiallyFilled 12000 1100 10900     | PartiallyFilled 12000 1100 10900
      fill 10900     | 8(Y) Trade/Filled 12000 12000 0                      | Filled 12000 12000 0
    `,
  },
  {
    id: 'C.1.b refused',
    fix42: 'D7',
    title: 'The same, its other path: the venue refuses after it was pending',
    steps: `
      D X 10000      |                                                      | D(TC1); PendingNew 10000 0 10000
      new            | 8(X) New/New 10000 0 10000                           | New 10000 0 10000
      fill 1000      | 8(X) Trade/PartiallyFilled 10000 1000 9000           | PartiallyFilled 10000 1000 9000
      G Y,X 12000    | 8(Y,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R1,TC1); PendingReplace 10000 1000 9000
      pendingReplace |                                                      | PendingReplace 10000 1000 9000
      fill 100       | 8(X) Trade/PendingReplace 10000 1100 8900            | PendingReplace 10000 1100 8900
      refused 2      | 9(Y,X) PartiallyFilled 102=2                         | PartiallyFilled 10000 1100 8900
    `,
  },
  {
    id: 'C.1.c',
    fix42: 'D8',
    title: 'Filled order, followed by a cancel/replace request to increase order quantity',
    note: "Passed through: whether a filled order may be raised is the venue's to say.",
    steps: `
      D X 10000      |                                                    | D(TC1); PendingNew 10000 0 10000
      new            | 8(X) New/New 10000 0 10000                         | New 10000 0 10000
      fill 10000     | 8(X) Trade/Filled 10000 10000 0                    | Filled 10000 10000 0
      G Y,X 12000    | 8(Y,X) PendingReplace/PendingReplace 10000 10000 0 | G(TC1R1,TC1); PendingReplace 10000 10000 0
      pendingReplace |                                                    | PendingReplace 10000 10000 0
      replaced 12000 | 8(Y,X) Replaced/PartiallyFilled 12000 10000 2000   | PartiallyFilled 12000 10000 2000
      fill 2000      | 8(Y) Trade/Filled 12000 12000 0                    | Filled 12000 12000 0
    `,
  },
  {
    id: 'C.1.c refused',
    fix42: 'D8',
    title: 'The same, its other path: the venue does not raise a filled order',
    steps: `
      D X 10000   |                                                    | D(TC1); PendingNew 10000 0 10000
      new         | 8(X) New/New 10000 0 10000                         | New 10000 0 10000
      fill 10000  | 8(X) Trade/Filled 10000 10000 0                    | Filled 10000 10000 0
      G Y,X 12000 | 8(Y,X) PendingReplace/PendingReplace 10000 10000 0 | G(TC1R1,TC1); PendingReplace 10000 10000 0
      refused 0   | 9(Y,X) Filled 102=0                                | Filled 10000 10000 0
    `,
  },
  {
    id: 'C.1.c sliced',
    fix42: 'D8',
    title: 'A sliced order is raised after it was filled, while its window lasts',
    sliced: true,
    steps: `
      D X 10000 twap   | 8(X) New/New 10000 0 10000                                             |
      tick 0           |                                                                        | D(TC1); PendingNew 5000 0 5000
      new              |                                                                        | New 5000 0 5000
      fill 5000        | 8(X) Trade/PartiallyFilled 10000 5000 5000                             | Filled 5000 5000 0
      tick 1.1         |                                                                        | D(TC2); PendingNew 5000 0 5000
      new              |                                                                        | New 5000 0 5000
      fill 5000        | 8(X) Trade/Filled 10000 10000 0                                        | Filled 5000 5000 0
      G Y,X 12000 twap | 8(Y,X) PendingReplace/PendingReplace 10000 10000 0; 8(Y,X) Replaced/PartiallyFilled 12000 10000 2000 | Filled 5000 5000 0
      tick 1.2         |                                                                        | D(TC3); PendingNew 1000 0 1000
      new              |                                                                        | New 1000 0 1000
      fill 1000        | 8(Y) Trade/PartiallyFilled 12000 11000 1000                            | Filled 1000 1000 0
    `,
  },
  {
    id: 'C.2.a',
    fix42: 'D9',
    title: 'Cancel/replace request (not for quantity change) is rejected as a fill has occurred',
    steps: `
      D X 10000       |                                                      | D(TC1); PendingNew 10000 0 10000
      new             | 8(X) New/New 10000 0 10000                           | New 10000 0 10000
      fill 1000       | 8(X) Trade/PartiallyFilled 10000 1000 9000           | PartiallyFilled 10000 1000 9000
      G Y,X 10000 @99 | 8(Y,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R1,TC1); PendingReplace 10000 1000 9000
      fill 9000       | 8(X) Trade/PendingReplace 10000 10000 0              | PendingReplace 10000 10000 0
      refused 0       | 9(Y,X) Filled 102=0                                  | Filled 10000 10000 0
    `,
  },
  {
    id: 'C.3.a',
    fix42: 'D10',
    title:
      'Cancel/replace request sent whilst an execution is being reported; the requested order quantity exceeds the cumulative quantity: the order is replaced, then filled',
    steps: `
      D X 10000      |                                                      | D(TC1); PendingNew 10000 0 10000
      new            | 8(X) New/New 10000 0 10000                           | New 10000 0 10000
      fill 1000      | 8(X) Trade/PartiallyFilled 10000 1000 9000           | PartiallyFilled 10000 1000 9000
      G Y,X 8000     | 8(Y,X) PendingReplace/PendingReplace 10000 1000 9000 | G(TC1R1,TC1); PendingReplace 10000 1000 9000
      fill 500       | 8(X) Trade/PendingReplace 10000 1500 8500            | PendingReplace 10000 1500 8500
      pendingReplace |                                                      | PendingReplace 10000 1500 8500
      fill 100       | 8(X) Trade/PendingReplace 10000 1600 8400            | PendingReplace 10000 1600 8400
      replaced 8000  | 8(Y,X) Replaced/PartiallyFilled 8000 1600 6400       | PartiallyFilled 8000 1600 6400
      fill 6400      | 8(Y) Trade/Filled 8000 8000 0                        | Filled 8000 8000 0
    `,
  },
  {
    id: 'C.3.b',
    fix42: 'D11',
    title: 'The requested order quantity equals the cumulative quantity: order quantity is amended to it',
    steps: `
      D X 10000     |                                                    | D(TC1); PendingNew 10000 0 10000
      new           | 8(X) New/New 10000 0 10000                         | New 10000 0 10000
      G Y,X 7000    | 8(Y,X) PendingReplace/PendingReplace 10000 0 10000 | G(TC1R1,TC1); PendingReplace 10000 0 10000
      fill 7000     | 8(X) Trade/PendingReplace 10000 7000 3000          | PendingReplace 10000 7000 3000
      replaced 7000 | 8(Y,X) Replaced/Filled 7000 7000 0                 | Filled 7000 7000 0
    `,
  },
  {
    id: 'C.3.b sliced',
    fix42: 'D11',
    title: 'A sliced order is cut to what is filled by then',
    sliced: true,
    steps: `
      D X 10000 twap  | 8(X) New/New 10000 0 10000                           |
      tick 0          |                                                      | D(TC1); PendingNew 5000 0 5000
      new             |                                                      | New 5000 0 5000
      fill 3000       | 8(X) Trade/PartiallyFilled 10000 3000 7000           | PartiallyFilled 5000 3000 2000
      G Y,X 3000 twap | 8(Y,X) PendingReplace/PendingReplace 10000 3000 7000 | F(TC1R1,TC1); PendingCancel 5000 3000 2000
      canceled        | 8(Y,X) Replaced/Filled 3000 3000 0                   | Canceled 5000 3000 0
    `,
  },
  {
    id: 'C.3.c',
    fix42: 'D12',
    title: 'The requested order quantity is below the cumulative quantity: order quantity is amended to the cumulative quantity',
    steps: `
      D X 10000     |                                                    | D(TC1); PendingNew 10000 0 10000
      new           | 8(X) New/New 10000 0 10000                         | New 10000 0 10000
      G Y,X 7000    | 8(Y,X) PendingReplace/PendingReplace 10000 0 10000 | G(TC1R1,TC1); PendingReplace 10000 0 10000
      fill 8000     | 8(X) Trade/PendingReplace 10000 8000 2000          | PendingReplace 10000 8000 2000
      replaced 8000 | 8(Y,X) Replaced/Filled 8000 8000 0                 | Filled 8000 8000 0
    `,
  },
  {
    id: 'C.3.c sliced',
    fix42: 'D12',
    title: 'A sliced order is cut to less than is filled by then',
    sliced: true,
    steps: `
      D X 10000 twap  | 8(X) New/New 10000 0 10000                           |
      tick 0          |                                                      | D(TC1); PendingNew 5000 0 5000
      new             |                                                      | New 5000 0 5000
      fill 3000       | 8(X) Trade/PartiallyFilled 10000 3000 7000           | PartiallyFilled 5000 3000 2000
      G Y,X 2000 twap | 8(Y,X) PendingReplace/PendingReplace 10000 3000 7000 | F(TC1R1,TC1); PendingCancel 5000 3000 2000
      fill 500        | 8(X) Trade/PendingReplace 10000 3500 6500            | PendingCancel 5000 3500 1500
      canceled        | 8(Y,X) Replaced/Filled 3500 3500 0                   | Canceled 5000 3500 0
    `,
  },
];
