import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { steady } from '../../../simulator/market/agents/weather';
import { impactLaw } from '../../../simulator/market/facts/impact';
import { UsageError } from '../../../src/run/config';
import { daysBelow, recordings } from '../../../src/run/describe/describe';
import { describePage } from '../../../src/run/describe/page';
import { factTable } from '../../../src/run/describe/rows';
import { svgOf } from '../../../src/run/plot/plot';

const folder = mkdtempSync(join(tmpdir(), 'describe-'));
afterAll(() => rmSync(folder, { recursive: true }));
const markets = [
  { name: 'calm <1>', weather: steady('calm') },
  { name: 'thin', weather: steady('thin') },
];
const options = { symbol: 'ACME', seed: 1, minutes: 5, markets, against: [] };

describe('sim describe', () => {
  test('the table has a column a market, the same for one seed, and a dash where there is too little to tell', async () => {
    const [first, again, short] = [
      await recordings(options),
      await recordings(options),
      await recordings({ ...options, minutes: 0.1 }),
    ];
    const rows = factTable(first);
    expect([
      rows,
      rows.every(row => row.length === 3),
      rows.map(row => row[0]).slice(0, 2),
      factTable(short).find(r => r[0] === 'excess kurtosis, 1 min returns'),
    ]).toEqual([factTable(again), true, ['minutes watched', 'spread, ticks'], ['excess kurtosis, 1 min returns', '-', '-']]);
  });

  test('the report is one page that loads nothing, with a plot for each curve and both laws of impact', async () => {
    const law = impactLaw({
      market: { symbol: 'A', reference: 10_000 },
      seeds: 2,
      first: 1,
      metaorders: [10, 40, 160].map(units => ({ units, minutes: 1 })),
    });
    const page = describePage(await recordings(options), 'how it was made', { seeds: 2, bySize: law, byLength: law });
    const count = (what: RegExp): number => page.match(what)?.length ?? 0;
    expect([
      count(/<svg /g),
      count(/<script|src=|https?:/g),
      count(/NaN|undefined|Infinity/g),
      count(/calm &lt;1&gt;/g) > 0,
      count(/calm <1>/g),
    ]).toEqual([9, 0, 0, true, 0]);
  });

  test('a file that cannot be read is a mistake of the user, told with its name', async () => {
    await expect(recordings({ ...options, against: [join(folder, 'none_quote_ticks.csv')] })).rejects.toThrow(UsageError);
  });

  test('days below a folder: those with all their files, by name; a folder that is not there has none', () => {
    for (const name of [
      'B_1_quote_ticks.csv',
      'B_1_trade_ticks.csv',
      'A_1_message_5.csv.gz',
      'A_1_orderbook_5.csv.gz',
      'C_message_10.first999.csv',
      'D_message_1.csv',
    ])
      writeFileSync(join(folder, name), '');
    expect([daysBelow(folder), daysBelow(join(folder, 'none'))]).toEqual([
      [join(folder, 'A_1_message_5.csv.gz'), join(folder, 'B_1_quote_ticks.csv')],
      [],
    ]);
  });
});

describe('svgOf', () => {
  test('points stand where their values say, on straight and on logarithmic axes', () => {
    const points: [number, number][] = [
      [1, 1],
      [10, 100],
      [100, 10_000],
      [0, 5],
    ];
    const svg = svgOf({ title: 'T', x: 'x', y: 'y', logX: true, logY: true, series: [{ name: 's', points }] });
    const path = /<path d="(M[^"]+)" fill="none"/.exec(svg)![1]!;
    const at = path
      .split(/[ML]/)
      .slice(1)
      .map(p => p.split(' ').map(Number));
    const [[x1, y1], [x2, y2], [x3, y3]] = at as [[number, number], [number, number], [number, number]];
    expect([at.length, Math.abs(x2 - (x1 + x3) / 2) < 0.2, Math.abs(y2 - (y1 + y3) / 2) < 0.2, y3 < y1]).toEqual([
      3,
      true,
      true,
      true,
    ]);
  });

  test('a plot without a point says so', () => {
    expect(svgOf({ title: 'a < b', x: '', y: '', series: [] })).toBe('<p>a &lt; b: nothing to show.</p>');
  });
});
