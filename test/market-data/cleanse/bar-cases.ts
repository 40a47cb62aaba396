import type { BarRow } from '../../../src/core/market-data-rows';
import { CorporateActions } from '../../../src/core/reference/actions';
import { Halts } from '../../../src/core/reference/halts';
import { referenceOf } from '../../../src/core/reference/reference';
import { Tickers } from '../../../src/core/reference/tickers';
import { bar, type Case, DAY, day, flat, MINUTE, of } from './case';

const tickers = new Tickers([
  { ticker: 'ACME', security: 'OLD', from: day('2001-01-01'), until: day('2010-01-02') },
  { ticker: 'ACME', security: 'NEW', from: day('2010-01-03') },
]);
const years = (texts: readonly string[]): Partial<BarRow>[] => texts.map(t => flat(1000, { at: day(t) * DAY, length: DAY }));

export const BAR_CASES: readonly Case[] = [
  of({
    rule: 'duplicate',
    story: 'a second bar of a minute',
    kind: 'bars',
    rows: [flat(9, { at: 0 }), flat(10, { at: 0 })],
    expected: ['drop duplicate:second-bar'],
  }),
  of({
    rule: 'bar-shape',
    story: 'a close above the high, and a price of zero',
    kind: 'bars',
    rows: [bar(10, 12, 9, 11), bar(10, 12, 9, 13), bar(10, 12, 0, 11)],
    expected: ['drop bar-shape:outside-range', 'drop bar-shape:not-above-zero'],
  }),
  of({
    rule: 'bar-vwap',
    story: 'below the low',
    kind: 'bars',
    rows: [bar(10, 12, 9, 11, { vwap: 9 }), bar(10, 12, 9, 11, { vwap: 8 })],
    expected: ['flag bar-vwap:vwap-outside'],
  }),
  of({
    rule: 'bar-flat',
    story: 'one price',
    kind: 'bars',
    rows: [bar(10, 11, 10, 10), bar(10, 10, 10, 10)],
    expected: ['flag bar-flat:flat'],
  }),
  of({
    rule: 'bar-volume',
    story: 'no volume, once there was some',
    kind: 'bars',
    rows: [flat(10, { volume: 0 }), flat(10), flat(10, { volume: 0 })],
    expected: ['flag bar-volume:no-volume'],
  }),
  of({
    rule: 'bar-spike',
    story: 'known one bar later, and not where the price stays',
    kind: 'bars',
    rows: [flat(1000), flat(1030), flat(1005), flat(1060), flat(1050)],
    expected: ['flag bar-spike:spike-before', 'kept', 'kept'],
  }),
  of({
    rule: 'bar-spike',
    story: 'a day moves so much',
    kind: 'bars',
    rows: [1000, 1030, 1000].map((p, n) => flat(p, { length: DAY, at: n * DAY })),
    expected: [],
  }),
  of({ rule: 'jump', story: 'an open 6 % up', kind: 'bars', rows: [flat(1000), flat(1060)], expected: ['flag jump:jump'] }),
  of({
    rule: 'gap',
    story: 'bars that are not there',
    kind: 'bars',
    rows: [flat(1, { at: 0 }), flat(1, { at: 10 * MINUTE }), flat(1, { at: 21 * MINUTE })],
    expected: ['flag gap:gap'],
  }),
  of({
    rule: 'gap',
    story: 'a known halt explains one',
    kind: 'bars',
    rows: [flat(1, { at: 0 }), flat(1, { at: 16 * MINUTE })],
    expected: ['flag gap:halt'],
    setup: {
      reference: referenceOf({ halts: new Halts([{ symbol: '*', start: MINUTE, end: 16 * MINUTE, reason: 'level 1' }]) }),
    },
  }),
  of({
    rule: 'split',
    story: 'one that is known',
    kind: 'bars',
    rows: [flat(6400, { at: DAY }), flat(900, { at: 4 * DAY }), flat(900, { at: 5 * DAY })],
    expected: ['flag split:known-split', 'kept'],
    setup: { reference: referenceOf({ actions: new CorporateActions([['ACME', { kind: 'split', exDay: 3, new: 7, old: 1 }]]) }) },
  }),
  of({
    rule: 'split',
    story: 'a jump as of one that is not',
    kind: 'bars',
    rows: [flat(6400, { at: DAY }), flat(910, { at: 4 * DAY }), flat(455, { at: 4 * DAY + MINUTE })],
    expected: ['flag split:suspected-split', 'kept'],
  }),
  of({
    rule: 'ticker-reuse',
    story: 'the owner changes',
    kind: 'bars',
    rows: years(['2010-01-01', '2010-01-03', '2010-01-04']),
    expected: ['flag ticker-reuse:new-owner', 'kept'],
    setup: { reference: referenceOf({ tickers }) },
  }),
  of({
    rule: 'ticker-reuse',
    story: 'rows of the other security',
    kind: 'bars',
    rows: years(['2009-12-31', '2010-01-04']),
    expected: ['drop ticker-reuse:other-security', 'kept'],
    setup: { security: 'NEW', reference: referenceOf({ tickers: new Tickers([...tickers.ownersOf('ACME')]) }) },
  }),
  of({
    rule: 'ticker-reuse',
    story: 'back after 61 days',
    kind: 'bars',
    rows: years(['2009-01-01', '2009-03-03']),
    expected: ['flag ticker-reuse:long-away'],
  }),
];
