import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import FIXParser from 'fixparser';
import type { DamageKind } from '../../../src/drop-copy/read/message';
import { readLogs } from '../../../src/drop-copy/read/read-logs';
import { dataFile, testOn } from '../../data-pack';

/** What we read of a file, and why another count differs. */
interface Expected {
  readonly messages: number;
  readonly damaged?: Partial<Record<DamageKind, number>>;
  /** `8=FIX`, anything, `9=` in the plain text, where that is not `messages`. */
  readonly scan?: readonly [number, string];
  /** fixparser's messages, wrong BodyLengths, wrong CheckSums, where they are not ours. */
  readonly fixparser?: readonly [number, number, number, string];
}

const BY_HAND: Readonly<Record<string, Expected>> = {
  'fltc/20200105.txt': { messages: 1, damaged: { 'body-length': 1, checksum: 1 } },
  'fltc/FIX.4.2-KOD-BON.messages.current.log': { messages: 2486 },
  'fltc/FIXT.1.1-EXEC-BANZAI.messages.log': { messages: 94, damaged: { 'body-length': 2, checksum: 2 } },
  'fltc/Test_UserDefined.log': {
    messages: 15,
    damaged: { 'body-length': 5, checksum: 5 },
  },
  'fltc/UDFinNestedGroups.txt': {
    messages: 0,
    damaged: { truncated: 1 },
    scan: [1, 'its CheckSum stands behind a blank, in a field of its own making: no message ends there'],
    fixparser: [1, 1, 1, 'takes what has no CheckSum field'],
  },
  'fltc/delimitertest.log': {
    messages: 9,
    damaged: { 'body-length': 1, checksum: 1 },
    scan: [8, 'one message has no BodyLength; we read it and say so'],
  },
  'jspurefix/execution-report_fix.txt': {
    messages: 1,
    damaged: { 'begin-string': 1, 'body-length': 1, checksum: 1 },
    fixparser: [0, 0, 0, 'knows no BeginString `FIX4.4`'],
  },
  'jspurefix/fix.txt': {
    messages: 50,
    damaged: { checksum: 50 },
    fixparser: [50, 31, 50, 'measures up to the first `10=` anywhere, also that of 210=: our lengths are those of the plain sum'],
  },
  'jspurefix/fixsim_fix.txt': { messages: 46 },
  'jspurefix/new-order-single_fix.txt': {
    messages: 1,
    damaged: { checksum: 1 },
    fixparser: [1, 1, 1, 'measures up to the first `10=`, that of 110='],
  },
  'kgi-goldmf/FIX.4.2-GOLDMF-KGITEST.body': { messages: 347 },
  'kgi-goldmf/fix_2015-08-25.log': { messages: 58 },
  'kgi-goldmf/fix_2015-10-19.log.gz': { messages: 7200 },
  'log4fix/FIX42-CoyTrade-BCExchange-MarketDataRequest.log': {
    messages: 1,
    damaged: { 'line-break': 1 },
    fixparser: [1, 1, 1, 'a line break was put into the message; without it both are right, as we say'],
  },
  'log4fix/FIX42-CoyTrade-BCExchange-NoMessagesInLog.log': { messages: 0 },
  'log4fix/FIX42-CoyTrade-BCExchange-PipeDelimeter.log': {
    messages: 1,
    damaged: { delimiter: 1 },
    fixparser: [1, 1, 1, 'finds no CheckSum where its last bar is missing, and measures up to the `10=` of 310='],
  },
  'log4fix/FIX42-CoyTrade-BCExchange-SenderAndTargetInSameLogFile.log': { messages: 6 },
  'log4fix/FIX42-CoyTrade-BCExchange-SenderMessagePerLine.log': { messages: 4 },
  'log4fix/FIX42-CoyTrade-BCExchange-SenderMessagePerLineMixedWithOtherText.log': { messages: 6 },
  'log4fix/FIX42-CoyTrade-BCExchange-SenderMessagePerLineNoExtraLoggingInfo.log': { messages: 4 },
  'log4fix/FIX42-CoyTrade-BCExchange-TargetMessagePerLineNoExtraLoggingInfo.log': { messages: 6 },
  'quickfix-logviewer/test.log': { messages: 22, damaged: { 'body-length': 1, checksum: 20, delimiter: 1 } },
  'quickfix-logviewer/testB4B.log': { messages: 0 },
  'quickfix-logviewer/testDelimiter.log': {
    messages: 20,
    damaged: { checksum: 1, delimiter: 1 },
    fixparser: [20, 0, 2, 'finds no CheckSum where its last bar is missing'],
  },
  'quickfix-logviewer/testMultiCharDelimiter.log': {
    messages: 20,
    damaged: { checksum: 1, delimiter: 1 },
    fixparser: [20, 0, 2, 'finds no CheckSum where its last separator is missing'],
  },
  'quickfix-logviewer/tmp.log': { messages: 819, damaged: { checksum: 702, delimiter: 39 } },
  'quickfix_app/FIX.4.2-CLIENT1-EXECUTOR.messages.current.log': { messages: 44 },
  'quickfix_app/FIX.4.2-CLIENT1-MARKETDATA.messages.current.log': { messages: 72 },
  'quickfix_app/FIX.4.2-MARKETDATA-CLIENT1.messages.current.log': { messages: 72 },
  'quickfix_app/GLOBAL.event.current.log': { messages: 0 },
  'transcribed-snippets/flex_algo_cancel_replace_2013-08-06.txt': {
    messages: 6,
    damaged: { 'begin-string': 2, 'body-length': 1, checksum: 2 },
    fixparser: [4, 0, 0, 'does not see the two that begin `8= FIX`'],
  },
  'transcribed-snippets/lmax_samples_2015.txt': { messages: 10, damaged: { 'body-length': 4, checksum: 4 } },
};

const textOf = (file: string): string => {
  const bytes = readFileSync(dataFile('fixlogs', file));
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
};

/** Messages by the plain text: BeginString with BodyLength behind it. */
const scanned = (text: string): number => text.match(/8= ?FIXT?\.?\d[.\d]*(SP\d)?[^\d=]{1,5}9=\d/g)?.length ?? 0;

const byFixparser = (text: string): number[] => {
  const read = new FIXParser().parse(text);
  return [read.length, read.filter(m => !m.bodyLengthValid).length, read.filter(m => !m.checksumValid).length];
};

/** Wrong BodyLengths and CheckSums by cutting text and adding up: another way to the same figures. */
function added(text: string): number[] {
  const wrong = [0, 0];
  for (const piece of text.split(/(?=8= ?FIX)/).filter(part => part.startsWith('8='))) {
    const separator = /^8= ?FIXT?\.?[\d.]+(.+?)(9|35)=/s.exec(piece)?.[1] ?? '|';
    const end = piece.indexOf(`${separator}10=`);
    if (end < 0) continue;
    const fields = `${piece.slice(0, end).replace(/\r?\n/g, '')}${separator}`.split(separator);
    const whole = fields.join('\x01');
    const length = /\x019=(\d+)\x01/.exec(whole)?.[1];
    const body = whole.slice(whole.indexOf('\x0135=') + 1).length;
    const sum = Buffer.from(whole, 'latin1').reduce((total, byte) => total + byte, 0) % 256;
    if (Number(length) !== body) wrong[0]!++;
    if (Number(piece.slice(end + separator.length + 3).slice(0, 3)) !== sum) wrong[1]!++;
  }
  return wrong;
}

/** Real logs, which are no part of this repository: without SLUICE_DATA (or ../shared/data) these tests are skipped. */
describe('every log of the data (needs fixlogs under SLUICE_DATA)', () => {
  for (const [file, expected] of Object.entries(BY_HAND)) {
    testOn(`fixlogs/${file}`)(file, async () => {
      const text = textOf(file);
      const { files } = await readLogs([dataFile('fixlogs', file)], { message: () => undefined, damaged: () => undefined });
      const { messages, damaged, bytes } = files[0]!;
      const [lengths, sums] = [damaged['body-length'] ?? 0, damaged.checksum ?? 0];
      expect({ messages, damaged, bytes, scan: scanned(text), fixparser: byFixparser(text), added: added(text) }).toEqual({
        messages: expected.messages,
        damaged: expected.damaged ?? {},
        bytes: text.length,
        scan: expected.scan?.[0] ?? expected.messages,
        fixparser: expected.fixparser?.slice(0, 3) ?? [messages, lengths, sums],
        added: [lengths, sums],
      });
    });
  }

  testOn(...Object.keys(BY_HAND).map(file => `fixlogs/${file}`))(
    'the table has all of them, and a folder gives those that hold messages',
    async () => {
      const { files } = await readLogs([dataFile('fixlogs')], { message: () => undefined, damaged: () => undefined });
      const found = Object.fromEntries(files.map(f => [f.file.slice(dataFile('fixlogs').length + 1), f.messages]));
      const some = Object.entries(BY_HAND).flatMap(([file, { messages }]) => (messages > 0 ? [[file, messages]] : []));
      expect(found).toEqual(Object.fromEntries(some));
    },
  );

  testOn('fixlogs/quickfix_app')('what both ends of a session logged is told side by side', async () => {
    const ends = ['CLIENT1-MARKETDATA', 'MARKETDATA-CLIENT1'].map(n =>
      dataFile('fixlogs/quickfix_app', `FIX.4.2-${n}.messages.current.log`),
    );
    const told: { direction: string | undefined; at: number; text: string }[] = [];
    await readLogs(ends, {
      message: m => told.push({ direction: m.direction, at: m.at!, text: m.buf.latin1Slice(m.start, m.end) }),
      damaged: () => undefined,
    });
    const pairs = told.filter((_, n) => n % 2 === 0).map((sent, n) => ({ sent, received: told[2 * n + 1]! }));
    const odd = pairs.filter(
      ({ sent, received }) => sent.direction !== 'out' || received.direction !== 'in' || sent.text !== received.text,
    );
    const back = told.filter((m, n) => n > 0 && m.at < told[n - 1]!.at);
    expect([pairs.length, odd, back]).toEqual([72, [], []]);
  });
});
