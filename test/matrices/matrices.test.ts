import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matricesPage } from './page';
import { play } from './play';
import { type Row, type Step, stepsOf } from './row';
import { ROWS } from './rows';

/** One column of a row, a line a step. */
const column = (steps: readonly Step[], of: 'told' | 'child'): string[] => steps.map(step => `${step.what} | ${step[of]}`);

const named = (rows: readonly Row[]): [string, Row][] => rows.map(row => [row.id, row]);

describe('as we tell an OMS of its order', () => {
  test.each(named(ROWS))('%s', (_id, row) => {
    expect(column(play(row), 'told')).toEqual(column(stepsOf(row), 'told'));
  });
});

describe('as a venue tells us of a child', () => {
  test.each(named(ROWS))('%s', (_id, row) => {
    expect(column(play(row), 'child')).toEqual(column(stepsOf(row), 'child'));
  });
});

test('every row of the standard is played, or it is said why not', () => {
  const { groups } = matricesPage();
  expect(groups).toEqual([
    'A.1',
    'B.1',
    'C.1',
    'C.2',
    'C.3',
    'D.1',
    'D.2',
    'E.1',
    'F.1',
    'G.1',
    'H.1',
    'I.1',
    'J.1',
    'K.1',
    'L.1',
  ]);
});

test('docs/matrices.md is what `node scripts/matrices.mjs` writes', () => {
  expect(readFileSync(join(__dirname, '../../docs/matrices.md'), 'utf8')).toBe(matricesPage().text);
});
