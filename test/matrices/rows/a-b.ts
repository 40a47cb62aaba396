import type { Row } from '../row';

/** A and B: vanilla, cancel. */
export const VANILLA_AND_CANCEL: readonly Row[] = [
  {
    id: 'A.1.a',
    fix42: 'D1',
    title: 'Filled order',
    steps: `
      D X 10000 |                                            | D(TC1); PendingNew 10000 0 10000
      new       | 8(X) New/New 10000 0 10000                 | New 10000 0 10000
      fill 2000 | 8(X) Trade/PartiallyFilled 10000 2000 8000 | PartiallyFilled 10000 2000 8000
      fill 1000 | 8(X) Trade/PartiallyFilled 10000 3000 7000 | PartiallyFilled 10000 3000 7000
      fill 7000 | 8(X) Trade/Filled 10000 10000 0            | Filled 10000 10000 0
    `,
  },
  {
    id: 'A.1.a rejected',
    fix42: 'D1',
    title: 'Filled order, its other path: the venue rejects it',
    steps: `
      D X 10000  |                                        | D(TC1); PendingNew 10000 0 10000
      rejected 0 | 8(X) Rejected/Rejected 10000 0 0 103=0 | Rejected 10000 0 0
    `,
  },
  {
    id: 'A.1.a sliced',
    fix42: 'D1',
    title: 'A sliced order is filled by its children',
    note: 'Each slot has a child; New is ours, once the plan stands. What is left of a slot is carried into the next.',
    sliced: true,
    steps: `
      D X 10000 twap | 8(X) New/New 10000 0 10000                 |
      tick 0         |                                            | D(TC1); PendingNew 5000 0 5000
      new            |                                            | New 5000 0 5000
      fill 2000      | 8(X) Trade/PartiallyFilled 10000 2000 8000 | PartiallyFilled 5000 2000 3000
      fill 3000      | 8(X) Trade/PartiallyFilled 10000 5000 5000 | Filled 5000 5000 0
      tick 1.1       |                                            | D(TC2); PendingNew 5000 0 5000
      new            |                                            | New 5000 0 5000
      fill 5000      | 8(X) Trade/Filled 10000 10000 0            | Filled 5000 5000 0
    `,
  },
  {
    id: 'A.1.b',
    fix42: 'D2',
    title: 'Part-filled day order, done for day',
    steps: `
      D X 10000  |                                            | D(TC1); PendingNew 10000 0 10000
      new        | 8(X) New/New 10000 0 10000                 | New 10000 0 10000
      fill 2000  | 8(X) Trade/PartiallyFilled 10000 2000 8000 | PartiallyFilled 10000 2000 8000
      fill 1000  | 8(X) Trade/PartiallyFilled 10000 3000 7000 | PartiallyFilled 10000 3000 7000
      doneForDay | 8(X) DoneForDay/DoneForDay 10000 3000 0    | DoneForDay 10000 3000 0
    `,
  },
  {
    id: 'B.1.a',
    fix42: 'D3',
    title: 'Cancel request issued for a zero-filled order',
    steps: `
      D X 10000     |                                                  | D(TC1); PendingNew 10000 0 10000
      new           | 8(X) New/New 10000 0 10000                       | New 10000 0 10000
      F Y,X         | 8(Y,X) PendingCancel/PendingCancel 10000 0 10000 | F(TC1R1,TC1); PendingCancel 10000 0 10000
      pendingCancel |                                                  | PendingCancel 10000 0 10000
      canceled      | 8(Y,X) Canceled/Canceled 10000 0 0               | Canceled 10000 0 0
    `,
  },
  {
    id: 'B.1.a refused',
    fix42: 'D3',
    title: 'The same, its other path: the venue refuses the cancel before it is pending',
    steps: `
      D X 10000 |                                                  | D(TC1); PendingNew 10000 0 10000
      new       | 8(X) New/New 10000 0 10000                       | New 10000 0 10000
      F Y,X     | 8(Y,X) PendingCancel/PendingCancel 10000 0 10000 | F(TC1R1,TC1); PendingCancel 10000 0 10000
      refused 2 | 9(Y,X) New 102=2                                 | New 10000 0 10000
    `,
  },
  {
    id: 'B.1.a sliced',
    fix42: 'D3',
    title: 'Cancel of a sliced order whose child has no fill',
    sliced: true,
    steps: `
      D X 10000 twap | 8(X) New/New 10000 0 10000                       |
      tick 0         |                                                  | D(TC1); PendingNew 5000 0 5000
      new            |                                                  | New 5000 0 5000
      F Y,X          | 8(Y,X) PendingCancel/PendingCancel 10000 0 10000 | F(TC1R1,TC1); PendingCancel 5000 0 5000
      canceled       | 8(Y,X) Canceled/Canceled 10000 0 0               | Canceled 5000 0 0
    `,
  },
  {
    id: 'B.1.b',
    fix42: 'D4',
    title: 'Cancel request issued for a part-filled order; executions occur whilst the cancel request is active',
    note: 'PendingCancel is told as soon as we have taken the request up, so that the fill which crosses it comes with that status.',
    steps: `
      D X 10000     |                                                    | D(TC1); PendingNew 10000 0 10000
      new           | 8(X) New/New 10000 0 10000                         | New 10000 0 10000
      fill 2000     | 8(X) Trade/PartiallyFilled 10000 2000 8000         | PartiallyFilled 10000 2000 8000
      F Y,X         | 8(Y,X) PendingCancel/PendingCancel 10000 2000 8000 | F(TC1R1,TC1); PendingCancel 10000 2000 8000
      fill 3000     | 8(X) Trade/PendingCancel 10000 5000 5000           | PendingCancel 10000 5000 5000
      pendingCancel |                                                    | PendingCancel 10000 5000 5000
      fill 1000     | 8(X) Trade/PendingCancel 10000 6000 4000           | PendingCancel 10000 6000 4000
      canceled      | 8(Y,X) Canceled/Canceled 10000 6000 0              | Canceled 10000 6000 0
    `,
  },
  {
    id: 'B.1.b refused',
    fix42: 'D4',
    title: 'The same, its other path: the cancel is refused after it was pending',
    steps: `
      D X 10000     |                                                    | D(TC1); PendingNew 10000 0 10000
      new           | 8(X) New/New 10000 0 10000                         | New 10000 0 10000
      fill 2000     | 8(X) Trade/PartiallyFilled 10000 2000 8000         | PartiallyFilled 10000 2000 8000
      F Y,X         | 8(Y,X) PendingCancel/PendingCancel 10000 2000 8000 | F(TC1R1,TC1); PendingCancel 10000 2000 8000
      pendingCancel |                                                    | PendingCancel 10000 2000 8000
      fill 1000     | 8(X) Trade/PendingCancel 10000 3000 7000           | PendingCancel 10000 3000 7000
      refused 2     | 9(Y,X) PartiallyFilled 102=2                       | PartiallyFilled 10000 3000 7000
    `,
  },
  {
    id: 'B.1.b sliced',
    fix42: 'D4',
    title: 'Cancel of a sliced order; its child fills meanwhile',
    sliced: true,
    steps: `
      D X 10000 twap | 8(X) New/New 10000 0 10000                        |
      tick 0         |                                                   | D(TC1); PendingNew 5000 0 5000
      new            |                                                   | New 5000 0 5000
      fill 200       | 8(X) Trade/PartiallyFilled 10000 200 9800         | PartiallyFilled 5000 200 4800
      F Y,X          | 8(Y,X) PendingCancel/PendingCancel 10000 200 9800 | F(TC1R1,TC1); PendingCancel 5000 200 4800
      fill 100       | 8(X) Trade/PendingCancel 10000 300 9700           | PendingCancel 5000 300 4700
      canceled       | 8(Y,X) Canceled/Canceled 10000 300 0              | Canceled 5000 300 0
    `,
  },
  {
    id: 'B.1.c',
    fix42: 'D5',
    title: 'Cancel request issued for an order that becomes filled before the cancel request can be accepted',
    steps: `
      D X 10000 |                                                    | D(TC1); PendingNew 10000 0 10000
      new       | 8(X) New/New 10000 0 10000                         | New 10000 0 10000
      fill 2000 | 8(X) Trade/PartiallyFilled 10000 2000 8000         | PartiallyFilled 10000 2000 8000
      F Y,X     | 8(Y,X) PendingCancel/PendingCancel 10000 2000 8000 | F(TC1R1,TC1); PendingCancel 10000 2000 8000
      fill 8000 | 8(X) Trade/PendingCancel 10000 10000 0             | PendingCancel 10000 10000 0
      refused 0 | 9(Y,X) Filled 102=0                                | Filled 10000 10000 0
    `,
  },
  {
    id: 'B.1.d',
    title: 'Cancel request issued for an order that has not yet been acknowledged',
    steps: `
      D X 10000     |                                                  | D(TC1); PendingNew 10000 0 10000
      F Y,X         | 8(Y,X) PendingCancel/PendingCancel 10000 0 10000 | F(TC1R1,TC1); PendingCancel 10000 0 10000
      pendingCancel |                                                  | PendingCancel 10000 0 10000
      canceled      | 8(Y,X) Canceled/Canceled 10000 0 0               | Canceled 10000 0 0
    `,
  },
  {
    id: 'B.1.e',
    title:
      'Cancel request issued for an order that has not yet been acknowledged; the acknowledgement and the cancel request cross',
    steps: `
      D X 10000     |                                                  | D(TC1); PendingNew 10000 0 10000
      F Y,X         | 8(Y,X) PendingCancel/PendingCancel 10000 0 10000 | F(TC1R1,TC1); PendingCancel 10000 0 10000
      new           | 8(X) New/PendingCancel 10000 0 10000             | PendingCancel 10000 0 10000
      pendingCancel |                                                  | PendingCancel 10000 0 10000
      canceled      | 8(Y,X) Canceled/Canceled 10000 0 0               | Canceled 10000 0 0
    `,
  },
  {
    id: 'B.1.f',
    title: 'Cancel request issued for an unknown order',
    steps: `
      F Y,X | 9(Y,X) Rejected 102=1 |
    `,
  },
];
