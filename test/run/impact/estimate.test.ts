import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askControl } from '../../../src/run/control-client';
import { replayJournal } from '../../../src/run/replay';
import { PACKAGE_ROOT } from '../../../src/run/version';
import { until } from '../../fix/transport/pair';
import { Paper } from '../paper-rig';

jest.setTimeout(60_000);
beforeAll(() => (process.env['SLUICE_LOG'] = 'silent'));

const MODEL = join(PACKAGE_ROOT, 'models', 'impact-prior.json');
const TWAP = [
  [11, 'A'],
  [21, '1'],
  [55, 'ACME'],
  [54, '1'],
  [38, '10000'],
  [40, '1'],
  [59, '0'],
  [847, '1001'],
  [957, '1'],
  [958, 'Duration'],
  [959, '6'],
  [960, '600'],
] as const;

describe('a paper gateway with an impact model', () => {
  let paper: Paper;
  const ask = (over: Record<string, string | number>) =>
    askControl(join(paper.dir, 'data', 'control.sock'), {
      cmd: 'estimate',
      symbol: 'ACME',
      side: '1',
      qty: '10000',
      duration: 600,
      ...over,
    });
  const configure = (impact: string, instrument: string): void => {
    const file = join(paper.dir, 'sluice.yaml');
    // the paper config as it ships, with this model and these terms of ACME in place of its own
    const text = readFileSync(file, 'utf8').replace(/^impact: .*$/m, '');
    writeFileSync(file, `${text.replace(/(priorClose: 100\.00)[^}]* }/, `$1${instrument} }`)}\n${impact}\n`);
  };
  beforeEach(async () => {
    paper = await Paper.make();
  });
  afterEach(() => paper.stop());

  test('tells an estimate when it is asked, sends nothing, says it to the OMS in the acknowledgement, and replays to the same', async () => {
    configure(`impact: { model: ${MODEL} }`, ', adv: 1000000, volatility: 2');
    const { gateway } = await paper.start();
    await paper.oms.logOn();
    await until('a market in ACME', () => gateway.line.books.quotes.get('ACME')?.ask !== undefined);
    const asked = await ask({});
    const { parts, inputs } = asked['estimate'] as { parts: { spread: number }; inputs: { spread: number; qty: number } };
    const sent = gateway.line.books.parents.size;
    paper.oms.say('D', TWAP);
    await until('the acknowledgement', () => paper.oms.reports('A').some(g => g[150] === '0'));
    const text = paper.oms.reports('A').find(g => g[150] === '0')![58];
    const told = gateway.line.books.parentNamed([...gateway.line.books.parents.values()][0]!.session, 'A')!.estimate!;
    await paper.oms.stop();
    await paper.stopGateway();
    expect({
      halfTheSpread: Math.abs(parts.spread - inputs.spread / 2) < 1e-3,
      qty: inputs.qty,
      sent,
      text,
      replayed: replayJournal(join(paper.dir, 'data', 'journal.db')).difference,
    }).toEqual({
      halfTheSpread: true,
      qty: 1_000_000,
      sent: 0,
      text: `expected cost ${told.q50.toFixed(1)} bps (q90 ${told.q90.toFixed(1)}) by impact-prior`,
      replayed: undefined,
    });
  });

  test('says what is missing, by what would bring it', async () => {
    configure(`impact: { model: ${MODEL} }`, '');
    const { gateway } = await paper.start();
    await until('a market in ACME', () => gateway.line.books.quotes.get('ACME')?.ask !== undefined);
    const missing = (await ask({}))['missing'] as string[];
    expect([missing[0], await ask({ symbol: 'NONE' }).catch(String), await ask({ qty: '0' }).catch(String)]).toEqual([
      'the daily volume: set `adv` of the instrument, or `volumeCurves`',
      "Error: symbol 'NONE' is not configured",
      "Error: 'qty' must be a number above zero that fits the lot, and is '0'",
    ]);
  });

  test('without a model says so; `sluice order --estimate` ends with 1 then, and with 0 where there is one', async () => {
    configure('', ', adv: 1000000, volatility: 2');
    await paper.start();
    const main = join(PACKAGE_ROOT, 'dist', 'src', 'cli', 'main.js');
    const args = [
      'order',
      'buy',
      '10000',
      'ACME',
      '--algo',
      'twap',
      '--over',
      '10m',
      '--estimate',
      '--data',
      join(paper.dir, 'data'),
    ];
    const run = (): Promise<string> =>
      new Promise(resolve => execFile(process.execPath, [main, ...args], (error, out) => resolve(`${error?.code ?? 0} ${out}`)));
    const without = await run();
    await paper.stopGateway();
    configure('impact: { model: prior }', ', adv: 1000000, volatility: 2');
    const { gateway } = await paper.start();
    await until('a market in ACME', () => gateway.line.books.quotes.get('ACME')?.ask !== undefined);
    const [first, second] = (await run()).split('\n');
    expect([without, first, second]).toEqual([
      '1 no estimate: missing an impact model: name one in the config (`impact: { model: FILE }`)\n',
      '0 impact-prior (no real order is behind it)',
      expect.stringMatching(/^part +bps +money$/),
    ]);
  });
});
