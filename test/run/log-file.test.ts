import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLog } from '../../src/run/log';
import { openLogFile } from '../../src/run/log-file';

const dir = mkdtempSync(join(tmpdir(), 'log-file-'));
afterAll(() => rmSync(dir, { recursive: true }));

test('lines go to a file that rolls by size, and the oldest files are removed', async () => {
  const folder = join(dir, 'rolled');
  const opened = await openLogFile({ file: join(folder, 'sluice.log'), mebibytes: 1, keep: 2 });
  const log = makeLog('info', opened.stream);
  const text = 'x'.repeat(100_000);
  for (let n = 1; n <= 60; n++) {
    log.info({ n, text }, 'a line');
    await new Promise(resolve => setTimeout(resolve, 2));
  }
  opened.close();
  await new Promise(resolve => setTimeout(resolve, 100));
  const files = readdirSync(folder).sort();
  const lines = files.flatMap(file => readFileSync(join(folder, file), 'utf8').trimEnd().split('\n'));
  const last = Math.max(...lines.map(line => (JSON.parse(line) as { n: number }).n));
  expect([files.length, files.every(file => /^sluice\.\d+\.log$/.test(file)), last]).toEqual([3, true, 60]);
});

test('a place that cannot be written to is told at the start', async () => {
  writeFileSync(join(dir, 'file'), '');
  await expect(openLogFile({ file: join(dir, 'file', 'sluice.log'), mebibytes: 1, keep: 1 })).rejects.toThrow(
    `--log: ${join(dir, 'file')} cannot be written to: `,
  );
});
