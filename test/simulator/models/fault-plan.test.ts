import { FAULT_NAMES } from '../../../simulator/models/faults/kinds';
import { FaultPlan, type MessageSeen } from '../../../simulator/models/faults/plan';
import type { FaultScript } from '../../../simulator/models/faults/script';
import { faultRates, parseFaults } from '../../../src/run/sim-faults';

const script = (yaml: string): FaultScript => parseFaults('faults.yaml', yaml);
const out = (msgType: string, more: Partial<MessageSeen> = {}): MessageSeen => ({
  direction: 'out',
  client: 'C',
  msgType,
  index: 0,
  ...more,
});
/** What strikes each of these messages, '' for nothing. */
const strikes = (plan: FaultPlan, messages: readonly MessageSeen[]): string[] => messages.map(m => plan.message(m)?.fault ?? '');
const times = (n: number, m: MessageSeen): MessageSeen[] => Array.from({ length: n }, () => m);

describe('a plan', () => {
  test.each<[string, string, MessageSeen[], string[]]>([
    ['the third message', 'rules: [{ message: 3, fault: drop }]', times(5, out('8')), ['', '', 'drop', '', '']],
    ['every second message', 'rules: [{ message: every 2, fault: drop }]', times(4, out('8')), ['', 'drop', '', 'drop']],
    ['two in a row', 'rules: [{ message: 2, fault: drop, count: 2 }]', times(4, out('8')), ['', 'drop', 'drop', '']],
    ['no session message unless it is named', 'rules: [{ message: 1, fault: drop }]', [out('0'), out('8')], ['', 'drop']],
    [
      'a session message that is named',
      'rules: [{ message: 1, fault: drop, msgTypes: [0] }]',
      [out('8'), out('0')],
      ['', 'drop'],
    ],
    [
      'messages of one client',
      'rules: [{ message: 1, fault: drop, client: D }]',
      [out('8'), out('8', { client: 'D' })],
      ['', 'drop'],
    ],
    [
      'messages on their way in',
      'rules: [{ message: 1, direction: in, fault: delay }]',
      [out('8'), out('D', { direction: 'in' })],
      ['', 'delay'],
    ],
    [
      'a burst only: the second message of a write',
      'rules: [{ message: 1, fault: disconnect }]',
      [out('8'), out('8', { index: 1 })],
      ['', 'disconnect'],
    ],
  ])('strikes %s', (_what, yaml, messages, due) => {
    expect(strikes(new FaultPlan(script(yaml), 0), messages)).toEqual(due);
  });

  test('by time arms once, at its time after the start', () => {
    const plan = new FaultPlan(script('rules: [{ at: 1500ms, fault: garbled }]'), 1_000_000);
    const struck = [2_400_000, 2_500_000, 2_600_000].map(at => {
      plan.tick(at);
      return strikes(plan, [out('8')])[0];
    });
    expect(struck).toEqual(['', 'garbled', '']);
  });

  test('behind an order event arms what the venue then takes, with its own terms', () => {
    const plan = new FaultPlan(script('rules: [{ on: filled, nth: every 2, fault: bust, for: 2s, client: C }]'), 0);
    const taken = ['filled', 'accepted', 'filled', 'filled'].map(event => {
      plan.happened(event as 'filled', 'C');
      plan.happened('filled', 'D');
      return plan.take('bust')?.for;
    });
    expect(taken).toEqual([undefined, undefined, 2_000_000, undefined]);
  });

  test('by rates strikes about so often, alike for one seed and otherwise for another', () => {
    const pattern = (seed: number): string =>
      strikes(new FaultPlan(faultRates('--fault-rate', 'drop=0.1,garbled=0.05', seed), 0), times(40_000, out('8'))).join();
    const one = pattern(1);
    const part = (name: string): number => Math.round((100 * (one.split(name).length - 1)) / 40_000);
    expect([part('drop'), part('garbled'), pattern(1) === one, pattern(2) === one]).toEqual([10, 5, true, false]);
  });
});

test('one rate is for every fault', () => {
  expect(Object.keys(faultRates('--fault-rate', '0.5', 1).rates)).toEqual([...FAULT_NAMES]);
});

test.each([
  ['a fault that is none', 'rules:\n  - { at: 1s, fault: dorp }', 'f.yaml:2: rules.0.fault: must be one of drop, delay'],
  ['no trigger', 'rules:\n  - { fault: drop }', 'f.yaml:2: rules.0.fault: say when, with exactly one of at, message, on'],
  ['two triggers', 'rules:\n  - { fault: drop, at: 1s, message: 2 }', 'say when, with exactly one'],
  ['a key that is not known', 'rules:\n  - { at: 1s, fault: drop, fro: 2s }', 'f.yaml:2: rules.0.fro: unknown key'],
  ['a time without a unit', 'rules:\n  - { at: 1, fault: drop }', 'f.yaml:2: rules.0.at: must be a length of time'],
  [
    'a count that is none',
    'rules:\n  - { message: every 0, fault: drop }',
    "f.yaml:2: rules.0.message: 'every 0' must be a number",
  ],
  [
    'a way that it cannot strike',
    'rules:\n  - { message: 1, direction: in, fault: garbled }',
    'f.yaml:2: rules.0.direction: garbled strikes on the way out only',
  ],
  ['nth without on', 'rules:\n  - { message: 1, nth: 2, fault: drop }', 'f.yaml:2: rules.0.nth: nth counts what `on` names'],
  ['a business fault with a direction', 'rules:\n  - { at: 1s, direction: out, fault: bust }', 'bust strikes no message'],
  ['a rate above 1', 'rates: { drop: 1.5 }', "f.yaml:1: rates.drop: '1.5' must be a part of 1"],
  ['nothing in it', 'seed: 4', 'name at least one fault, under rules or rates'],
  ['broken YAML', 'rules: [', 'f.yaml:1:'],
])('a script with %s is refused with its line and key', (_what, yaml, said) => {
  expect(() => parseFaults('f.yaml', yaml)).toThrow(said);
});

test.each([
  ['drop=2', "--fault-rate: '2' must be a part of 1"],
  ['drip=0.1', "--fault-rate: 'drip' is no fault: drop,"],
  ['', "--fault-rate: '' must be a part of 1"],
])('--fault-rate %s is refused', (text, said) => {
  expect(() => faultRates('--fault-rate', text, 1)).toThrow(said);
});
