import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { anonymiseLogs } from '../../../src/run/log-view/anonymise';
import { readViews } from '../../../src/run/log-view/read';
import { LogFolder, logText, STORY } from './logs';

const folder = new LogFolder();
afterAll(() => folder.remove());
const hiding = { symbols: false, quantities: false, prices: false, keep: new Set<number>() };
const source = folder.file('FIX.4.4-GW-OMS.messages.current.log', `${logText(STORY)}8=FIX.4.4\x019=12\x0135=8\x01 cut\n`);

/** Of each message: when, which way, type, and its names as numbers in the order of their first appearance. */
async function shape(file: string): Promise<{ rows: string[]; damaged: unknown }> {
  const known = new Map<string, number>();
  const named = (text: string | undefined): string => {
    if (text === undefined) return '-';
    if (!known.has(text)) known.set(text, known.size);
    return String(known.get(text));
  };
  const rows: string[] = [];
  const counts = await readViews([file], {
    message: (m, view) =>
      void rows.push(
        [
          m.at,
          m.direction,
          view.msgType,
          ...[49, 56, 11, 41, 37, 17, 1, 526].map(tag => named(view.text(tag))),
          view.text(38),
        ].join(' '),
      ),
  });
  return { rows, damaged: counts.files[0]!.damaged };
}

test('the anonymous log has the same messages, directions, chains and damage, and no name; the same key gives the same', async () => {
  const keyFile = join(folder.dir, 'names.key');
  const first = await anonymiseLogs({ files: [source], out: join(folder.dir, 'one'), keyFile, hiding });
  const second = await anonymiseLogs({ files: [source], out: join(folder.dir, 'two'), keyFile, hiding });
  const text = readFileSync(first.files[0]!, 'latin1');
  const names = ['=OMS\x01', '=GW\x01', '=VENUE\x01', 'CLIENT7', '=a1\x01', '=o1\x01', '=e5\x01', 'such symbol'];
  // the child's direction is told by the name of the file, which has other parties, in neither
  expect([
    first.messages,
    first.damaged,
    names.filter(name => text.includes(name)),
    await shape(first.files[0]!),
    readFileSync(second.files[0]!, 'latin1') === text,
    statSync(keyFile).mode & 0o777,
  ]).toEqual([10, { truncated: 1 }, [], await shape(source), true, 0o600]);
});

test('nothing is written over, and a file that is no key is refused', async () => {
  const out = join(folder.dir, 'three');
  await anonymiseLogs({ files: [source], out, keyFile: undefined, hiding });
  await expect(anonymiseLogs({ files: [source], out, keyFile: undefined, hiding })).rejects.toThrow(
    'anonymous-1.log is there already: nothing is written over',
  );
  const keyFile = folder.file('short.key', 'abcd\n');
  await expect(anonymiseLogs({ files: [source], out, keyFile, hiding })).rejects.toThrow(/--key: .*short\.key holds no key/);
});
