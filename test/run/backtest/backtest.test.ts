import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BacktestReport, backtest } from '../../../src/run/backtest/backtest';
import { parseBacktest } from '../../../src/run/backtest/config';
import { dataFile, testOn } from '../../data-pack';

const FILE = `
length: 3m
tail: 2s
instruments: [{symbol: ACME, tick: 0.01, lot: 1}, {symbol: BOLT, tick: 0.01, lot: 10, priorClose: 42.50}]
latency: lognormal:1ms:0.4
fees: fees.yaml
parents:
  - {id: A, at: 5s, symbol: ACME, side: buy, qty: 300, strategy: TWAP, parameters: {Duration: 30}}
  - {id: B, at: 8s, symbol: BOLT, side: sell, qty: 200, strategy: PTWAP, parameters: {Duration: 30}}
  - {id: C, at: 9s, symbol: BOLT, side: buy, qty: 200, strategy: POV, parameters: {Duration: 30}}
`;

const config = (text = FILE) => parseBacktest(join(__dirname, 'bt.yaml'), text.replace('fees: fees.yaml\n', ''));

function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'backtest-'));
  return work(folder).finally(() => rmSync(folder, { recursive: true }));
}

test('a report by parent and by strategy, written with its journal; the same seed gives the same digest', () =>
  inFolder(async folder => {
    const out = join(folder, 'new', 'out');
    const [report, again] = [await backtest(config(), { out }), await backtest(config())];
    const written = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as BacktestReport;
    const rows = readFileSync(join(out, 'parents.csv'), 'utf8').trim().split('\n');
    expect({
      parents: report.parents.map(p => `${p.clOrdId} ${p.symbol} ${p.strategy} ${p.outcome}`),
      denied: report.parents[2]!.text?.startsWith('BadParameter'),
      strategies: report.strategies.map(s => [s.strategy, s.parents, s.done, s.denied]),
      broken: report.broken,
      digest: report.digest,
      written: [written.digest, written.parents.length, rows.length, existsSync(join(out, 'journal.db'))],
    }).toEqual({
      parents: ['A ACME TWAP done', 'B BOLT PTWAP done', 'C BOLT POV denied'],
      denied: true,
      strategies: [
        ['TWAP', 1, 1, 0],
        ['PTWAP', 1, 1, 0],
        ['POV', 1, 0, 1],
      ],
      broken: [],
      digest: again.digest,
      written: [report.digest, 3, 4, true],
    });
    await expect(backtest(config(), { out })).rejects.toThrow('journal.db is there already: a run has a journal of its own');
  }));

test.each([
  [
    'an order in a symbol that nobody trades',
    FILE.replace('length', 'market: {symbols: [ACME]}\nlength'),
    'parent B: nobody trades in BOLT',
  ],
  ['fees that are not there', FILE.replace('fees.yaml', 'fees.yaml '), 'fees.yaml: there is no such fee schedule'],
  ['a latency that is none', FILE.replace('lognormal', 'slow'), "latency: 'slow:1ms:0.4' is not"],
  ['a regime that is none', FILE.replace('length', 'market: {regime: wild}\nlength'), "regime 'wild' is none of"],
  ['a tape that is not there', FILE.replace('length', 'market: {tape: {quotes: q.csv, symbol: ACME}}\nlength'), 'q.csv'],
  [
    'a tape of a symbol that is no instrument',
    FILE.replace('length', 'market: {tape: {quotes: q.csv, symbol: CRUX}}\nlength'),
    "market.tape.symbol: 'CRUX' is not among the instruments",
  ],
])('%s is refused', async (_what, text, message) => {
  await expect(backtest(parseBacktest(join(__dirname, 'bt.yaml'), text))).rejects.toThrow(message);
});

const HOUR = 'lobster/AAPL_2012-06-21_34200000_37800000_message_50.csv.gz';
const hour = dataFile(HOUR);
const onData = testOn(HOUR);

onData(
  'five minutes of a recorded hour (needs the LOBSTER sample files under SLUICE_DATA): nothing is oversold, and all agree',
  async () => {
    const { parents, broken, skipped } = await backtest(
      parseBacktest(
        'bt.yaml',
        `
length: 5m
tail: 1s
instruments: [{symbol: AAPL, tick: 0.01, lot: 1}]
market: {tape: {lobster: '${hour}', symbol: AAPL}}
parents:
  - {at: 30s, symbol: AAPL, side: buy, qty: 1000, strategy: TWAP, parameters: {Duration: 120}}
  - {at: 40s, symbol: AAPL, side: sell, qty: 1000, strategy: POV, rate: 0.1, parameters: {Duration: 120}}
`,
      ),
    );
    const [twap, pov] = parents;
    const near = Math.abs(pov!.participation! / 0.1 - 1) < 0.2;
    expect([twap!.outcome, parents.map(p => p.agrees), near, broken, skipped.events]).toEqual([
      'done',
      [true, true],
      true,
      [],
      0,
    ]);
  },
);
