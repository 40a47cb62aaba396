import type { Row } from '../row';

/** H, I and J: good till, time in force, execution cancels and corrects. */
export const LIFE_AND_CORRECTIONS: readonly Row[] = [
  {
    id: 'H.1.a',
    fix42: 'D27',
    title: 'GTC order partially filled, restated (renewed) and partially filled the following day',
    steps: `
      D X 10000 gtc        |                                                     | D(TC1); PendingNew 10000 0 10000
      new                  | 8(X) New/New 10000 0 10000                          | New 10000 0 10000
      fill 2000            | 8(X) Trade/PartiallyFilled 10000 2000 8000          | PartiallyFilled 10000 2000 8000
      doneForDay           | 8(X) DoneForDay/DoneForDay 10000 2000 8000          | DoneForDay 10000 2000 8000
      restated 10000 378=1 | 8(X) Restated/PartiallyFilled 10000 2000 8000 378=1 | PartiallyFilled 10000 2000 8000
      fill 1000            | 8(X) Trade/PartiallyFilled 10000 3000 7000          | PartiallyFilled 10000 3000 7000
    `,
  },
  {
    id: 'H.1.a unsaid',
    fix42: 'D27',
    title: 'The same where the venue does not send the optional restatement: the first fill of the day renews it',
    steps: `
      D X 10000 gtc |                                                                        | D(TC1); PendingNew 10000 0 10000
      new           | 8(X) New/New 10000 0 10000                                             | New 10000 0 10000
      fill 2000     | 8(X) Trade/PartiallyFilled 10000 2000 8000                             | PartiallyFilled 10000 2000 8000
      doneForDay    | 8(X) DoneForDay/DoneForDay 10000 2000 8000                             | DoneForDay 10000 2000 8000
      fill 1000     | 8(X) Restated/PartiallyFilled 10000 2000 8000 378=1; 8(X) Trade/PartiallyFilled 10000 3000 7000 | PartiallyFilled 10000 3000 7000
    `,
  },
  {
    id: 'H.1.b',
    fix42: 'D28',
    title: 'GTC order with a partial fill, a 2:1 stock split, then a partial fill and fill the following day',
    note: 'OrderQty, Price and CumQty are as the venue restates them, the cost stays: AvgPx halves. A person is called, as limits and ticks may have changed.',
    steps: `
      D X 10000 gtc                    |                                                                        | D(TC1); PendingNew 10000 0 10000
      new                              | 8(X) New/New 10000 0 10000                                             | New 10000 0 10000
      fill 2000                        | 8(X) Trade/PartiallyFilled 10000 2000 8000                             | PartiallyFilled 10000 2000 8000
      doneForDay                       | 8(X) DoneForDay/DoneForDay 10000 2000 8000                             | DoneForDay 10000 2000 8000
      restated 20000 @50 14=4000 378=0 | alarm CorporateAction; 8(X) Restated/PartiallyFilled 20000 4000 16000 6=50 378=0 | PartiallyFilled 20000 4000 16000
      fill 5000 @50                    | 8(X) Trade/PartiallyFilled 20000 9000 11000 6=50                       | PartiallyFilled 20000 9000 11000
      fill 11000 @50                   | 8(X) Trade/Filled 20000 20000 0 6=50                                   | Filled 20000 20000 0
    `,
  },
  {
    id: 'H.1.c',
    fix42: 'D29',
    title: 'GTC order partially filled, restated (renewed) and canceled the following day',
    steps: `
      D X 10000 gtc        |                                                     | D(TC1); PendingNew 10000 0 10000
      new                  | 8(X) New/New 10000 0 10000                          | New 10000 0 10000
      fill 2000            | 8(X) Trade/PartiallyFilled 10000 2000 8000          | PartiallyFilled 10000 2000 8000
      doneForDay           | 8(X) DoneForDay/DoneForDay 10000 2000 8000          | DoneForDay 10000 2000 8000
      restated 10000 378=1 | 8(X) Restated/PartiallyFilled 10000 2000 8000 378=1 | PartiallyFilled 10000 2000 8000
      F Y,X                | 8(Y,X) PendingCancel/PendingCancel 10000 2000 8000  | F(TC1R1,TC1); PendingCancel 10000 2000 8000
      pendingCancel        |                                                     | PendingCancel 10000 2000 8000
      canceled             | 8(Y,X) Canceled/Canceled 10000 2000 0               | Canceled 10000 2000 0
    `,
  },
  {
    id: 'H.1.c done',
    title: 'The cancel comes while the order is done for the day',
    steps: `
      D X 10000 gtc |                                                    | D(TC1); PendingNew 10000 0 10000
      new           | 8(X) New/New 10000 0 10000                         | New 10000 0 10000
      fill 2000     | 8(X) Trade/PartiallyFilled 10000 2000 8000         | PartiallyFilled 10000 2000 8000
      doneForDay    | 8(X) DoneForDay/DoneForDay 10000 2000 8000         | DoneForDay 10000 2000 8000
      F Y,X         | 8(Y,X) PendingCancel/PendingCancel 10000 2000 8000 | F(TC1R1,TC1); PendingCancel 10000 2000 8000
      canceled      | 8(Y,X) Canceled/Canceled 10000 2000 0              | Canceled 10000 2000 0
    `,
  },
  {
    id: 'H.1.d',
    fix42: 'D30',
    title: 'GTC order partially filled, restated (renewed) followed by a replace request to increase quantity',
    steps: `
      D X 10000 gtc        |                                                      | D(TC1); PendingNew 10000 0 10000
      new                  | 8(X) New/New 10000 0 10000                           | New 10000 0 10000
      fill 2000            | 8(X) Trade/PartiallyFilled 10000 2000 8000           | PartiallyFilled 10000 2000 8000
      doneForDay           | 8(X) DoneForDay/DoneForDay 10000 2000 8000           | DoneForDay 10000 2000 8000
      restated 10000 378=1 | 8(X) Restated/PartiallyFilled 10000 2000 8000 378=1  | PartiallyFilled 10000 2000 8000
      G Y,X 15000 gtc      | 8(Y,X) PendingReplace/PendingReplace 10000 2000 8000 | G(TC1R1,TC1); PendingReplace 10000 2000 8000
      pendingReplace       |                                                      | PendingReplace 10000 2000 8000
      fill 1000            | 8(X) Trade/PendingReplace 10000 3000 7000            | PendingReplace 10000 3000 7000
      replaced 15000       | 8(Y,X) Replaced/PartiallyFilled 15000 3000 12000     | PartiallyFilled 15000 3000 12000
    `,
  },
  {
    id: 'H.2 gtd',
    title: 'GTD order partially filled, that expires',
    note: "Not of the matrices: ExpireDate (432) or ExpireTime (126) is the venue's to keep.",
    steps: `
      D X 10000 gtd |                                                     | D(TC1); PendingNew 10000 0 10000
      new           | 8(X) New/New 10000 0 10000                          | New 10000 0 10000
      fill 2000     | 8(X) Trade/PartiallyFilled 10000 2000 8000          | PartiallyFilled 10000 2000 8000
      doneForDay    | 8(X) DoneForDay/DoneForDay 10000 2000 8000          | DoneForDay 10000 2000 8000
      new           | 8(X) Restated/PartiallyFilled 10000 2000 8000 378=1 | PartiallyFilled 10000 2000 8000
      expired       | 8(X) Expired/Expired 10000 2000 0                   | Expired 10000 2000 0
    `,
  },
  {
    id: 'I.1.a',
    fix42: 'D32',
    title: 'Fill or Kill order cannot be filled',
    steps: `
      D X 10000 fok   |                                        | D(TC1); PendingNew 10000 0 10000
      new             | 8(X) New/New 10000 0 10000             | New 10000 0 10000
      canceledUnasked | 8(X) Canceled/Canceled 10000 0 0 378=2 | Canceled 10000 0 0
    `,
  },
  {
    id: 'I.1.a expired',
    fix42: 'D32',
    title: 'The same at a venue that calls it expired',
    steps: `
      D X 10000 fok |                                  | D(TC1); PendingNew 10000 0 10000
      new           | 8(X) New/New 10000 0 10000       | New 10000 0 10000
      expired       | 8(X) Canceled/Canceled 10000 0 0 | Expired 10000 0 0
    `,
  },
  {
    id: 'I.1.b',
    fix42: 'D33',
    title: 'Immediate or Cancel order that cannot be immediately hit',
    steps: `
      D X 10000 ioc   |                                        | D(TC1); PendingNew 10000 0 10000
      new             | 8(X) New/New 10000 0 10000             | New 10000 0 10000
      canceledUnasked | 8(X) Canceled/Canceled 10000 0 0 378=2 | Canceled 10000 0 0
    `,
  },
  {
    id: 'I.1.b part',
    fix42: 'D33',
    title: 'Immediate or Cancel order that is filled in part',
    steps: `
      D X 10000 ioc |                                            | D(TC1); PendingNew 10000 0 10000
      new           | 8(X) New/New 10000 0 10000                 | New 10000 0 10000
      fill 1000     | 8(X) Trade/PartiallyFilled 10000 1000 9000 | PartiallyFilled 10000 1000 9000
      expired       | 8(X) Canceled/Canceled 10000 1000 0        | Expired 10000 1000 0
    `,
  },
  {
    id: 'J.1.a',
    fix42: 'D34',
    title: 'Filled order, followed by correction and cancellation of executions',
    steps: `
      D X 10000                    |                                                          | D(TC1); PendingNew 10000 0 10000
      new                          | 8(X) New/New 10000 0 10000                               | New 10000 0 10000
      fill 1000 @100 id=C          | 8(X) Trade/PartiallyFilled 10000 1000 9000               | PartiallyFilled 10000 1000 9000
      fill 9000 @110 id=D          | 8(X) Trade/Filled 10000 10000 0 6=109                    | Filled 10000 10000 0
      bust ref=C id=E              | 8(X) TradeCancel/PartiallyFilled 10000 9000 1000 6=110   | PartiallyFilled 10000 9000 1000
      correct 9000 @100 ref=D id=F | 8(X) TradeCorrect/PartiallyFilled 10000 9000 1000        | PartiallyFilled 10000 9000 1000
      fill 1000 @120 id=G          | 8(X) Trade/Filled 10000 10000 0 6=102                    | Filled 10000 10000 0
      correct 9000 @120 ref=F id=H | 8(X) TradeCorrect/Filled 10000 10000 0 6=120             | Filled 10000 10000 0
      G Y,X 12000                  | 8(Y,X) PendingReplace/PendingReplace 10000 10000 0 6=120 | G(TC1R1,TC1); PendingReplace 10000 10000 0
      pendingReplace               |                                                          | PendingReplace 10000 10000 0
      replaced 12000               | 8(Y,X) Replaced/PartiallyFilled 12000 10000 2000 6=120   | PartiallyFilled 12000 10000 2000
      correct 9500 @120 ref=H id=K | 8(Y) TradeCorrect/PartiallyFilled 12000 10500 1500 6=120 | PartiallyFilled 12000 10500 1500
    `,
  },
  {
    id: 'J.1.b',
    fix42: 'D35',
    title: 'A canceled order followed by a busted execution and a new execution',
    steps: `
      D X 10000          |                                                         | D(TC1); PendingNew 10000 0 10000
      new                | 8(X) New/New 10000 0 10000                              | New 10000 0 10000
      fill 5000 @50 id=B | 8(X) Trade/PartiallyFilled 10000 5000 5000 6=50         | PartiallyFilled 10000 5000 5000
      F Y,X              | 8(Y,X) PendingCancel/PendingCancel 10000 5000 5000 6=50 | F(TC1R1,TC1); PendingCancel 10000 5000 5000
      pendingCancel      |                                                         | PendingCancel 10000 5000 5000
      canceled           | 8(Y,X) Canceled/Canceled 10000 5000 0 6=50              | Canceled 10000 5000 0
      bust ref=B id=E    | 8(X) TradeCancel/Canceled 10000 0 0                     | Canceled 10000 0 0
      fill 4000 @51 id=F | alarm LateFill; 8(X) Trade/Canceled 10000 4000 0 6=51   | Canceled 10000 4000 0
    `,
  },
  {
    id: 'J.1.c',
    fix42: 'D36',
    title:
      'GTC order partially filled, restated (renewed) and partially filled the following day, with corrections of quantity on both executions',
    steps: `
      D X 10000 gtc           |                                                     | D(TC1); PendingNew 10000 0 10000
      new                     | 8(X) New/New 10000 0 10000                          | New 10000 0 10000
      fill 2000 id=B          | 8(X) Trade/PartiallyFilled 10000 2000 8000          | PartiallyFilled 10000 2000 8000
      doneForDay              | 8(X) DoneForDay/DoneForDay 10000 2000 8000          | DoneForDay 10000 2000 8000
      restated 10000 378=1    | 8(X) Restated/PartiallyFilled 10000 2000 8000 378=1 | PartiallyFilled 10000 2000 8000
      fill 1000 id=E          | 8(X) Trade/PartiallyFilled 10000 3000 7000          | PartiallyFilled 10000 3000 7000
      correct 1500 ref=B id=F | 8(X) TradeCorrect/PartiallyFilled 10000 2500 7500   | PartiallyFilled 10000 2500 7500
      correct 500 ref=E id=G  | 8(X) TradeCorrect/PartiallyFilled 10000 2000 8000   | PartiallyFilled 10000 2000 8000
    `,
  },
  {
    id: 'J.1.c days',
    title: 'An ExecID that comes again on another trade date is another trade',
    note: 'Not of the matrices.',
    steps: `
      D X 10000 gtc              |                                                                        | D(TC1); PendingNew 10000 0 10000
      new                        | 8(X) New/New 10000 0 10000                                             | New 10000 0 10000
      fill 2000 id=B 75=20260105 | 8(X) Trade/PartiallyFilled 10000 2000 8000                             | PartiallyFilled 10000 2000 8000
      fill 2000 id=B 75=20260105 | alarm DuplicateExecID                                                  | PartiallyFilled 10000 2000 8000
      doneForDay                 | 8(X) DoneForDay/DoneForDay 10000 2000 8000                             | DoneForDay 10000 2000 8000
      fill 2000 id=B 75=20260106 | 8(X) Restated/PartiallyFilled 10000 2000 8000 378=1; 8(X) Trade/PartiallyFilled 10000 4000 6000 | PartiallyFilled 10000 4000 6000
    `,
  },
  {
    id: 'J.1.d',
    title: 'Part-filled order, done for day, followed by trade correction and bust',
    steps: `
      D X 10000              |                                            | D(TC1); PendingNew 10000 0 10000
      new                    | 8(X) New/New 10000 0 10000                 | New 10000 0 10000
      fill 1000 id=B         | 8(X) Trade/PartiallyFilled 10000 1000 9000 | PartiallyFilled 10000 1000 9000
      fill 500 id=C          | 8(X) Trade/PartiallyFilled 10000 1500 8500 | PartiallyFilled 10000 1500 8500
      doneForDay             | 8(X) DoneForDay/DoneForDay 10000 1500 0    | DoneForDay 10000 1500 0
      correct 800 ref=B id=E | 8(X) TradeCorrect/DoneForDay 10000 1300 0  | DoneForDay 10000 1300 0
      bust ref=C id=F        | 8(X) TradeCancel/DoneForDay 10000 800 0    | DoneForDay 10000 800 0
    `,
  },
  {
    id: 'J.1.a sliced',
    fix42: 'D34',
    title: 'A fill of a sliced order is taken back: the order is open again',
    sliced: true,
    steps: `
      D X 10000 twap  | 8(X) New/New 10000 0 10000                |
      tick 0          |                                           | D(TC1); PendingNew 5000 0 5000
      new             |                                           | New 5000 0 5000
      fill 500 id=B   | 8(X) Trade/PartiallyFilled 10000 500 9500 | PartiallyFilled 5000 500 4500
      bust ref=B id=C | 8(X) TradeCancel/New 10000 0 10000        | New 5000 0 5000
      canceledUnasked |                                           | Canceled 5000 0 0
      tick 1.1        |                                           | D(TC2); PendingNew 5000 0 5000
      new             |                                           | New 5000 0 5000
    `,
  },
];
