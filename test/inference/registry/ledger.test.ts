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
      ledger.noteAccess({ at: at(2), by: 'bo', key: key(k), model: MODEL, seeds: { first, last } });
    open(100, 199, 'd');
    open(100, 199, 'd');
    open(150, 160, 'e');
    open(300, 310, 'f');
    const count = (first: number, last: number): number => ledger.accesses({ first, last }).length;
    expect([count(100, 199), count(199, 250), count(155, 155), count(200, 299), count(0, 999)]).toEqual([3, 2, 3, 0, 4]);
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
