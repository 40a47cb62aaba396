import type { LimitSpec } from '../../../src/core/risk/limits';
import { Rig, SECOND } from '../rig';

const INSTRUMENTS = [{ symbol: 'ACME', tick: '0.01', lot: '1', priorClose: '100' }];
const ready = (limits: LimitSpec = {}): Rig => Rig.ready({ limits, instruments: INSTRUMENTS });
const sell = { side: '2', price: '99' };

/** Long 100 ACME at 100. */
const long = (limits: LimitSpec = {}): Rig => {
  const rig = ready(limits).order('A').fill('TC1', '100', '100');
  rig.heard();
  return rig;
};
const firm = (rig: Rig) => rig.books.levels.firm.exposure;
const states = (rig: Rig): string[] => rig.facts('TradingStateChanged').map(f => `${f.level} ${f.state} ${f.by}: ${f.reason}`);
/** Which of these orders reached a venue. */
const sent = (rig: Rig): string[] => rig.heard().filter(s => s.startsWith('D '));

describe('daily loss', () => {
  const limits = { dailyLoss: { reducing: '100', halted: '500' } };
  test('steps through REDUCING to HALTED as the price falls', () => {
    const rig = long(limits).quote('99.40', '99.60').quote('98.90', '99.10').quote('98.40', '98.60').quote('94.90', '94.96');
    expect(states(rig)).toEqual([
      'firm REDUCING gateway: loss of the day 150 exceeds limits.firm.dailyLoss.reducing',
      'firm HALTED gateway: loss of the day 507 exceeds limits.firm.dailyLoss.halted',
    ]);
  });

  test('REDUCING lets what makes the position smaller through, and no more of it than there is', () => {
    const rig = long(limits)
      .quote('98.40', '98.60')
      .order('B')
      .order('C', { ...sell, orderQty: '60' })
      .order('D', { ...sell, orderQty: '60' })
      .order('E', { ...sell, orderQty: '40' });
    expect(sent(rig)).toEqual(['D TC2 60@99', 'D TC3 40@99']);
  });

  test('HALTED takes nothing, and cancels what works', () => {
    const rig = long(limits).order('B', { price: '90' }).ack('TC2');
    rig.heard();
    rig.quote('90.00', '90.02').order('C', sell);
    expect(rig.heard()).toEqual([
      'F TC2R1<TC2',
      '8 C 150=8 39=8 103=3 TradingState: the firm is HALTED (by gateway: loss of the day 999 exceeds limits.firm.dailyLoss.halted)',
    ]);
  });

  test('a person sets it ACTIVE again; while the loss lasts, still only what reduces passes', () => {
    const rig = long(limits).quote('98.40', '98.60');
    rig.post({ type: 'TradingStateChanged', level: 'firm', key: '', state: 'ACTIVE', by: 'ann', reason: 'seen' });
    rig.order('B').order('C', sell);
    expect(rig.heard().filter(s => /^(D|8 B)/.test(s))).toEqual([
      '8 B 150=8 39=8 103=3 DailyLoss: loss of the day 150 exceeds 100 (limits.firm.dailyLoss.reducing)',
      'D TC2 100@99',
    ]);
  });
});

describe('a breach from outside is booked and forces REDUCING', () => {
  test('a late fill', () => {
    const rig = ready({ maxPosition: '100' }).order('A').fill('TC1', '100', '100').fill('TC1', '50', '100');
    expect([states(rig), firm(rig).held('ACME')?.position]).toEqual([
      ['firm REDUCING gateway: position 150 in ACME exceeds 100 (limits.firm.maxPosition)'],
      15_000,
    ]);
  });
  test('a price that moved', () => {
    expect(states(long({ maxGross: '10100' }).quote('102.00', '102.02'))).toEqual([
      'firm REDUCING gateway: maxGross 10201 exceeds 10100 (limits.firm.maxGross)',
    ]);
  });
  test('a limit that was lowered', () => {
    const rig = long({ credit: '20000' });
    rig.post({ type: 'LimitsChanged', by: 'ann', reason: 'less', source: 'test', limits: { firm: { credit: '5000' } } });
    expect(states(rig)).toEqual(['firm REDUCING gateway: credit 10000 exceeds 5000 (limits.firm.credit)']);
  });
});

describe('profit and loss', () => {
  const made = (rig: Rig): number[] => [firm(rig).realised / 10_000, firm(rig).pnl / 10_000];

  test('realised at average cost, the rest at the middle of the quote', () => {
    const rig = long()
      .order('B', { price: '102' })
      .fill('TC2', '100', '102')
      .order('C', { ...sell, orderQty: '50' })
      .fill('TC3', '50', '103')
      .quote('103.98', '104.02');
    expect(made(rig)).toEqual([100, 550]);
  });
  test('a short position earns as the price falls; turned round, it begins at the price that turned it', () => {
    const rig = ready()
      .order('A', sell)
      .fill('TC1', '100', '100')
      .order('B', { orderQty: '150' })
      .fill('TC2', '150', '98')
      .quote('98.98', '99.02');
    expect(made(rig)).toEqual([200, 250]);
  });
  test('a bust takes back what its trade made', () => {
    const rig = long()
      .order('B', sell)
      .fill('TC2', '100', '101', { execId: 'X' })
      .report('TC2', 'H', { execRefId: 'X' })
      .quote('99.99', '100.01');
    expect([made(rig)[1], firm(rig).held('ACME')?.position]).toEqual([0, 10_000]);
  });
  test('a restart does not move what a position is worth', () => {
    const rig = long().quote('101.99', '102.01');
    const again = new Rig({ recorded: rig.turns, instruments: INSTRUMENTS });
    expect(made(again)).toEqual([0, 200]);
  });
  test('a new day begins at nothing, with the position at what it is worth', () => {
    const rig = long().quote('101.99', '102.01');
    rig.at += 86_400 * SECOND;
    rig.quote('102.99', '103.01');
    expect([made(rig), firm(rig).day.committed]).toEqual([[0, 100], 0]);
  });
});

describe('start-of-day positions', () => {
  const loaded = (quantity: string, price?: string) =>
    ({
      type: 'PositionsLoaded',
      source: 'p.csv',
      digest: 'd',
      positions: [{ account: 'A1', symbol: 'ACME', quantity, price }],
    }) as const;

  test('stand at the account, the symbol and the firm, valued at the prior close or the price given', () => {
    const rig = ready().post(loaded('200', '99'));
    const { levels } = rig.books;
    const at = [levels.firm, levels.of('account', 'A1'), levels.of('symbol', 'ACME'), levels.of('account', 'A2')];
    expect(at.map(({ exposure: e }) => [e.held('ACME')?.position ?? 0, e.pnl / 10_000])).toEqual([
      [20_000, 200],
      [20_000, 200],
      [20_000, 200],
      [0, 0],
    ]);
  });
  test('loaded late, what was traded since the start of the day stays on top', () => {
    const rig = long().post(loaded('200'));
    expect(firm(rig).held('ACME')?.position).toBe(30_000);
  });
  test('loaded again, they are put in place of the ones before', () => {
    const rig = ready().post(loaded('200')).post(loaded('-50'));
    expect([firm(rig).held('ACME')?.position, firm(rig).pnl]).toEqual([-5_000, 0]);
  });
});

test('whoever sets a state is named to those it holds up', () => {
  const rig = ready().post({
    type: 'TradingStateChanged',
    level: 'account',
    key: 'A1',
    state: 'HALTED',
    by: 'ann',
    reason: 'audit',
  });
  rig.order('A', { account: 'A1' }).order('B', { account: 'A2' });
  expect(rig.heard().filter(s => /^[8D]/.test(s))).toEqual([
    "8 A 150=8 39=8 103=3 TradingState: account 'A1' is HALTED (by ann: audit)",
    'D TC1 100@100',
  ]);
});
