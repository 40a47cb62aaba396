import type { RecordedTurn } from '../../../../src/core/journal-port';
import { comparedFacts, compareFacts } from '../../../../src/run/backtest/parity/facts';

const turn = (at: number, ...types: string[]): RecordedTurn =>
  ({ seq: at, at, facts: types.map(type => ({ type, session: 'A->B', n: at })) }) as unknown as RecordedTurn;

const facts = (turns: RecordedTurn[], own = 'A->B') => comparedFacts(turns, { start: 10, end: 100, names: [[own, 'OMS']] });

const FIRST = [turn(10, 'Started', 'QuoteReceived'), turn(20, 'TimerSet', 'TimerFired'), turn(101, 'TimerSet')];

test.each([
  ['the same, and something behind the end', [...FIRST.slice(0, 2), turn(102, 'TimerFired')], { alike: 3 }],
  ['sessions between', [turn(10, 'QuoteReceived'), turn(11, 'SessionLoggedOn', 'BatchWritten'), FIRST[1]!], { alike: 3 }],
  ['another time', [FIRST[0]!, turn(21, 'TimerSet', 'TimerFired')], { after: 1, first: 'TimerSet 10', second: 'TimerSet 11' }],
  ['another order', [FIRST[0]!, turn(20, 'TimerFired', 'TimerSet')], { after: 1, first: 'TimerSet 10', second: 'TimerFired 10' }],
  ['one that is missing', [FIRST[0]!, turn(20, 'TimerSet')], { after: 2, first: 'TimerFired 10', second: undefined }],
  ['one more', [...FIRST.slice(0, 2), turn(30, 'TimerSet')], { after: 3, first: undefined, second: 'TimerSet 20' }],
  ['nothing', [], { after: 0, first: 'QuoteReceived 0', second: undefined }],
])('%s', (_what, second, expected) => {
  const found = compareFacts(facts(FIRST), facts(second));
  const told = (fact: { type: string; at: number } | undefined) => fact && `${fact.type} ${fact.at}`;
  expect('alike' in found ? found : { after: found.after, first: told(found.first), second: told(found.second) }).toEqual(
    expected,
  );
});

test('what is only called otherwise is the same', () => {
  const other = JSON.parse(JSON.stringify(FIRST).replaceAll('A->B', 'C->D')) as RecordedTurn[];
  expect([compareFacts(facts(FIRST), facts(other, 'C->D')), 'after' in compareFacts(facts(FIRST), facts(other))]).toEqual([
    { alike: 3 },
    true,
  ]);
});
