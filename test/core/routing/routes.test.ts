import type { Routing } from '../../../src/core/facts';
import { matches, Routes } from '../../../src/core/routing/routes';
import { A, B } from './two-venues';

test.each([
  ['ACME', 'ACME', true],
  ['ACME', 'ACMEX', false],
  ['*', '', true],
  ['*', 'ACME', true],
  ['A*', 'ACME', true],
  ['A*', 'BACME', false],
  ['*E', 'ACME', true],
  ['A*E', 'ACME', true],
  ['A*E', 'A', false],
  ['AB*BA', 'ABA', false],
  ['AB*BA', 'ABBA', true],
  ['A*C*E', 'ACME', true],
  ['A*M*C*E', 'ACME', false],
  ['A**E', 'ACME', true],
  ['a*', 'ACME', false],
  ['.*', 'ACME', false],
])('pattern %s, symbol %s: %s', (pattern, symbol, is) => expect(matches(pattern, symbol)).toBe(is));

const ROUTING: Routing = {
  rules: [
    { symbols: ['ACME', 'B*'], venues: [B], by: 'order' },
    { symbols: ['BOLT', 'C*'], venues: [B, A], by: 'price' },
  ],
  destinations: { AAA: A, XNAS: A, BBB: B },
};

test('the first rule that names a symbol holds; a symbol of no rule goes nowhere', () => {
  const routes = new Routes(ROUTING, [A, B]);
  expect(['ACME', 'BOLT', 'CRUX', 'DELTA'].map(s => routes.of(s)?.venues)).toEqual([[B], [B], [B, A], undefined]);
});

test.each([
  ['CRUX', undefined, [B, A]],
  ['CRUX', 'XNAS', [A]],
  ['CRUX', B, []], // its id is a name only where the gateway says so
  ['ACME', 'AAA', []], // its rule does not let it go there
  ['CRUX', 'XLON', []],
  ['CRUX', 'toString', []],
  ['DELTA', 'AAA', []],
])('%s with ExDestination %s may go to %j', (symbol, destination, venues) =>
  expect(new Routes(ROUTING, [A, B]).allowed(symbol, destination)).toEqual(venues),
);

test('without rules every symbol goes to any venue, and what an OMS names is not looked at', () => {
  const routes = new Routes(undefined, [A, B]);
  expect([routes.of('ACME'), routes.allowed('ACME', 'XLON')]).toEqual([{ venues: [A, B], by: 'order' }, [A, B]]);
});

test('names alone, without rules: any venue, or the one that is named; * takes what nobody else is called', () => {
  const routes = new Routes({ destinations: { AAA: A, '*': B } }, [A, B]);
  expect([undefined, 'AAA', 'XLON'].map(name => routes.allowed('ACME', name))).toEqual([[A, B], [A], [B]]);
});
