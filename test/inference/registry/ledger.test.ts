import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TrialLedger } from '../../../src/inference/registry/ledger';
import { at, withRegistry } from './models';

const key = (letter: string): string => letter.repeat(64);
const MODEL = key('a');
const trial = (k: string, name: string) =>
  ({ at: at(1), by: 'ana', key: key(k), what: 'training', name, model: MODEL, sharpe: null }) as const;

const withLedger = (work: (ledger: TrialLedger, dir: string) => void): void =>
  withRegistry((_registry, dir) => work(new TrialLedger(dir), dir));

test('the same trial again is no trial more, and another one is; whoever reads the file anew counts the same', () =>
  withLedger((ledger, dir) => {
    for (const [k, name] of ['b first', 'c second', 'b the first once more'].map(t => [t[0]!, t.slice(2)] as const))
      ledger.noteTrial(trial(k, name));
    const read = new TrialLedger(dir).trials();
    expect(read.map(t => [t.n, t.name])).toEqual([
      [1, 'first'],
      [2, 'second'],
    ]);
  }));

test('every opening of sealed markets counts for whoever asks for one of them, the same question again too', () =>
  withLedger(ledger => {
    const open = (first: number, last: number, k: string): void =>
      void ledger.noteAccess({ at: at(2), by: 'bo', key: key(k), model: MODEL, seeds: { first, last } }, 9);
    open(100, 199, 'd');
    open(100, 199, 'd');
    open(150, 160, 'e');
    open(300, 310, 'f');
    const count = (first: number, last: number): number => ledger.accesses({ first, last }).length;
    expect([count(100, 199), count(199, 250), count(155, 155), count(200, 299), count(0, 999)]).toEqual([3, 2, 3, 0, 4]);
  }));

test('a comparison that opened some of the sealed markets is a question, once; what came of it is told behind it', () =>
  withLedger((ledger, dir) => {
    const compared = (k: string, first: number, sharpe: number | null): void =>
      ledger.noteTrial({ ...trial(k, k), what: 'comparison', sharpe, seeds: { first, last: first + 9 } });
    compared('b', 95, null);
    compared('b', 95, 0.5);
    compared('b', 95, null);
    compared('c', 80, null);
    const opening = ledger.noteAccess({ at: at(2), by: 'bo', key: key('d'), model: MODEL, seeds: { first: 100, last: 199 } }, 2);
    const read = new TrialLedger(dir);
    expect([opening, read.lines().length, read.trials().map(t => [t.name, t.sharpe])]).toEqual([
      { asked: 2, opened: true },
      4,
      [
        ['b', 0.5],
        ['c', null],
      ],
    ]);
  }));

test('the question behind the last one of the budget is not counted, and opens nothing; one that was asked before is', () =>
  withLedger(ledger => {
    const ask = (k: string) =>
      ledger.noteAccess({ at: at(2), by: 'bo', key: key(k), model: MODEL, seeds: { first: 1, last: 9 } }, 1);
    expect([ask('b'), ask('c'), ask('b'), ledger.accesses({ first: 1, last: 1 }).length]).toEqual([
      { asked: 1, opened: true },
      { asked: 2, opened: false },
      { asked: 1, opened: true },
      2,
    ]);
  }));

test.each([
  ['changed', (text: string) => text.replace('"second"', '"others"'), /ledger.jsonl:3: the line before it was changed/],
  ['left out', (text: string) => text.split('\n').toSpliced(1, 1).join('\n'), /ledger.jsonl:2: the line before it was changed/],
  ['of another act', (text: string) => text.replace('"act":"trial"', '"act":"wish"'), /ledger.jsonl:1: act: /],
  ['no JSON', (text: string) => text.replace('{"n":2', '{n:2'), /ledger.jsonl:2: is no JSON/],
])('a line that was %s is found, and nothing is written behind it', (_what, change, refused) =>
  withLedger((ledger, dir) => {
    const file = join(dir, 'ledger.jsonl');
    for (const [k, name] of [
      ['b', 'first'],
      ['c', 'second'],
      ['d', 'third'],
    ] as const)
      ledger.noteTrial(trial(k, name));
    const changed = change(readFileSync(file, 'utf8'));
    writeFileSync(file, changed);
    expect(() => ledger.noteTrial(trial('e', 'fourth'))).toThrow(refused);
    expect(readFileSync(file, 'utf8')).toBe(changed);
  }),
);

test('a line that a writer did not finish is not there, and the next one stands in its place', () =>
  withLedger((ledger, dir) => {
    ledger.noteTrial(trial('b', 'first'));
    appendFileSync(join(dir, 'ledger.jsonl'), '{"n":2,"act":"tri');
    ledger.noteTrial(trial('c', 'second'));
    expect(new TrialLedger(dir).trials().map(t => t.name)).toEqual(['first', 'second']);
  }));
