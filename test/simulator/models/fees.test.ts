import fc from 'fast-check';
import { FeeLedger, type FeeSchedule } from '../../../simulator/models/fees/fees';
import { addExact, type Exact, exactFromText, formatDecimal, ZERO } from '../../../src/core/numbers';
import { parseFees } from '../../../src/run/sim-fees';
import { runs } from '../../runs';

const text = ({ n, scale }: Exact): string => formatDecimal(n, scale);
const schedule = (yaml: string): FeeSchedule => parseFees('fees.yaml', yaml);

type Traded = readonly [owner: string, order: string, qty: string, px: string, liquidity: 'added' | 'removed' | 'auction'];

/** What each fill costs, one behind the other. */
function charged(of: FeeSchedule, fills: readonly Traded[]): string[] {
  const ledger = new FeeLedger(of);
  return fills.map(([owner, order, qty, px, liquidity]) =>
    text(ledger.charge({ owner, order, qty: exactFromText(qty)!, px: exactFromText(px)!, liquidity })),
  );
}

const MAKER_TAKER = 'tiers: [{ from: 0, maker: -0.0020, taker: 0.0030, auction: 0.001 }]';
const TIERS = 'tiers:\n  - { from: 0, maker: 0, taker: 0.0030 }\n  - { from: 100, maker: -0.001, taker: { bps: 0.5 } }';
const PER_SHARE = 'decimals: 2\nperShare: { rate: 0.0035, minPerOrder: 0.35, maxPercent: 1 }';

test.each<[string, string, Traded[], string[]]>([
  [
    'a maker earns, a taker pays',
    MAKER_TAKER,
    [
      ['A', '1', '300', '10', 'added'],
      ['A', '2', '300', '10', 'removed'],
    ],
    ['-0.6', '0.9'],
  ],
  ['an auction has its own rate', MAKER_TAKER, [['A', '1', '100', '10', 'auction']], ['0.1']],
  ['without one it takes', TIERS, [['A', '1', '100', '10', 'auction']], ['0.3']],
  [
    'a fill is charged by the tier it began in',
    TIERS,
    [
      ['A', '1', '99', '10', 'removed'],
      ['A', '1', '2', '10', 'removed'],
      ['A', '1', '100', '20.5', 'removed'],
    ],
    ['0.297', '0.006', '0.1025'],
  ],
  [
    "volume is the owner's own",
    TIERS,
    [
      ['A', '1', '500', '10', 'added'],
      ['B', '2', '100', '10', 'added'],
      ['A', '3', '100', '10', 'added'],
    ],
    ['0', '0', '-0.1'],
  ],
  [
    'half a unit is rounded away from zero',
    'decimals: 2\ntiers: [{ from: 0, maker: -0.005, taker: 0.005 }]',
    [
      ['A', '1', '1', '1', 'added'],
      ['A', '1', '1', '1', 'removed'],
    ],
    ['-0.01', '0.01'],
  ],
  [
    'an order pays its least amount once',
    PER_SHARE,
    [
      ['A', '1', '50', '100', 'added'],
      ['A', '1', '40', '100', 'added'],
      ['A', '1', '100', '100', 'removed'],
    ],
    ['0.35', '0', '0.32'],
  ],
  [
    'and at most its per cent',
    PER_SHARE,
    [
      ['A', '1', '10', '0.5', 'added'],
      ['A', '1', '10', '0.5', 'added'],
    ],
    ['0.05', '0.05'],
  ],
  ['both are added up', `${MAKER_TAKER}\nperShare: { rate: 0.001 }`, [['A', '1', '100', '10', 'removed']], ['0.4']],
])('%s', (_what, yaml, fills, due) => {
  expect(charged(schedule(yaml), fills)).toEqual(due);
});

test('an order pays by the share what it would pay in one fill, however it is cut', () => {
  const qty = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(fc.array(qty, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 100_000 }), (parts, cents) => {
      const px = formatDecimal(cents, 2);
      const pieces = charged(
        schedule(PER_SHARE),
        parts.map(n => ['A', '1', String(n), px, 'added'] as const),
      );
      const whole = charged(schedule(PER_SHARE), [['A', '1', String(parts.reduce((a, b) => a + b)), px, 'added']]);
      const sum = pieces.map(fee => exactFromText(fee)!).reduce(addExact, ZERO);
      expect(text(sum)).toBe(whole[0]);
    }),
    { numRuns: runs(200) },
  );
});

test.each([
  ['a key that is not known', 'tiers: [{ from: 0, maker: 0, taker: 0, make: 1 }]', 'fees.yaml:1: tiers.0.make: unknown key'],
  [
    'a rate that is no number',
    'decimals: 2\ntiers:\n  - { from: 0, maker: x, taker: 0 }',
    'fees.yaml:3: tiers.0.maker: must be an amount a share',
  ],
  [
    'a first tier that does not begin at 0',
    'tiers: [{ from: 5, maker: 0, taker: 0 }]',
    'fees.yaml:1: tiers.0.from: the first tier begins at 0',
  ],
  [
    'tiers out of order',
    `${TIERS}\n  - { from: 100.0, maker: 0, taker: 0 }`,
    'fees.yaml:4: tiers.2.from: must be above the tier before',
  ],
  ['nothing to charge', 'decimals: 2', 'name tiers, perShare or both'],
])('a schedule with %s is refused with its line and key', (_what, yaml, said) => {
  expect(() => schedule(yaml)).toThrow(said);
});
