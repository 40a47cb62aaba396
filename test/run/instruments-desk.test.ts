import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/run/config';
import { InstrumentsDesk } from '../../src/run/instruments-desk';
import type { Line } from '../../src/run/line';
import { Rig } from '../core/rig';

const ANA = { by: 'ana', reason: 'closes of Monday' };
const YAML = 'instrumentData: instruments.csv\nlimits:\n  firm: { priceCollar: { ticks: 100, against: close } }\n';
const CSV = 'symbol,tick,lot,priorClose\nACME,0.01,1,100.00\nBOLT,0.01,1,40\n';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-instruments-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const write = (csv: string, yaml = YAML): void => {
  writeFileSync(join(dir, 'instruments.csv'), csv);
  writeFileSync(join(dir, 'sluice.yaml'), yaml);
};

/** A line that was started with these files, its desk, and the symbols that were asked for. */
function desk(csv = CSV) {
  write(csv);
  const config = readConfig(join(dir, 'sluice.yaml'), YAML);
  const rig = Rig.ready({ limits: config.limits.firm, instruments: config.instruments });
  const line = { books: rig.books, post: rig.post.bind(rig), commitNow: () => undefined } as unknown as Line;
  const added: string[] = [];
  const instruments = new InstrumentsDesk(
    line,
    config,
    () => [],
    symbols => void added.push(...symbols),
  );
  return { rig, added, line, reload: () => instruments.reload(ANA) };
}

/** What was thrown, without the folder. */
function thrown(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message.replaceAll(`${dir}/`, '');
  }
  return 'nothing';
}

test('a reload takes up what the files say: closes, new symbols, symbols that are gone; the fact says who and why', () => {
  const { rig, added, reload } = desk();
  write('symbol,tick,lot,priorClose\nACME,0.01,1,120.00\nCOIL,0.05,10,9\n');
  const changed = reload();
  const [fact] = rig.facts('InstrumentsChanged');
  expect([changed, added, fact?.by, fact?.reason, fact?.instruments.map(i => i.symbol)]).toEqual([
    [
      { symbol: 'ACME', was: 'tick 0.01, lot 1, priorClose 100.00', is: 'tick 0.01, lot 1, priorClose 120.00' },
      { symbol: 'BOLT', was: 'tick 0.01, lot 1, priorClose 40', is: null },
      { symbol: 'COIL', was: null, is: 'tick 0.05, lot 10, priorClose 9' },
    ],
    ['COIL'],
    'ana',
    'closes of Monday',
    ['ACME', 'COIL'],
  ]);
});

test('orders are judged by the new close, those that work too', () => {
  const { rig, reload } = desk();
  rig.order('a', { price: '100' }).ack('TC1').order('b', { price: '119.50' });
  const before = rig.heard();
  write(CSV.replace('100.00', '120.00'));
  reload();
  rig.order('c', { price: '119.50' }).replace('r', 'a', { price: '100.50' });
  expect([before, rig.heard()]).toEqual([
    [
      'D TC1 100@100',
      '8 a 150=0 39=0 14=0 151=100 6=0',
      '8 b 150=8 39=8 103=3 PriceCollar: Price (44) 119.5 is beyond 101 (reference 100, limits.firm.priceCollar)',
    ],
    ['D TC2 100@119.5', 'G TC1R1<TC1 100@100.5', '8 r<a 150=E 39=E 14=0 151=100 6=0'],
  ]);
});

test('a symbol that is new is traded, one that is gone no more', () => {
  const { rig, reload } = desk();
  write('symbol,tick,lot,priorClose\nACME,0.01,1,100\nCOIL,0.05,10,9\n');
  rig.order('a', { symbol: 'COIL', price: '9' });
  reload();
  rig.order('b', { symbol: 'COIL', price: '9' }).order('c', { symbol: 'BOLT', price: '40' });
  expect(rig.heard()).toEqual([
    "8 a 150=8 39=8 103=1 UnknownSymbol: Symbol (55) 'COIL' is not configured",
    'D TC1 100@9',
    "8 c 150=8 39=8 103=1 UnknownSymbol: Symbol (55) 'BOLT' is not configured",
  ]);
});

test('prices in other units than before are forgotten until they are quoted again', () => {
  const { rig, reload } = desk();
  write(CSV.replace('ACME,0.01', 'ACME,0.0001'));
  reload();
  const quote = rig.books.quotes.get('ACME');
  rig.quote('99.9999', '100.0001').order('a', { price: '100.0001' });
  expect([quote, rig.heard()]).toEqual([undefined, ['D TC1 100@100.0001']]);
});

test.each<[string, string, string]>([
  [
    'a line that is wrong',
    CSV.replace('BOLT,0.01', 'BOLT,zero'),
    "instruments.csv:3: tick: must be a decimal number above zero, and is 'zero'\ninstruments.csv:3: tick 'zero' is not a number we take (NotANumber)",
  ],
  [
    'other decimals of a symbol in which an order works',
    CSV.replace('ACME,0.01', 'ACME,0.001'),
    "sluice.yaml: ACME: tick 0.01 and lot 1 to 0.001 and lot 1 changes the decimals of what is counted, and order 'a' works in it: cancel it first, with the instrument as it was",
  ],
  [
    'a symbol gone in which an order works',
    'symbol,tick\nBOLT,0.01\n',
    "sluice.yaml: ACME: is gone, and order 'a' works in it: cancel it first, with the instrument as it was",
  ],
])('is refused with %s, and those in force stay', (_what, csv, wanted) => {
  const { rig, reload } = desk();
  rig.order('a');
  write(csv);
  const why = thrown(reload);
  expect([why, rig.facts('InstrumentsChanged'), rig.books.instruments.symbols]).toEqual([wanted, [], ['ACME', 'BOLT']]);
});

test('nothing changed: no fact', () => {
  const { rig, reload } = desk();
  expect([reload(), rig.facts('InstrumentsChanged')]).toEqual([[], []]);
});

test('a start with other units than those of an order that works is refused; with the same units, or once it is gone, it is not', () => {
  const { rig, line } = desk();
  rig.order('a', { price: '100' }).ack('TC1');
  const start = (csv: string): string => {
    write(csv);
    const config = readConfig(join(dir, 'sluice.yaml'), YAML);
    const again = new InstrumentsDesk(
      line,
      config,
      () => [],
      () => undefined,
    );
    return thrown(() => again.allowStart());
  };
  const finer = CSV.replace('ACME,0.01', 'ACME,0.001');
  const told = [start(finer), start(CSV.replace('ACME,0.01', 'ACME,0.02')), start('symbol,tick,lot\nBOLT,0.01,1\n')];
  rig.fill('TC1', '100', '100');
  expect([...told, start(finer)]).toEqual([
    "sluice.yaml: ACME: tick 0.01 and lot 1 to 0.001 and lot 1 changes the decimals of what is counted, and order 'a' works in it: cancel it first, with the instrument as it was",
    'nothing',
    "sluice.yaml: ACME: is gone, and order 'a' works in it: cancel it first, with the instrument as it was",
    'nothing',
  ]);
});
