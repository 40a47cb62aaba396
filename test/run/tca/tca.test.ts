import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEYS } from '../../../src/drop-copy/tca/groups';
import { writeTca } from '../../../src/run/tca/files';
import { type TcaAsked, type TcaReport, tca } from '../../../src/run/tca/tca';
import { type Folder, folder, saidOf } from '../../market-data/files';
import { heldAgainst, outsideOf, plotsIn } from '../backtest/report/page-cells';
import { exampleFiles, exampleLog, exampleMarket } from './made-up-log';

let place: Folder;
beforeAll(() => {
  place = folder();
});
afterAll(() => place.remove());

const asked = (of: Partial<TcaAsked>): TcaAsked => ({ logs: [], market: [], by: KEYS, ci: 95, hourZone: 'UTC', ...of });

/** What the docs have of the worked example, in cents and basis points, as far as a report has it. */
const essence = ({ orders, counts, sources }: TcaReport) => {
  const [o] = orders;
  return {
    orders: [counts.orders, counts.children],
    cents: [o!.shortfallCents, ...Object.values(o!.partsCents)],
    bps: [o!.arrivalBps, o!.vwapBps, o!.twapBps].map(v => v?.toFixed(5)),
    participation: o!.participation,
    prices: sources.map(s => [s.prices, s.volume]),
  };
};
const BY_HAND = {
  orders: [1, 1],
  cents: [5890, 2000, 500, 1100, 500, 1600, 190],
  bps: ['3.62464', '-1.69893', '-1.43247'],
  participation: 0.2,
};

test('the worked example as a FIX log and files of market data: the figures of the docs', async () => {
  const log = place.file('gw.log', exampleLog().text());
  const { quotes, trades } = exampleFiles();
  const market = [place.file('acme.quotes.csv', quotes), place.file('acme.trades.csv.gz', trades)];
  expect(essence(await tca(asked({ logs: [log], market })))).toEqual({ ...BY_HAND, prices: [['quotes', 'trades']] });
});

test('the same with the market data that the log itself holds', async () => {
  const log = place.file('gw-md.log.gz', exampleMarket(exampleLog()).text());
  expect(essence(await tca(asked({ logs: [log] })))).toEqual({ ...BY_HAND, prices: [['books', 'trades']] });
});

test('without any market: what the log allows, and what cannot be said is said', async () => {
  const log = place.file('alone.log', exampleLog().text());
  const { orders, costsOf, notes } = await tca(asked({ logs: [log] }));
  const [o] = orders;
  // against 100.03: 200 x 0.01 + 200 x 0.03 + 100 x 0.05, and 1.90 fees
  expect([
    costsOf,
    o!.basis,
    o!.shortfallCents,
    o!.held,
    o!.without,
    o!.vwapBps,
    notes.filter(n => n.startsWith('There is no market data')).length,
  ]).toEqual(['first fill', 'first fill', 1490, ['delay', 'spread', 'impact'], ['opportunity'], null, 1]);
});

test('every number in a table of the page is the one of report.json; the page loads and runs nothing; orders.csv adds up to the cent', async () => {
  const log = place.file('page.log', exampleMarket(exampleLog()).text());
  const report = await tca(asked({ logs: [log] }));
  const out = join(place.path, 'out');
  writeTca(out, report);
  const read = (name: string): string => readFileSync(join(out, name), 'utf8');
  const { numbers, differing, unnamed } = heldAgainst(read('report.html'), JSON.parse(read('report.json')));
  const [head, row] = read('orders.csv')
    .split('\n')
    .map(line => line.split(','));
  const cell = (name: string): number => Number(row![head!.indexOf(name)]);
  const parts = ['delay', 'spread', 'impact', 'timing', 'opportunity', 'fees'].map(cell);
  expect([
    numbers > 100,
    differing,
    unnamed,
    outsideOf(read('report.html')),
    plotsIn(read('report.html')).includes('What the implementation shortfall is made of'),
    parts,
    cell('shortfall'),
  ]).toEqual([true, [], [], [], true, [20, 5, 11, 5, 16, 1.9], 58.9]);
});

test('nothing to read is a report without orders, and its page can be made', async () => {
  const log = place.file('empty.log', '');
  const report = await tca(asked({ logs: [log] }));
  writeTca(join(place.path, 'none'), report);
  expect([report.counts.orders, report.total, report.notes]).toEqual([0, null, ['There is no FIX message in what was read.']]);
});

test.each<[string, Partial<TcaAsked>, (path: string) => Partial<TcaAsked>, string]>([
  ['a market that is not there', {}, path => ({ market: [`${path}/none.csv`] }), '--market: none.csv does not exist'],
  [
    'a zone that is none',
    { hourZone: 'Mars/Olympus' },
    () => ({}),
    "--hours: 'Mars/Olympus' is no time zone that this platform knows (such as America/New_York)",
  ],
  ['a journal that is not there', {}, path => ({ journal: `${path}/journal.db` }), '--journal: journal.db does not exist'],
])('%s is told', async (_what, of, more, said) => {
  const log = place.file('err.log', exampleLog().text());
  expect(await saidOf(place.path, tca(asked({ logs: [log], ...of, ...more(place.path) })))).toBe(said);
});
