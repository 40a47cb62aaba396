import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { type ReadLogsOptions, readLogs } from '../../../src/drop-copy/read/read-logs';
import { as, message, scribe } from './logs';

const folder = mkdtempSync(join(tmpdir(), 'sluice-read-logs-'));
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;

/** Files in a folder of their own; their paths in the order in which they are given. */
function files(contents: Readonly<Record<string, string | Buffer>>): string[] {
  const within = join(folder, String(++made));
  return Object.entries(contents).map(([name, content]) => {
    const path = join(within, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
    return path;
  });
}

/** MsgSeqNums of the messages in the order in which they were told, damage in words; and the counts. */
async function read(paths: readonly string[], options: ReadLogsOptions = {}) {
  const { told, sink } = scribe();
  const { files: counts } = await readLogs(paths, sink, options);
  const short = told.map(line => / 8=.*\x0134=(\d+)\x01/s.exec(line)?.[1] ?? line);
  return { told, short, counts };
}

const beat = (n: number, second = n): string =>
  message(`35=0|34=${n}|49=A|56=B|52=20260105-14:30:${String(second).padStart(2, '0')}`);
const line = (n: number, second = n, text = beat(n)): string =>
  `20260105-14:30:${String(second).padStart(2, '0')}.000 : ${text}\n`;

test('several files are told in the order of time: the stamp, else SendingTime, else behind what stands before', async () => {
  const paths = files({
    'b.log': line(3) + line(5) + line(6, 5),
    'a.txt': `${beat(4)}\n${message('35=0|34=41')}\n${beat(7)}\n`,
    'old.log.gz': gzipSync(line(1) + line(2)),
  });
  expect((await read(paths)).short).toEqual(['1', '2', '3', '4', '41', '5', '6', '7']);
});

test('of two files with one time the one that began first comes first, as rolled files do', async () => {
  const paths = files({ log: line(3, 2) + line(4, 2), 'log.1': line(1, 1) + line(2, 2) });
  expect((await read(paths)).short).toEqual(['1', '2', '3', '4']);
});

test('a folder gives the files in it that hold messages, and those of its folders', async () => {
  const [first] = files({ 'a.log': line(1), 'events.log': 'nothing\n', 'sub/b.log.gz': gzipSync(line(2)), 'empty.log': '' });
  const opened: string[] = [];
  const { short, counts } = await read([join(first!, '..')], { opened: names => opened.push(...names) });
  expect([short, opened.map(name => name.split('/').slice(-2).join('/')), counts.map(c => c.file)]).toEqual([
    ['1', '2'],
    [`${made}/a.log`, 'sub/b.log.gz'],
    opened,
  ]);
});

test('what was read is counted, and what kind of log it is', async () => {
  const screen = `<20260105-14:30:00, FIX.4.2:A->B, incoming>\n  (${beat(1)})\n\n`;
  const paths = files({
    'quickfix.log': line(1) + as(line(2), '|') + line(3).replace('=A', '=X'),
    'screen.log': screen,
    'bare.log': beat(1) + beat(2),
    'app.log': `2026-01-05 14:30:00 INFO in: ${beat(1)}`,
    'none.log': 'nothing\n',
  });
  const { counts } = await read(paths);
  expect(counts.map(({ file, ...rest }) => Object.values(rest))).toEqual([
    [
      'QuickFIX message log',
      'a time and a colon before each message; fields separated by SOH, |',
      3 * line(1).length,
      3,
      3,
      { checksum: 1 },
    ],
    [
      'QuickFIX screen log',
      '<time, session, direction> on the line before each message; fields separated by SOH',
      screen.length,
      3,
      1,
      {},
    ],
    ['bare wire', 'messages back to back; fields separated by SOH', 2 * beat(1).length, 1, 2, {}],
    ['application log', 'a time and text before each message; fields separated by SOH', beat(1).length + 29, 1, 1, {}],
    ['no messages', 'no BeginString (8) with a message behind it', 8, 1, 0, {}],
  ]);
});

/** A log that packs badly, so that its gzip stream is long. */
const LONG = Array.from({ length: 20_000 }, (_, n) => line(n + 1, n % 60, message(`35=0|34=${n + 1}|58=${Math.sin(n)}`))).join(
  '',
);

test('a gzip stream that ends early is told, what came before it is read, and the next file too', async () => {
  const paths = files({ 'cut.log.gz': gzipSync(LONG).subarray(0, 300_000), 'other.log': line(7) });
  const { short, counts } = await read([paths[0]!]);
  const both = await read(paths);
  const left = gunzipSync(gzipSync(LONG).subarray(0, 300_000), { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
  expect([short.at(-1), counts[0]!.messages, both.counts.map(c => c.damaged['gzip']), both.counts[1]!.messages]).toEqual([
    expect.stringContaining('GZIP the gzip stream ends early'),
    left.split('\n').length - 1,
    [1, undefined],
    1,
  ]);
});

test('a gzip stream that is damaged is told; a name says nothing of whether a file is packed', async () => {
  const broken = gzipSync(LONG);
  broken.fill(0, 200_000, 200_100);
  const paths = files({ 'broken.gz': broken, 'plain.gz': line(1), packed: gzipSync(line(2)) });
  const { counts } = await read(paths);
  expect(counts.map(c => [c.damaged['gzip'], c.messages > 0])).toEqual([
    [1, true],
    [undefined, true],
    [undefined, true],
  ]);
});

test('a file that is not there is an error that names it', async () => {
  await expect(read([join(folder, 'nobody.log')])).rejects.toThrow(`${join(folder, 'nobody.log')}:1: cannot be read (ENOENT)`);
});

test('a zone that does not exist is an error', async () => {
  await expect(read(files({ log: line(1) }), { zone: 'Mars/Olympus' })).rejects.toThrow(RangeError);
});

describe('a store', () => {
  const body = beat(1) + beat(2) + beat(3);
  const size = beat(1).length;
  const text = [1, 2, 3].map(n => `${n},${(n - 1) * size},${size} `).join('');
  const records = Buffer.concat(
    [1, 2, 3].map(n => {
      const record = Buffer.alloc(16);
      record.writeInt32BE(n, 0);
      record.writeBigInt64BE(BigInt((n - 1) * size), 4);
      record.writeInt32BE(size, 12);
      return record;
    }),
  );

  test.each([
    ['with the header of QuickFIX', text],
    ['with that of QuickFIX/J', records],
    ['alone', undefined],
  ])('%s', async (_what, header) => {
    const paths = files({ 'FIX.4.2-A-B.body': body, ...(header && { 'FIX.4.2-A-B.header': header }) });
    const { told, counts } = await read([paths[0]!]);
    expect([told, counts[0]!.format]).toEqual([[1, 2, 3].map(n => `0:1@${(n - 1) * size} out ${beat(n)}`), 'store']);
  });

  test('whose header names other bytes', async () => {
    const wrong = `1,0,${size - 1} 2,${size + 1},${size} 4,${9 * size},${size} `;
    const [path] = files({ 'x.body': body, 'x.header': wrong });
    const { told } = await read([path!]);
    expect(told.filter(t => t.includes('STORE'))).toEqual([
      `0:1@0 STORE the header of the store gives this message ${size - 1} bytes, it has ${size}`,
      `0:1@${size} STORE the header of the store does not name this message`,
      `0:1@${size + 1} STORE the header of the store names a message here, and there is none`,
      `0:1@${2 * size} STORE the header of the store does not name this message`,
      `0:1@${9 * size} STORE the header of the store names a message here, and there is none`,
    ]);
  });
});

test('progress is told in bytes of the disk, up to all of them', async () => {
  const paths = files({ 'a.log': LONG, 'b.log.gz': gzipSync(LONG) });
  const told: number[][] = [];
  await read(paths, { told: (bytes, of) => told.push([bytes, of]) });
  const [, of] = told[0]!;
  expect([told.at(-1), told.every(([bytes], n) => n === 0 || bytes! >= told[n - 1]![0]!), of]).toEqual([
    [of, of],
    true,
    LONG.length + gzipSync(LONG).length,
  ]);
});

test('reading ends soon after it is told to stop', async () => {
  const stop = new AbortController();
  const { counts } = await read(files({ 'a.log': LONG }), { stop: stop.signal, told: () => stop.abort() });
  expect(counts[0]!.messages).toBeLessThan(10_000);
});

test('an error of whoever is told is not taken for one of the file', async () => {
  const full = Object.assign(new Error('no room for what was told'), { code: 'ENOSPC' });
  const bug = {
    message: () => {
      throw full;
    },
    damaged: () => undefined,
  };
  await expect(readLogs(files({ log: line(1) }), bug)).rejects.toThrow(full);
});

describe('a log that is followed', () => {
  /** Follows until `enough` messages were told, doing `next` after each. */
  async function follow(path: string, steps: readonly (() => void)[]): Promise<string[]> {
    const end = new AbortController();
    const { told, sink } = scribe();
    const limit = setTimeout(() => end.abort(), 10_000);
    await readLogs(
      [path],
      {
        ...sink,
        message: m => {
          sink.message(m);
          // not in the call: what a file gets while it is read may be seen at once
          setTimeout(steps[told.length - 1] ?? (() => end.abort()), 20);
        },
      },
      { follow: end.signal },
    );
    clearTimeout(limit);
    return told.map(t => t.replace(/ .*\x0134=(\d+)\x01.*/s, ' $1'));
  }

  test('goes on with what is added, in pieces, with a new file of its name, and from the start where it was cut', async () => {
    const [path] = files({ log: line(1) });
    const steps = [
      () => {
        appendFileSync(path!, line(2).slice(0, 30), 'latin1');
        setTimeout(() => appendFileSync(path!, line(2).slice(30), 'latin1'), 300);
      },
      () => {
        appendFileSync(path!, line(3), 'latin1');
        renameSync(path!, `${path}.1`);
        writeFileSync(path!, line(4), 'latin1');
      },
      () => undefined,
      () => {
        truncateSync(path!, 0);
        setTimeout(() => appendFileSync(path!, line(5).slice(0, -2), 'latin1'), 300);
        setTimeout(() => appendFileSync(path!, '\x01\n', 'latin1'), 600);
      },
    ];
    const size = line(1).length;
    expect(await follow(path!, steps)).toEqual([
      '0:1@24 1',
      `0:2@${size + 24} 2`,
      `0:3@${2 * size + 24} 3`,
      '0:1@24 4',
      '0:1@24 5',
    ]);
  });
});
