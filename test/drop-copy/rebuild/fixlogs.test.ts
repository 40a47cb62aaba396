import { existsSync } from 'node:fs';
import type { FindingKind } from '../../../src/drop-copy/rebuild/findings';
import { rebuildLogs } from '../../../src/run/logs/rebuild-logs';
import { dataFile, testOn } from '../../data-pack';
import { scan } from './scan';

type Row = readonly [
  file: string,
  messages: number,
  orders: number,
  fills: number,
  findings: Partial<Record<FindingKind, number>>,
];

/** Logs of other engines and brokers: what the README of the data names as wrong in them is found, by kind. The same table stands in docs/replay.md. */
const ROWS: readonly Row[] = [
  ['fltc/20200105.txt', 1, 1, 0, { 'body-length': 1, checksum: 1 }],
  ['fltc/FIX.4.2-KOD-BON.messages.current.log', 2486, 602, 0, {}],
  [
    'fltc/FIXT.1.1-EXEC-BANZAI.messages.log',
    94,
    4,
    0,
    {
      'body-length': 2,
      checksum: 2,
      'sequence-gap': 10,
      'value-unreadable': 42,
      'status-contradicts': 4,
      'duplicate-clordid': 42,
      'leaves-qty-contradicts': 2,
    },
  ],
  [
    'fltc/Test_UserDefined.log',
    15,
    2,
    2,
    {
      'body-length': 5,
      checksum: 5,
      'sequence-reused': 3,
      'duplicate-clordid': 3,
      'leaves-qty-contradicts': 2,
      'avg-px-contradicts': 2,
    },
  ],
  ['fltc/UDFinNestedGroups.txt', 0, 0, 0, { truncated: 1 }],
  [
    'fltc/delimitertest.log',
    9,
    1,
    0,
    { 'sequence-gap': 4, 'value-unreadable': 3, 'status-contradicts': 1, 'duplicate-clordid': 3, 'body-length': 1, checksum: 1 },
  ],
  [
    'jspurefix/execution-report_fix.txt',
    1,
    1,
    0,
    {
      'begin-string': 1,
      'body-length': 1,
      checksum: 1,
      'cum-qty-contradicts': 1,
      'status-contradicts': 1,
      'leaves-qty-contradicts': 1,
    },
  ],
  ['jspurefix/fix.txt', 50, 2, 0, { checksum: 50, 'unknown-order': 2 }],
  ['jspurefix/fixsim_fix.txt', 46, 2, 1, { 'fill-without-order': 1 }],
  ['jspurefix/new-order-single_fix.txt', 1, 1, 0, { checksum: 1 }],
  ['kgi-goldmf/FIX.4.2-GOLDMF-KGITEST.body', 347, 1, 0, { 'value-unreadable': 64, 'duplicate-clordid': 50 }],
  ['kgi-goldmf/fix_2015-08-25.log', 58, 0, 0, {}],
  ['kgi-goldmf/fix_2015-10-19.log.gz', 7200, 0, 0, {}],
  ['log4fix/FIX42-CoyTrade-BCExchange-MarketDataRequest.log', 1, 0, 0, { 'line-break': 1 }],
  ['log4fix/FIX42-CoyTrade-BCExchange-NoMessagesInLog.log', 0, 0, 0, {}],
  ['log4fix/FIX42-CoyTrade-BCExchange-PipeDelimeter.log', 1, 1, 0, { delimiter: 1 }],
  ['log4fix/FIX42-CoyTrade-BCExchange-SenderAndTargetInSameLogFile.log', 6, 1, 0, { 'cum-qty-contradicts': 1 }],
  ['log4fix/FIX42-CoyTrade-BCExchange-SenderMessagePerLine.log', 4, 2, 0, { 'sequence-gap': 1 }],
  [
    'log4fix/FIX42-CoyTrade-BCExchange-SenderMessagePerLineMixedWithOtherText.log',
    6,
    2,
    0,
    { 'sequence-gap': 1, 'message-repeated': 2 },
  ],
  ['log4fix/FIX42-CoyTrade-BCExchange-SenderMessagePerLineNoExtraLoggingInfo.log', 4, 2, 0, { 'sequence-gap': 1 }],
  ['log4fix/FIX42-CoyTrade-BCExchange-TargetMessagePerLineNoExtraLoggingInfo.log', 6, 5, 0, { 'unknown-order': 5 }],
  ['quickfix-logviewer/test.log', 22, 4, 2, { checksum: 20, 'sequence-reused': 4, delimiter: 1, 'body-length': 1 }],
  ['quickfix-logviewer/testB4B.log', 0, 0, 0, {}],
  ['quickfix-logviewer/testDelimiter.log', 20, 3, 2, { 'message-repeated': 2, delimiter: 1, checksum: 1 }],
  ['quickfix-logviewer/testMultiCharDelimiter.log', 20, 3, 2, { 'message-repeated': 2, delimiter: 1, checksum: 1 }],
  ['quickfix-logviewer/tmp.log', 819, 3, 2, { checksum: 702, 'sequence-reused': 2, delimiter: 39, 'message-repeated': 799 }],
  ['quickfix_app/FIX.4.2-CLIENT1-EXECUTOR.messages.current.log', 44, 21, 21, {}],
  ['quickfix_app/FIX.4.2-CLIENT1-MARKETDATA.messages.current.log', 72, 0, 0, {}],
  ['quickfix_app/FIX.4.2-MARKETDATA-CLIENT1.messages.current.log', 72, 0, 0, {}],
  ['quickfix_app/GLOBAL.event.current.log', 0, 0, 0, {}],
  [
    'transcribed-snippets/flex_algo_cancel_replace_2013-08-06.txt',
    6,
    2,
    0,
    {
      'begin-string': 2,
      checksum: 2,
      'unknown-order': 2,
      'body-length': 1,
      'sequence-reused': 1,
      'value-unreadable': 1,
      'sequence-gap': 2,
      'cum-qty-contradicts': 1,
      'status-contradicts': 1,
      'leaves-qty-contradicts': 1,
    },
  ],
  [
    'transcribed-snippets/lmax_samples_2015.txt',
    10,
    3,
    0,
    { 'sequence-gap': 3, 'body-length': 4, checksum: 4, 'unknown-order': 2 },
  ],
];

/** Real logs, which are no part of this repository: without SLUICE_DATA (or ../shared/data) these tests are skipped. */
describe('logs of other engines (needs fixlogs under SLUICE_DATA)', () => {
  testOn('fixlogs').each(ROWS)('%s: %i messages, %i orders, %i fills, as a plain scan counts them', async (name, ...expected) => {
    const file = dataFile('fixlogs', name);
    const rebuilt = await rebuildLogs([file]);
    rebuilt.close();
    const { messages, orders, fills, findings } = rebuilt.counts;
    const scanned = scan(file);
    expect([messages, orders, fills, findings, scanned]).toEqual([
      ...expected,
      { messages: expected[0], orders: expected[1], fills: expected[2] },
    ]);
  });

  testOn('fixlogs')(
    'both ends of one session are one session: each message counts once, and how late it was is told of either end',
    async () => {
      const ends = ['FIX.4.2-CLIENT1-MARKETDATA', 'FIX.4.2-MARKETDATA-CLIENT1'];
      const files = ends.map(end => dataFile('fixlogs', 'quickfix_app', `${end}.messages.current.log`));
      const rebuilt = await rebuildLogs(files);
      rebuilt.close();
      const sessions = rebuilt.sessions.map(s => [s.sender, s.messages, s.otherEnd, s.lateness?.count, s.latenessThere?.count]);
      expect([files.every(existsSync), rebuilt.counts.messages, rebuilt.counts.again, sessions, rebuilt.findings]).toEqual([
        true,
        144,
        72,
        [
          ['CLIENT1', 3, 3, 3, 3],
          ['MARKETDATA', 69, 69, 69, 69],
        ],
        [],
      ]);
    },
  );
});
