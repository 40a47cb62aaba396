import { FaultPlan } from '../../../simulator/models/faults/plan';
import { parseFaults } from '../../../src/run/sim-faults';
import { parseFees } from '../../../src/run/sim-fees';
import { T0 } from '../../fix/session/rig';
import { VenueRig } from './rig';

const faulty = (rules: string): VenueRig =>
  new VenueRig(['ACME'], undefined, 'FIX.4.4', { plan: new FaultPlan(parseFaults('f.yaml', `rules: [${rules}]`), T0) });
const order = (clOrdId: string, side: string, qty: number, px: string): string =>
  `D|11=${clOrdId}|55=ACME|54=${side}|38=${qty}|40=2|44=${px}`;

/** Of each report: 39, 150, 11, 32, 14, 151, 19, 58; what is missing is left out. */
const told = (lines: readonly string[]): string[] =>
  lines.map(line =>
    [39, 150, 11, 32, 14, 151, 19, 58].flatMap(tag => line.match(new RegExp(`\\|(${tag}=[^|]*)`))?.[1] ?? []).join(' '),
  );

test('an order trades on after its cancel was confirmed: half of what was open, later, and it stays canceled', () => {
  const rig = faulty('{ on: cancelled, fault: lateFill, for: 1s }');
  rig.say('A', order('a', '1', 100, '99'));
  const cancelled = rig.say('A', 'F|41=a|11=b|55=ACME|54=1');
  const early = rig.publish(900_000);
  const late = rig.publish(200_000);
  expect([told(cancelled), early, told(late)]).toEqual([
    ['39=4 150=4 11=b 14=0 151=0'],
    [],
    ['39=4 150=F 11=b 32=50 14=50 151=0'],
  ]);
});

test('the newest open order is cancelled, and nobody had asked for it', () => {
  const rig = faulty('{ on: accepted, nth: 2, fault: unsolicitedCancel }');
  rig.say('A', order('a', '1', 100, '99'), order('b', '1', 100, '98'));
  const said = rig.publish();
  const left = rig.say('A', 'H|11=a|55=ACME|54=1');
  expect([told(said), told(left)]).toEqual([
    ['39=4 150=4 11=b 14=0 151=0 58=fault: cancelled, and nobody asked for it'],
    ['39=0 150=I 11=a 14=0 151=100'],
  ]);
});

test('the last trade is busted: both sides are told which report it takes back', () => {
  const rig = faulty('{ on: filled, nth: 2, fault: bust, for: 0s }');
  rig.say('A', order('a', '2', 100, '100'));
  rig.say('B', order('b', '1', 60, '100'));
  const said = rig.publish();
  expect(told(said).filter(line => line.includes('150=H'))).toEqual([
    expect.stringContaining('150=H 11=a'),
    expect.stringContaining('150=H 11=b'),
  ]);
});

test('a storm rejects as many orders as it was told to, and no more', () => {
  const rig = faulty('{ on: accepted, fault: rejectStorm, nth: 1, count: 2 }');
  const said = rig.say('A', ...['a', 'b', 'c', 'd'].map(id => order(id, '1', 10, '99')));
  expect(told(said)).toEqual([
    '39=0 150=0 11=a 14=0 151=10',
    '39=8 150=8 11=b 14=0 151=0 58=fault: the venue rejects every order for now',
    '39=8 150=8 11=c 14=0 151=0 58=fault: the venue rejects every order for now',
    '39=0 150=0 11=d 14=0 151=10',
  ]);
});

test.each(['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2'] as const)('in %s a fill says what it costs, a rebate below 0', version => {
  const fees = parseFees('fees.yaml', 'tiers: [{ from: 0, maker: -0.002, taker: 0.003 }]');
  const rig = new VenueRig(['ACME'], undefined, version, { fees });
  rig.say('A', order('a', '2', 100, '100'));
  const said = rig.say('B', order('b', '1', 100, '100'));
  expect(said.map(line => line.match(/^[AB]|\|1[23]=[^|]*|FAULT.*/g)?.join(' '))).toEqual([
    'B',
    'A |12=-0.2 |13=3',
    'B |12=0.3 |13=3',
  ]);
});
