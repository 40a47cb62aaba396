import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { anonymiseLogs } from '../../../src/run/log-view/anonymise';
import { readViews } from '../../../src/run/log-view/read';
import { rebuildLogs } from '../../../src/run/logs/rebuild-logs';
import { dataFile, testOn } from '../../data-pack';
import { LogFolder, logText, STORY } from './logs';

jest.setTimeout(120_000);
const folder = new LogFolder();
afterAll(() => folder.remove());
const hiding = { symbols: true, quantities: false, prices: false, keep: new Set<number>() };

/** What is wrong with the bytes of a log, and is not written again. */
const OF_BYTES = ['delimiter', 'begin-string', 'line-break', 'store', 'field', 'file', 'gzip'];

/** Texts that are no names. */
const PLAIN = new Set(['side', 'ordType', 'timeInForce', 'closed', 'statusOff', 'liquidity', 'n']);

/** What a log is rebuilt to: names as numbers in the order of their appearance, so that two logs which differ in names alone are equal. */
async function rebuilt(file: string): Promise<string> {
  const logs = await rebuildLogs([file]);
  try {
    const known = new Map<string, number>();
    const numbered = (key: string, value: unknown): unknown => {
      if (typeof value === 'bigint') return `${value}n`;
      if (typeof value !== 'string' || PLAIN.has(key)) return value;
      if (!known.has(value)) known.set(value, known.size);
      return `text ${known.get(value)}`;
    };
    const orders = [...logs.orders()].map(({ custom: _, ...order }) => order);
    const findings = Object.entries(logs.counts.findings).filter(([kind]) => !OF_BYTES.includes(kind));
    return `${JSON.stringify(orders, numbered)} ${JSON.stringify(findings.sort())} ${logs.counts.files[0]!.messages}`;
  } finally {
    logs.close();
  }
}

/** The same of the log without names. */
async function rebuiltWithout(file: string, out: string): Promise<string> {
  const { files } = await anonymiseLogs({ files: [file], out: join(folder.dir, out), keyFile: undefined, hiding });
  return rebuilt(files[0]!);
}

test('a log without names rebuilds to the same orders, chains, states, fills and findings', async () => {
  const file = folder.file('FIX.4.4-GW-OMS.messages.current.log', logText(STORY));
  const whole = await rebuilt(file);
  expect([await rebuiltWithout(file, 'story'), whole.includes('"fills":[{')]).toEqual([whole, true]);
});

/** Logs of real sessions, which are no part of this repository: without SLUICE_DATA (or ../shared/data) these are skipped. */
const FILES = [
  'fltc/FIX.4.2-KOD-BON.messages.current.log',
  'fltc/FIXT.1.1-EXEC-BANZAI.messages.log',
  'quickfix_app/FIX.4.2-CLIENT1-EXECUTOR.messages.current.log',
  'kgi-goldmf/FIX.4.2-GOLDMF-KGITEST.body',
  'quickfix-logviewer/tmp.log',
];
testOn('fixlogs').each(FILES)('%s without names rebuilds to the same', async name => {
  const file = dataFile('fixlogs', name);
  expect(await rebuiltWithout(file, basename(name))).toBe(await rebuilt(file));
});

testOn('fixlogs')('no CompID, account or order of any of the files gets through', async () => {
  const through: string[] = [];
  const files = readdirSync(dataFile('fixlogs'), { recursive: true, withFileTypes: true }).filter(each => each.isFile());
  for (const [n, { parentPath, name }] of files.entries()) {
    const file = join(parentPath, name);
    const names = new Set<string>();
    await readViews([file], {
      message: (_, view) => {
        for (const tag of [49, 56, 50, 57, 115, 128, 1, 109, 11, 41, 37, 17, 553, 58])
          names.add(`${tag}=${view.text(tag) ?? ''}`);
      },
    });
    const { files: written } = await anonymiseLogs({
      files: [file],
      out: join(folder.dir, `all-${n}`),
      keyFile: undefined,
      hiding,
    });
    const fields = new Set(written.flatMap(each => readFileSync(each, 'latin1').split(/[\x01\n]/)));
    for (const field of names)
      if (fields.has(field) && !/=(|0|NONE|N\/A|\[N\/A\]|UNKNOWN)$/.test(field)) through.push(`${name} ${field}`);
  }
  expect([through, files.length > 20]).toEqual([[], true]);
});
