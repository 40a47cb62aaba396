import { join } from 'node:path';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { Desk } from '../run/desk';
import { Process, pause, until } from './processes';

const KILLS = Number(process.env['SLUICE_COPY_KILLS'] ?? 4);
jest.setTimeout(60_000 + KILLS * 10_000);

const byName = (a: string, b: string): number => (a < b ? -1 : 1);

/** What a consumer must have been told: every report to the OMS by its ExecID, and every venue's about a child, with the ExecID of that. */
function reported(file: string): string[] {
  const journal = new SqliteJournal(file, { durability: 'process', readonly: true });
  const ids: string[] = [];
  for (const { facts } of journal.turns())
    for (const fact of facts) {
      if (fact.type === 'ParentReported') ids.push(`OMS ${fact.execId}`);
      else if (fact.type === 'VenueReportReceived' && facts.length > 1) ids.push(`VENUE ${fact.execId}`);
    }
  journal.close();
  return ids.sort(byName);
}

describe('drop copy over kill -9', () => {
  test('every report is copied, once, wherever the process was killed', async () => {
    const desk = await Desk.make({ copy: '' });
    const args = [
      'start',
      '--sessions',
      join(desk.dir, 'sessions'),
      '--data',
      desk.data,
      '--http',
      '0',
      '--durability',
      'process',
    ];
    const begin = (): Process => new Process(args, join(desk.dir, 'gateway.log'));
    let seen = 0;
    let n = 0;
    const trade = (): void => {
      if (desk.oms.engine.sessions()[0]!.loggedOn && n < 2_000) desk.send(`A${n++}`);
      for (; seen < desk.venue.got.length; seen++) {
        const order = desk.venue.got[seen]!;
        if (order[35] === 'D') desk.fill(order[11]!, `V${seen}`);
        else if (order[35] === 'H') desk.report(order[11]!, `S${seen}`, { 150: 'I', 39: '8' });
      }
    };
    let gateway = begin();
    const feed = setInterval(trade, 1);
    try {
      await desk.venue.engine.start();
      await until('the gateway is ready', () => gateway.lines.length > 0);
      await desk.oms.logOn();
      await desk.copy.logOn();
      for (let kill = 0; kill < KILLS; kill++) {
        const already = desk.copy.got.length;
        await until('copies come', () => desk.copy.got.length > already + 20);
        await pause(Math.random() * 200);
        await gateway.kill('SIGKILL');
        gateway = begin();
        await until('the consumer is back', () => desk.copy.engine.sessions()[0]!.loggedOn && gateway.lines.length > 0);
      }
      clearInterval(feed);
      await pause(1_500);
      await gateway.kill('SIGTERM');
      const got = desk.copy.got.filter(g => g[35] === '8').map(g => `${g[128] ?? g[115]} ${g[17]}`);
      const expected = reported(join(desk.data, 'journal.db'));
      expect([got.sort(byName), expected.length > 100]).toEqual([expected, true]);
    } finally {
      clearInterval(feed);
      if (gateway.alive) await gateway.kill('SIGKILL');
      await desk.stop();
    }
  });
});
