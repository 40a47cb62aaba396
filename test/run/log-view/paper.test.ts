import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dictionaries } from '../../../src/run/log-view/dictionaries';
import { exportLogs } from '../../../src/run/log-view/export';
import { readViews } from '../../../src/run/log-view/read';
import { isWrong, validateLogs } from '../../../src/run/log-view/validate';
import { until } from '../../fix/transport/pair';
import { Paper } from '../paper-rig';

jest.setTimeout(60_000);
beforeAll(() => (process.env['SLUICE_LOG'] = 'silent'));

/** Messages of a log by who sent them, each as its bytes. */
async function messagesOf(files: readonly string[]): Promise<Map<string, string[]>> {
  const bySender = new Map<string, string[]>();
  await readViews(files, {
    message: (m, view) => {
      const parties = `${view.text(49)}->${view.text(56)}`;
      bySender.set(parties, [...(bySender.get(parties) ?? []), m.buf.latin1Slice(m.start, m.end)]);
    },
  });
  return bySender;
}

test('the FIX logs of a paper gateway hold every message both ways, as its journal has those that were sent', async () => {
  const paper = await Paper.make();
  const logs = join(paper.dir, 'logs');
  try {
    const cfg = join(paper.dir, 'gateway.cfg');
    writeFileSync(cfg, readFileSync(cfg, 'utf8').replace('[DEFAULT]', `[DEFAULT]\nFileLogPath=${logs}`));
    const { gateway } = await paper.start();
    const { oms } = paper;
    await oms.logOn();
    await until('quotes', () => gateway.line.books.quotes.get('ACME')?.ask !== undefined);
    const order: [number, string][] = [
      [55, 'ACME'],
      [54, '1'],
      [38, '100'],
    ];
    oms.say('D', [[11, 'dma'], [21, '1'], ...order, [40, '1']]);
    oms.say('D', [[11, 'resting'], [21, '1'], ...order, [40, '2'], [44, '50']]);
    await until(
      'filled, and resting',
      () => oms.reports('dma').at(-1)?.[39] === '2' && oms.reports('resting').at(-1)?.[39] === '0',
    );
    oms.say('F', [[11, 'gone'], [41, 'resting'], ...order]);
    await until('cancelled', () => oms.reports('gone').at(-1)?.[39] === '4');
  } finally {
    await paper.stopGateway();
  }
  const files = readdirSync(logs)
    .filter(name => name.includes('messages'))
    .map(name => join(logs, name));
  const written = await messagesOf(files);
  const out = join(paper.dir, 'exported');
  const exported = exportLogs({ journal: join(paper.dir, 'data', 'journal.db'), out, masked: [] });
  const journaled = await messagesOf(exported.map(e => e.file));
  const verdict = await validateLogs({ files: [logs], dictionaries: await Dictionaries.open(undefined), userTags: true });
  await paper.stop();
  const ours = [...written].filter(([parties]) => parties.startsWith('SLUICE'));
  const theirs = [...(written.get('OMS->SLUICE') ?? [])].map(text => /\x0135=(\w)/.exec(text)![1]!);
  const orders = theirs.filter(type => 'DF'.includes(type));
  expect([new Map(ours), theirs[0], orders, verdict.invalid, isWrong(verdict)]).toEqual([
    journaled,
    'A',
    ['D', 'D', 'F'],
    [],
    false,
  ]);
});
