import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FactOf } from '../../src/core/facts';
import type { Turn } from '../../src/core/turn';
import { MemoryJournal } from '../../src/journal/memory-journal';
import { BUILT_IN, type Config, readConfig } from '../../src/run/config';
import { LimitsDesk } from '../../src/run/limits-desk';
import { Line } from '../../src/run/line';

const ANA = { by: 'ana', reason: 'new week' };
const INLINE = `# what we trade
instruments:
  - { symbol: ACME, tick: 0.01 } # the only one
limits:
  firm:
    maxOrderQty: 1000 # per order
    maxNotional: 100000.50
  accounts:
    # the desk
    1234: { maxOrderQty: 10 }
`;
const SPLIT = 'instruments: [{ symbol: ACME, tick: 0.01 }]\nlimitsFile: limits.yaml\n';
const LIMITS = 'firm:\n  maxOrderQty: 1000 # per order\n';

let dir: string;
let line: Line;
let turns: Turn[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-desk-'));
  turns = [];
});
afterEach(() => {
  line.stop();
  rmSync(dir, { recursive: true });
});

const path = (name: string): string => join(dir, name);
const text = (name: string): string => readFileSync(path(name), 'utf8');

/** A gateway's line that was started with these files, and its desk. */
function desk(files: Readonly<Record<string, string>>): LimitsDesk {
  for (const [name, content] of Object.entries(files)) writeFileSync(path(name), content);
  return deskOf(readConfig(path('sluice.yaml'), text('sluice.yaml'), { sessions: () => ['S1'] }));
}

function deskOf(config: Config): LimitsDesk {
  const clock = { now: () => 1_767_607_200_000_000, at: () => () => undefined };
  const watch = { turned: () => undefined, committed: (turn: Turn) => void turns.push(turn), failed: () => undefined };
  line = new Line(new MemoryJournal(), clock, watch);
  line.post({ type: 'Started', version: 't', epoch: 'T', instruments: config.instruments, limits: config.limits, venues: [] });
  line.commitNow();
  return new LimitsDesk(line, config, () => ['S1']);
}

const changes = (): FactOf<'LimitsChanged'>[] =>
  turns.flatMap(t => t.facts).filter((f): f is FactOf<'LimitsChanged'> => f.type === 'LimitsChanged');

/** What was thrown, without the folder. */
function thrown(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message.replaceAll(`${dir}/`, '');
  }
  return 'nothing';
}

test('what is in force is listed by the names of the file', () => {
  const yaml = `${INLINE}  currency: USD\n  rates: { EUR: 1.10 }\n  restricted: [{ symbols: [ACME] }]\n`;
  expect(
    desk({ 'sluice.yaml': yaml })
      .rows()
      .map(r => `${r.path} ${r.limit}`),
  ).toEqual([
    'firm.maxOrderQty 1000',
    'firm.maxNotional 100000.50',
    'accounts.1234.maxOrderQty 10',
    'currency USD',
    'rates.EUR 1.10',
    'restricted.0 {"symbols":["ACME"]}',
  ]);
});

test('a limit that is set is in force at once, is a fact with who and why, and stands in the file, whose comments stay', () => {
  const d = desk({ 'sluice.yaml': INLINE });
  const changed = [
    d.set('firm.maxOrderQty', '500', ANA),
    d.set('accounts.1234.priceCollar.percent', '2.50', ANA),
    d.set('limits.firm.maxNotional', 'off', ANA),
    d.set('symbols.ACME.maxOpenOrders', '3', ANA),
  ];
  const wanted = {
    firm: { maxOrderQty: '500' },
    accounts: { '1234': { maxOrderQty: '10', priceCollar: { percent: '2.50' } } },
    symbols: { ACME: { maxOpenOrders: 3 } },
  };
  const last = changes().at(-1)!;
  expect([
    changed.map(rows => rows.map(r => `${r.path} ${r.limit}`)),
    [last.by, last.reason, last.source === path('sluice.yaml'), changes().length],
    last.limits,
    line.books.levels.specs,
    readConfig('x', text('sluice.yaml')).limits,
    ['# what we trade', '# the only one', '# per order', '# the desk'].filter(c => !text('sluice.yaml').includes(c)),
    readdirSync(dir),
  ]).toEqual([
    [
      ['firm.maxOrderQty 500'],
      ['accounts.1234.priceCollar.percent 2.50'],
      ['firm.maxNotional off'],
      ['symbols.ACME.maxOpenOrders 3'],
    ],
    ['ana', 'new week', true, 4],
    wanted,
    wanted,
    wanted,
    [],
    ['sluice.yaml'],
  ]);
});

test('a limits file of its own is written and read again, the config is left alone', () => {
  const d = desk({ 'sluice.yaml': SPLIT, 'limits.yaml': LIMITS });
  d.set('firm.maxOrderQty', '5', ANA);
  const set = [text('limits.yaml'), text('sluice.yaml')];
  writeFileSync(path('limits.yaml'), 'firm:\n  maxNotional: 7\n');
  const reloaded = d.reload(ANA).map(r => `${r.path} ${r.limit}`);
  expect([set, reloaded, changes().map(c => c.limits)]).toEqual([
    ['firm:\n  maxOrderQty: 5 # per order\n', SPLIT],
    ['firm.maxNotional 7', 'firm.maxOrderQty off'],
    [{ firm: { maxOrderQty: '5' } }, { firm: { maxNotional: '7' } }],
  ]);
});

describe('what is wrong is refused with line and key, and the old limits stay in force', () => {
  test.each([
    ['wrong type', LIMITS.replace('1000', '[1]'), 'limits.yaml:2: firm.maxOrderQty: must be a decimal number'],
    ['unknown key', LIMITS.replace('maxOrderQty', 'maxQty'), 'limits.yaml:2: firm.maxQty: unknown key'],
    ['negative', LIMITS.replace('1000', '-1'), 'limits.yaml:2: firm.maxOrderQty: must be a decimal number at or above zero'],
    [
      'a session that is not there',
      `${LIMITS}sessions: { S2: {} }\n`,
      'limits.yaml:3: sessions.S2: there is no such session: S1',
    ],
    [
      'no YAML',
      'firm: [',
      'limits.yaml:1: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 8:',
    ],
    ['nothing', '', 'limits.yaml:1: the whole file: Invalid input: expected object, received null'],
  ])('a reload: %s', (_what, wrong, said) => {
    const d = desk({ 'sluice.yaml': SPLIT, 'limits.yaml': LIMITS });
    writeFileSync(path('limits.yaml'), wrong);
    const told = thrown(() => d.reload(ANA));
    expect([told, line.books.levels.specs, changes()]).toEqual([said, { firm: { maxOrderQty: '1000' } }, []]);
  });

  test('a reload of a file that is gone', () => {
    const d = desk({ 'sluice.yaml': SPLIT, 'limits.yaml': LIMITS });
    rmSync(path('limits.yaml'));
    const limits = thrown(() => d.reload(ANA));
    rmSync(path('sluice.yaml'));
    expect([limits, thrown(() => d.reload(ANA)).replace(/ENOENT.*/, 'ENOENT'), changes()]).toEqual([
      'limits.yaml: there is no such limits file',
      'sluice.yaml: cannot be read: ENOENT',
      [],
    ]);
  });

  test.each([
    ['firm.maxOrderQty', '-1', 'limits.yaml:2: firm.maxOrderQty: must be a decimal number at or above zero'],
    ['firm.maxOrderQty', '{ a: 1 }', 'limits.yaml:2: firm.maxOrderQty: must be a decimal number'],
    ['firm.maxOrderQty', '[', "limits.yaml: '[' is no value: Flow sequence must end with a ] at line 1, column 2:"],
    ['sessions.S2.maxOrderQty', '1', 'limits.yaml:4: sessions.S2: there is no such session: S1'],
  ])('set %s %s', (limit, value, said) => {
    const d = desk({ 'sluice.yaml': SPLIT, 'limits.yaml': LIMITS });
    const told = thrown(() => d.set(limit, value, ANA));
    expect([told, text('limits.yaml'), line.books.levels.specs, changes()]).toEqual([
      said,
      LIMITS,
      { firm: { maxOrderQty: '1000' } },
      [],
    ]);
  });

  test('a set where the file says otherwise than what is in force, so that nobody takes up what he has not seen', () => {
    const d = desk({ 'sluice.yaml': SPLIT, 'limits.yaml': LIMITS });
    writeFileSync(path('limits.yaml'), LIMITS.replace('1000', '999999'));
    expect([thrown(() => d.set('accounts.A1.maxOrderQty', '1', ANA)), changes()]).toEqual([
      'limits.yaml says otherwise than the limits in force: look at it, then `sluice limits reload`',
      [],
    ]);
  });

  test('a folder that cannot be written to', () => {
    const d = desk({ 'sluice.yaml': SPLIT, 'limits.yaml': LIMITS });
    // a folder stands in the place of the draft: rights would not keep root from writing
    const draft = path('limits.yaml.new');
    mkdirSync(draft);
    const told = thrown(() => d.set('firm.maxOrderQty', '5', ANA)).replace(/\(.*\)/, '()');
    expect([told, text('limits.yaml'), changes()]).toEqual([
      'limits.yaml: cannot be written (): change it where it is kept, then `sluice limits reload`',
      LIMITS,
      [],
    ]);
  });

  test('limits that are built in', () => {
    const d = deskOf(BUILT_IN);
    const said = 'the limits are built in: start with a config file to change them';
    expect([thrown(() => d.reload(ANA)), thrown(() => d.set('firm.maxOrderQty', '1', ANA)), d.source]).toEqual([
      said,
      said,
      undefined,
    ]);
  });
});
