import { dayFromText } from '../../../src/core/civil';
import { EffectiveDated } from '../../../src/core/reference/effective';
import { type Reference, referenceOf } from '../../../src/core/reference/reference';
import { newYork } from '../../core/schedule/curves/calendar';

/** A market like New York's (XTST), where ACME and BOLT are listed. */
export function newYorkReference(): Reference {
  const listing = { market: 'XTST', tickTable: 'penny', roundLot: '100', currency: 'USD', from: dayFromText('2020-01-01')! };
  return referenceOf({
    calendars: new Map([['XTST', newYork()]]),
    listings: new EffectiveDated(['ACME', 'BOLT'].map(symbol => [symbol, listing] as const)),
  });
}
