import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT_IN, loadConfig, readConfig, UsageError } from '../../src/run/config';

const GOOD = `instruments:
  - symbol: ACME
    tick: 0.010
    lot: 100
    priorClose: 1234567.10
  - symbol: "*"
    tick: "0.05"
limits:
  firm:
    maxOrderQty: 1000000
    maxNotional: 1e9
    priceCollar: { percent: 2.50, ticks: 500 }
    maxOpenOrders: 100
`;

/** GOOD with one line written otherwise. */
const but = (line: string, other: string): string => {
  if (!GOOD.includes(line)) throw new Error(`no line '${line}'`);
  return GOOD.replace(line, other);
};

const refused = (text: string): string => {
  try {
    return JSON.stringify(readConfig('sluice.yaml', text));
  } catch (error) {
    return error instanceof UsageError ? error.message : `not a UsageError: ${String(error)}`;
  }
};

describe('config', () => {
  test('numbers are kept as they were written; what is left out has its default', () => {
    const { instruments, limits, simulator, source, limitsSource } = readConfig('sluice.yaml', GOOD);
    expect({ instruments, limits, simulator, source, limitsSource }).toEqual({
      instruments: [
        { symbol: 'ACME', tick: '0.010', lot: '100', priorClose: '1234567.10' },
        { symbol: '*', tick: '0.05', lot: '1' },
      ],
      limits: {
        firm: {
          maxOrderQty: '1000000',
          maxNotional: '1000000000',
          priceCollar: { percent: '2.50', ticks: 500 },
          maxOpenOrders: 100,
        },
      },
      simulator: undefined,
      source: 'sluice.yaml',
      limitsSource: 'sluice.yaml',
    });
  });

  test('files of what schedules go by stand beside the config; curves need the calendars', () => {
    const both = readConfig('/etc/sluice.yaml', `${GOOD}reference: reference\nvolumeCurves: /data/volumes.csv\n`);
    expect([both.reference, both.volumeCurves, refused(`${GOOD}volumeCurves: volumes.csv\n`)]).toEqual([
      '/etc/reference',
      '/data/volumes.csv',
      'sluice.yaml:14: volumeCurves: needs `reference`: the calendars that say when the sessions of its days were',
    ]);
  });

  test('a number beyond what a float holds is exact', () => {
    const { firm } = readConfig('sluice.yaml', but('1e9', '9007199254740993')).limits;
    expect(firm.maxNotional).toBe('9007199254740993');
  });

  test.each([
    ['wrong type', but('tick: 0.010', 'tick: [1]'), 'sluice.yaml:3: instruments.0.tick: must be a decimal number'],
    ['no number', but('tick: 0.010', 'tick: fine'), 'sluice.yaml:3: instruments.0.tick: must be a decimal number above zero'],
    [
      'exponent in a price',
      but('tick: 0.010', 'tick: 1e-2'),
      'sluice.yaml:3: instruments.0.tick: must be a decimal number above zero',
    ],
    ['zero tick', but('tick: 0.010', 'tick: 0'), 'sluice.yaml:3: instruments.0.tick: must be a decimal number above zero'],
    ['negative lot', but('lot: 100', 'lot: -100'), 'sluice.yaml:4: instruments.0.lot: must be a decimal number above zero'],
    [
      'tick too fine',
      but('tick: 0.010', 'tick: 0.00000000001'),
      "sluice.yaml:2: instruments.0: tick '0.00000000001' is not a number we take (TooFine)",
    ],
    [
      'negative limit',
      but('1000000', '-1'),
      'sluice.yaml:10: limits.firm.maxOrderQty: must be a decimal number at or above zero',
    ],
    [
      'negative ticks',
      but('ticks: 500', 'ticks: -1'),
      'sluice.yaml:12: limits.firm.priceCollar.ticks: must be a whole number at or above zero',
    ],
    ['fine per cent', but('2.50', '2.505'), 'sluice.yaml:12: limits.firm.priceCollar.percent: must have at most two decimals'],
    ['unknown key', but('maxOpenOrders', 'maxOpenOrder'), 'sluice.yaml:13: limits.firm.maxOpenOrder: unknown key'],
    ['unknown key at the top', `${GOOD}limit: 1\n`, 'sluice.yaml:14: limit: unknown key'],
    ['unknown key in an instrument', but('    lot', '    lots'), 'sluice.yaml:4: instruments.0.lots: unknown key'],
    ['missing key', but('    tick: "0.05"\n', ''), 'sluice.yaml:6: instruments.1.tick: must be a decimal number'],
    [
      'missing instruments',
      'limits: {}\n',
      'sluice.yaml:1: instruments: name at least one instrument, here or in a file of `instrumentData`',
    ],
    [
      'no instrument',
      'instruments: []\n',
      'sluice.yaml:1: instruments: name at least one instrument, here or in a file of `instrumentData`',
    ],
    ['an instrument twice', but('"*"', 'ACME'), "sluice.yaml:6: instruments.1.symbol: 'ACME' was configured before"],
    [
      'several faults: all are shown, by line',
      but('maxOpenOrders', 'maxOpenOrder').replace('lot: 100', 'lot: -1').replace('tick: "0.05"', 'tik: 1\n    lots: 2'),
      [
        'sluice.yaml:4: instruments.0.lot: must be a decimal number above zero',
        'sluice.yaml:6: instruments.1.tick: must be a decimal number',
        'sluice.yaml:7: instruments.1.tik: unknown key',
        'sluice.yaml:8: instruments.1.lots: unknown key',
        'sluice.yaml:14: limits.firm.maxOpenOrder: unknown key',
      ].join('\n'),
    ],
    ['an empty file', '', 'sluice.yaml:1: the whole file: Invalid input: expected object, received null'],
    ['a key twice', `${GOOD}limits: {}\n`, 'sluice.yaml:14: Map keys must be unique at line 14, column 1:'],
    [
      'no YAML',
      'a: [1\n',
      'sluice.yaml:2: Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1:',
    ],
  ])('%s: file, line, key and what would do', (_what, text, message) => {
    expect(refused(text)).toBe(message);
  });
});

describe('where the config comes from', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-config-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  test('the file named, else sluice.yaml of the folder, else what is built in; a file named and missing is an error', () => {
    const none = loadConfig(dir);
    writeFileSync(join(dir, 'sluice.yaml'), GOOD);
    writeFileSync(join(dir, 'other.yaml'), GOOD);
    const sources = [loadConfig(dir).source, loadConfig(dir, join(dir, 'other.yaml')).source];
    const missing = join(dir, 'missing.yaml');
    expect([none, sources]).toEqual([BUILT_IN, [join(dir, 'sluice.yaml'), join(dir, 'other.yaml')]]);
    expect(() => loadConfig(dir, missing)).toThrow(new UsageError(`${missing}: there is no such config file`));
  });
});
