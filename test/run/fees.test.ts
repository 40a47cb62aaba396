import { readConfig, UsageError } from '../../src/run/config';
import { feesOf } from '../../src/run/fees';
import { settings } from '../fix/transport/pair';

const venue = (target: string): string =>
  `[SESSION]\nConnectionType=initiator\nRole=venue\nSenderCompID=SLUICE\nTargetCompID=${target}\nSocketConnectHost=127.0.0.1\nSocketConnectPort=9881\n`;
const A = 'FIX.4.4:SLUICE->ALPHA';
const TWO = settings(venue('ALPHA') + venue('BRAVO'));
const HEAD = 'instruments:\n  - { symbol: ACME, tick: 0.01, lot: 1 }\nfees:\n';

function read(fees: string): unknown {
  try {
    return feesOf(readConfig('sluice.yaml', HEAD + fees, { settings: TWO }).fees, TWO);
  } catch (error) {
    return error instanceof UsageError ? error.message : `not a UsageError: ${String(error)}`;
  }
}

test('fees name a venue by TargetCompID or session id, the rest by *; they are kept as they were written', () => {
  expect(read(`  ALPHA: { maker: -0.0020, taker: 0.003 }\n  '*': { maker: { bps: -0.1 }, taker: { bps: 0.30 } }\n`)).toEqual({
    [A]: { maker: { per: 'share', rate: '-0.0020' }, taker: { per: 'share', rate: '0.003' } },
    '*': { maker: { per: 'bps', rate: '-0.1' }, taker: { per: 'bps', rate: '0.30' } },
  });
});

test.each([
  [
    'a venue that is none',
    '  ALFA: { maker: 0, taker: 0 }\n',
    "sluice.yaml:4: fees.ALFA: 'ALFA' is no venue session; did you mean 'ALPHA'?",
  ],
  [
    'a venue twice',
    `  ALPHA: { maker: 0, taker: 0 }\n  '${A}': { maker: 0, taker: 0 }\n`,
    `sluice.yaml:5: fees.${A}: is the venue of 'ALPHA': say its fees once`,
  ],
  [
    'no number',
    '  ALPHA: { maker: free, taker: 0 }\n',
    'sluice.yaml:4: fees.ALPHA.maker: must be an amount a share, or { bps: NUMBER }',
  ],
  ['one of the two', '  ALPHA: { taker: 0 }\n', 'sluice.yaml:4: fees.ALPHA.maker: must be an amount a share, or { bps: NUMBER }'],
  ['an unknown key', '  ALPHA: { maker: 0, taker: 0, tiers: [] }\n', 'sluice.yaml:4: fees.ALPHA.tiers: unknown key'],
])('%s', (_what, fees, told) => {
  expect(read(fees)).toBe(told);
});
