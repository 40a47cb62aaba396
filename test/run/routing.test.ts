import { join } from 'node:path';
import { loadSettings } from '../../src/fix/settings/load';
import { loadConfig, readConfig, UsageError } from '../../src/run/config';
import { feesOf } from '../../src/run/fees';
import { routingOf } from '../../src/run/routing';
import { PACKAGE_ROOT } from '../../src/run/version';
import { settings } from '../fix/transport/pair';

const venue = (target: string): string =>
  `[SESSION]\nConnectionType=initiator\nRole=venue\nSenderCompID=SLUICE\nTargetCompID=${target}\nSocketConnectHost=127.0.0.1\nSocketConnectPort=9881\n`;
const A = 'FIX.4.4:SLUICE->ALPHA';
const B = 'FIX.4.4:SLUICE->BRAVO';
const TWO = settings(venue('ALPHA') + venue('BRAVO'));
const HEAD = 'instruments:\n  - { symbol: ACME, tick: 0.01, lot: 1 }\n';

function read(routing: string, sessions = TWO): unknown {
  try {
    return readConfig('sluice.yaml', HEAD + routing, { settings: sessions }).routing;
  } catch (error) {
    return error instanceof UsageError ? error.message : `not a UsageError: ${String(error)}`;
  }
}

test('rules name venues by TargetCompID or session id; by price where nothing is said', () => {
  const rules = read(
    `routing:\n  - { symbols: [ACME, 'B*'], venues: [BRAVO, '${A}'] }\n  - { symbols: ['*'], venues: [ALPHA], by: order }\n`,
  );
  expect(routingOf(rules as Parameters<typeof routingOf>[0], TWO)).toEqual({
    rules: [
      { symbols: ['ACME', 'B*'], venues: [B, A], by: 'price' },
      { symbols: ['*'], venues: [A], by: 'order' },
    ],
    destinations: { [A]: A, ALPHA: A, [B]: B, BRAVO: B },
  });
});

test('without rules several venues have their names, and one venue needs nothing', () => {
  const names = { [A]: A, ALPHA: A, [B]: B, BRAVO: B };
  expect([routingOf(undefined, TWO), routingOf(undefined, settings(venue('ALPHA')))]).toEqual([
    { destinations: names },
    undefined,
  ]);
});

test.each([
  [
    'an unknown venue: the nearest is named',
    'routing:\n  - { symbols: [ACME],\n      venues: [ALPHA, BRAWO] }\n',
    "sluice.yaml:5: routing.0.venues.1: 'BRAWO' is no venue session; did you mean 'BRAVO'?",
  ],
  [
    'a venue that stands twice, by two names',
    `routing:\n  - { symbols: [ACME], venues: [ALPHA, '${A}'] }\n`,
    `sluice.yaml:4: routing.0.venues.1: '${A}' stands twice`,
  ],
  [
    'a symbol that an earlier rule has',
    'routing:\n  - { symbols: [ACME], venues: [ALPHA] }\n  - { symbols: [ACME], venues: [BRAVO] }\n',
    "sluice.yaml:5: routing.1.symbols.0: 'ACME' is in a rule before this one",
  ],
  [
    'a rule behind one of everything',
    "routing:\n  - { symbols: ['*'], venues: [ALPHA] }\n  - { symbols: [ACME], venues: [BRAVO] }\n",
    "sluice.yaml:5: routing.1.symbols.0: 'ACME' is in a rule before this one",
  ],
  [
    'no symbols',
    'routing:\n  - { symbols: [], venues: [ALPHA] }\n',
    'sluice.yaml:4: routing.0.symbols: must be a list of symbols',
  ],
  ['no venues', 'routing:\n  - { symbols: [ACME] }\n', 'sluice.yaml:4: routing.0.venues: must be a list of venue sessions'],
  ['no list', 'routing: ALPHA\n', 'sluice.yaml:3: routing: must be a list of rules'],
  [
    'another way to choose',
    'routing:\n  - { symbols: [ACME], venues: [ALPHA], by: luck }\n',
    'sluice.yaml:4: routing.0.by: must be price or order',
  ],
  [
    'an unknown key',
    'routing:\n  - { symbols: [ACME], venues: [ALPHA], to: BRAVO }\n',
    'sluice.yaml:4: routing.0.to: unknown key',
  ],
])('is refused: %s', (_what, text, message) => expect(read(text)).toBe(message));

test('the venues of a folder that is not in order are not looked for: whoever starts on it is told of the folder', () =>
  expect(readConfig('sluice.yaml', `${HEAD}routing:\n  - { symbols: [ACME], venues: [X] }\n`).routing).toHaveLength(1));

test('the example with two venues is in order, and its rules and fees name its venues', () => {
  const dir = join(PACKAGE_ROOT, 'sessions', 'example-two-venues');
  const { sessions, warnings, errors } = loadSettings(dir);
  const { routing, fees } = loadConfig(dir);
  const [alpha, bravo] = ['FIX.4.4:SLUICE->ALPHA', 'FIX.4.4:SLUICE->BRAVO'];
  expect([
    warnings,
    errors,
    routingOf(routing, sessions)!.rules!.map(r => r.venues),
    Object.keys(feesOf(fees, sessions)!),
  ]).toEqual([[], [], [[bravo], [alpha, bravo]], [alpha, bravo]]);
});
