import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LimitKey, LimitKind } from '../../src/core/risk/limit-keys';
import { limitsOf } from '../../src/core/risk/limits';
import { readConfig, UsageError } from '../../src/run/config';
import { LIMIT_NAMES, LIMITS_BY_NAME, limitPath } from '../../src/run/limit-path';
import { readInstruments } from '../../src/run/reference-data';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-limits-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

const INSTRUMENTS = 'instruments: [{ symbol: ACME, tick: 0.01 }]\n';

/** What is said of a config with these limits, without its folder; the limits where nothing is wrong. */
function read(limits: string, head = INSTRUMENTS): unknown {
  try {
    return readConfig(join(dir, 'sluice.yaml'), `${head}${limits}`, { sessions: () => ['S1'] }).limits;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message.replaceAll(`${dir}/`, '');
  }
}

/** A value that a kind takes as it is written, and some that it does not, with what is said. */
const KINDS: Readonly<Record<Exclude<LimitKind, 'group' | 'choice'>, [good: string, bad: readonly [string, string][]]>> = {
  quantity: [
    '10.5',
    [
      ['-1', 'must be a decimal number at or above zero'],
      ['x', 'must be a decimal number at or above zero'],
      ['[1]', 'must be a decimal number'],
    ],
  ],
  money: [
    '1000000.25',
    [
      ['-0.01', 'must be a decimal number at or above zero'],
      ['1e', 'must be a decimal number at or above zero'],
      ['{}', 'must be a decimal number'],
    ],
  ],
  percent: [
    '2.5',
    [
      ['-1', 'must be a decimal number at or above zero'],
      ['0.001', 'must have at most two decimals'],
    ],
  ],
  seconds: [
    '0.5',
    [
      ['-1', 'must be a decimal number at or above zero'],
      ['0.0000001', 'must have at most six decimals'],
    ],
  ],
  count: [
    '5',
    [
      ['-1', 'must be a whole number at or above zero'],
      ['1.5', 'must be a whole number at or above zero'],
      ['many', 'must be a whole number at or above zero'],
    ],
  ],
  flag: [
    'true',
    [
      ['yes', 'must be true or false'],
      ['1', 'must be true or false'],
    ],
  ],
  names: [
    '[A]',
    [
      ['A', 'Invalid input: expected array, received string'],
      ['[]', 'Too small: expected array to have >=1 items'],
    ],
  ],
};

const keyOf = (name: string): LimitKey => LIMITS_BY_NAME.get(name)!;
const good = (key: LimitKey): string => (key.choices ? key.choices[0]! : KINDS[key.kind as keyof typeof KINDS][0]);
const bad = (key: LimitKey): readonly [string, string][] =>
  key.choices ? [['x', `must be one of ${key.choices.join(', ')}`]] : KINDS[key.kind as keyof typeof KINDS][1];

/** A limit at a level, a line a key. */
const written = (section: string, name: string, value: string): string => {
  const keys = [...(section === 'firm' ? ['firm'] : [section, '"*"']), ...name.split('.')];
  return `limits:\n${keys.map((key, n) => `${'  '.repeat(n + 1)}${key}:${n === keys.length - 1 ? ` ${value}` : ''}\n`).join('')}`;
};

const SECTIONS = ['firm', 'sessions', 'accounts', 'strategies', 'symbols'];

describe('each limit', () => {
  test.each(LIMIT_NAMES)('%s is taken at every level and read for the checks', name => {
    const value = good(keyOf(name));
    const limits = SECTIONS.map(section => read(written(section, name, value)));
    const specs = SECTIONS.map((section, n) => {
      const of = (limits[n] as Record<string, Record<string, object>>)[section]!;
      return section === 'firm' ? of : of['*']!;
    });
    const [first] = specs;
    const compared = name.split('.').reduce<unknown>((of, part) => (of as Record<string, unknown>)[part], limitsOf(first!));
    expect([new Set(specs.map(spec => JSON.stringify(spec))).size, compared === undefined]).toEqual([1, false]);
  });

  test.each(LIMIT_NAMES.flatMap(name => bad(keyOf(name)).map(([value, text]) => [name, value, text] as const)))(
    '%s: %s is refused with line and key',
    (name, value, text) => {
      const line = 3 + name.split('.').length;
      expect(read(written('firm', name, value))).toBe(`sluice.yaml:${line}: limits.firm.${name}: ${text}`);
    },
  );

  test.each(SECTIONS)('a key that is none is refused at %s', section => {
    const path = section === 'firm' ? 'firm' : `${section}.*`;
    const line = section === 'firm' ? 4 : 5;
    expect(read(written(section, 'maxOrderQuantity', '1'))).toBe(
      `sluice.yaml:${line}: limits.${path}.maxOrderQuantity: unknown key`,
    );
  });
});

describe('limits that would bound nothing are refused', () => {
  test.each([
    [
      'a session that is not there',
      'limits: { sessions: { S2: {} } }',
      'sluice.yaml:2: limits.sessions.S2: there is no such session: S1',
    ],
    [
      'a strategy that is not there',
      'limits: { strategies: { VWOP: {} } }',
      'sluice.yaml:2: limits.strategies.VWOP: there is no such strategy: DMA, TWAP, ADAPTIVE, PTWAP, VWAP, POV, IS, OW, CLOSE',
    ],
    [
      'a symbol that is not there',
      'limits: { symbols: { ACNE: {} } }',
      'sluice.yaml:2: limits.symbols.ACNE: there is no such symbol: ACME',
    ],
    [
      'rates of no currency',
      'limits: { rates: { EUR: 1.1 } }',
      'sluice.yaml:2: limits.currency: say what money limits are in: rates need it',
    ],
    [
      'a rate of zero',
      'limits: { currency: USD, rates: { EUR: 0 } }',
      'sluice.yaml:2: limits.rates.EUR: must be a decimal number above zero',
    ],
    ['a level that is none', 'limits: { desks: {} }', 'sluice.yaml:2: limits.desks: unknown key'],
    [
      'a side that is none',
      'limits: { restricted: [{ sides: [long] }] }',
      'sluice.yaml:2: limits.restricted.0.sides.0: must be one of buy, sell, short',
    ],
    [
      'limits in two places',
      'limits: {}\nlimitsFile: l.yaml',
      'sluice.yaml:3: limitsFile: limits stand in this file already: keep them in one place',
    ],
    ['a limits file that is not there', 'limitsFile: none.yaml', 'none.yaml: there is no such limits file'],
  ])('%s', (_what, limits, text) => expect(read(limits)).toBe(text));

  test('an instrument in a currency, and money in none', () => {
    const head = 'instruments: [{ symbol: ACME, tick: 0.01, currency: EUR }]\n';
    expect(read('limits: { firm: { maxNotional: 1 } }', head)).toBe(
      'sluice.yaml:2: limits.currency: say what money limits are in: ACME is priced in EUR',
    );
  });
});

test('a limits file of its own is read beside the config, and its mistakes are told by its own lines', () => {
  writeFileSync(join(dir, 'good.yaml'), 'firm:\n  maxOrderQty: 10\naccounts:\n  A1: { maxNotional: 5.50 }\n');
  writeFileSync(join(dir, 'bad.yaml'), 'firm:\n  maxOrderQty: 10\n  maxNotional: -1\nsymbols:\n  X: {}\n');
  writeFileSync(join(dir, 'strange.yaml'), 'firm: {}\nsymbols:\n  X: {}\n');
  expect(['good', 'bad', 'strange'].map(name => read(`limitsFile: ${name}.yaml`))).toEqual([
    { firm: { maxOrderQty: '10' }, accounts: { A1: { maxNotional: '5.50' } } },
    'bad.yaml:3: firm.maxNotional: must be a decimal number at or above zero',
    'strange.yaml:3: symbols.X: there is no such symbol: ACME',
  ]);
});

describe('instrument data', () => {
  const csv = (text: string): unknown => {
    const path = join(dir, 'instruments.csv');
    writeFileSync(path, text);
    try {
      return readInstruments(path);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return error.message.replaceAll(`${dir}/`, '').split('\n');
    }
  };

  test('columns in any order, empty cells, quotes, comments, CRLF', () => {
    const text =
      '\uFEFFsymbol,lot,tick,priorClose,multiplier,currency,adv,luldTier,shortSale\r\n# a comment\r\n\r\n"BRK,""B""",1,0.01,410.5,,USD,3000000,1,easy\r\nES, ,0.25,,50,,,,no\r\n';
    expect(csv(text)).toEqual([
      {
        symbol: 'BRK,"B"',
        tick: '0.01',
        lot: '1',
        priorClose: '410.5',
        currency: 'USD',
        adv: '3000000',
        luldTier: '1',
        shortSale: 'easy',
      },
      { symbol: 'ES', tick: '0.25', lot: '1', multiplier: '50', shortSale: 'no' },
    ]);
  });

  test.each([
    [
      'an empty file',
      '\n',
      [
        'instruments.csv:1: the file is empty: the first line names the columns symbol, tick, lot, priorClose, multiplier, currency, adv, volatility, luldTier, shortSale',
      ],
    ],
    [
      'wrong columns',
      'symbol,tik,lot,lot\n',
      [
        "instruments.csv:1: unknown column 'tik': symbol, tick, lot, priorClose, multiplier, currency, adv, volatility, luldTier, shortSale",
        "instruments.csv:1: column 'lot' stands twice",
        "instruments.csv:1: column 'tick' is missing",
      ],
    ],
    [
      'every wrong line is told',
      'symbol,tick,lot,currency,luldTier,shortSale\nA,0.01,1,usd,,\nB,0,1,,3,\nC,0.01\n,0.01,1,,,\nD,0.01,1,,,maybe\nE,0.01,1,,,\nE,0.01,1,,,\nF,0.00000000001,1,,,\n',
      [
        "instruments.csv:2: currency: must be a currency of three capital letters, and is 'usd'",
        "instruments.csv:3: tick: must be a decimal number above zero, and is '0'",
        "instruments.csv:3: luldTier: must be 1 or 2, and is '3'",
        'instruments.csv:4: 2 cells, and there are 6 columns',
        'instruments.csv:5: symbol: Invalid input: expected string, received undefined, and is empty',
        "instruments.csv:6: shortSale: must be easy or no, and is 'maybe'",
        "instruments.csv:8: symbol: 'E' was on line 7 before",
        "instruments.csv:9: tick '0.00000000001' is not a number we take (TooFine)",
      ],
    ],
  ])('%s', (_what, text, said) => expect(csv(text)).toEqual(said));

  test('it joins the instruments of the config; a symbol in both places is refused, and so is none at all', () => {
    csv('symbol,tick\nACME,0.01\nBOLT,0.05\n');
    const config = readConfig(
      join(dir, 'sluice.yaml'),
      'instruments: [{ symbol: "*", tick: 1 }]\ninstrumentData: instruments.csv\n',
    );
    expect([
      config.instruments.map(i => `${i.symbol} ${i.tick}`),
      read('instrumentData: instruments.csv'),
      read('limits: {}', ''),
      read('instrumentData: none.csv', ''),
    ]).toEqual([
      ['* 1', 'ACME 0.01', 'BOLT 0.05'],
      "sluice.yaml:1: instruments.0.symbol: 'ACME' is in the instrument data too",
      'sluice.yaml:1: instruments: name at least one instrument, here or in a file of `instrumentData`',
      'none.csv: there is no such file of instrument data',
    ]);
  });
});

describe('a limit by its path', () => {
  test.each([
    ['firm.maxOrderQty', ['firm', 'maxOrderQty']],
    ['limits.firm.priceCollar.percent', ['firm', 'priceCollar', 'percent']],
    ['symbols.BRK.B.maxOrderQty', ['symbols', 'BRK.B', 'maxOrderQty']],
    ['sessions.FIX.4.4:SLUICE->OMS.priceCollar.ticks', ['sessions', 'FIX.4.4:SLUICE->OMS', 'priceCollar', 'ticks']],
    ['accounts.*.shortSale', ['accounts', '*', 'shortSale']],
    ['rates.EUR', ['rates', 'EUR']],
    ['currency', ['currency']],
  ])('%s', (path, keys) => expect(limitPath(path)).toEqual(keys));

  test.each([
    '',
    'firm',
    'firm.nothing',
    'desk.maxOrderQty',
    'accounts.maxOrderQty',
    'accounts.A1',
    'accounts.A1.priceCollar',
    'rates',
  ])("'%s' names none", path => expect(() => limitPath(path)).toThrow('names no limit'));
});
