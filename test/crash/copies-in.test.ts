import { join } from 'node:path';
import { replayJournal } from '../../src/run/replay';
import { CopyDesk } from '../run/copies-in/desk';
import { Process, pause, until } from './processes';

/** `SLUICE_LONG=1` kills more often, `SLUICE_COPY_KILLS` so often. */
const KILLS = Number(process.env['SLUICE_COPY_KILLS'] ?? (process.env['SLUICE_LONG'] === '1' ? 3 : 1));
jest.setTimeout(60_000 + KILLS * 20_000);

test('a drop copy that we read, over kill -9: no copy is lost, none counts twice, nothing differs', async () => {
  const desk = await CopyDesk.make();
  const { dir } = desk;
  const args = ['start', '--sessions', dir, '--data', join(dir, 'data'), '--http', '0', '--durability', 'process'];
  const begin = (): Process => new Process(args, join(dir, 'gateway.log'));
  let gateway = begin();
  const feed = setInterval(() => desk.oms.isLoggedOn && desk.send(), 3);
  try {
    await until('the gateway is ready', () => gateway.lines.length > 0, 60_000);
    await desk.oms.logOn();
    for (let kill = 0; kill < KILLS; kill++) {
      const already = desk.copier.made.length;
      await until('copies come', () => desk.copier.made.length > already + 40, 60_000);
      await pause(Math.random() * 200);
      await gateway.kill('SIGKILL');
      gateway = begin();
      await until('the gateway is back', () => gateway.lines.length > 0 && desk.oms.isLoggedOn, 60_000);
    }
    clearInterval(feed);
    await pause(1_000);
    const { matched, differences, lost } = await desk.quiet();
    await gateway.kill('SIGTERM');
    const { difference } = replayJournal(desk.journal);
    expect({ matched, differences, lost, difference, many: desk.fills.length > 20 * KILLS }).toEqual({
      matched: desk.fills.length,
      differences: 0,
      lost: 0,
      difference: undefined,
      many: true,
    });
  } finally {
    clearInterval(feed);
    if (gateway.alive) await gateway.kill('SIGKILL');
    await desk.stop();
  }
});
