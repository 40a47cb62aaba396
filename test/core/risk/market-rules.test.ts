import type { FactOf } from '../../../src/core/facts';
import { Rig, SECOND, T0 } from '../rig';
import { answer, type Over } from './answer';

describe('market state', () => {
  const ready = (marketState: object): Rig => Rig.ready({ limits: { marketState } });
  const status = (rig: Rig, over: Partial<FactOf<'SecurityStatusReceived'>>): Rig =>
    rig.post({ type: 'SecurityStatusReceived', symbol: 'ACME', ...over });
  const said = (text: string, key: string): string => `MarketState: ${text} (limits.firm.marketState.${key})`;

  test('a stale quote', () => {
    const rig = ready({ maxQuoteAge: '1.5' });
    rig.at = T0 + 1.5 * SECOND;
    const fresh = answer(rig, { clOrdId: 'A' });
    rig.at += 1;
    const none = new Rig({ limits: { marketState: { maxQuoteAge: '1' } } }).venueUp();
    expect([fresh, answer(rig), answer(none)]).toEqual([
      'taken',
      said('the quote is 1.500001 s old, at most 1.5', 'maxQuoteAge'),
      said('there is no quote', 'maxQuoteAge'),
    ]);
  });

  test('a locked, a crossed and a one-sided book', () => {
    const asked = { uncrossed: true };
    expect([
      answer(ready(asked)),
      answer(ready(asked).quote('100', '100')),
      answer(ready(asked).quote('100.01', '100')),
      answer(ready(asked).quote(undefined, '100')),
    ]).toEqual([
      'taken',
      said('the book is locked: bid 100, offer 100', 'uncrossed'),
      said('the book is crossed: bid 100.01, offer 100', 'uncrossed'),
      said('the book has no bid or no offer', 'uncrossed'),
    ]);
  });

  test('a halt, and a status that is not known, also after a restart', () => {
    const rig = status(ready({ trading: true }), { status: '17' });
    const open = answer(rig, { clOrdId: 'A' });
    const halted = answer(status(rig, { status: '2' }), { clOrdId: 'B' });
    const resumed = answer(status(rig, { status: '3' }), { clOrdId: 'C' });
    const again = new Rig({ limits: { marketState: { trading: true } }, recorded: rig.turns }).venueUp();
    expect([open, halted, resumed, answer(again)]).toEqual([
      'taken',
      said('trading status (326) is 2', 'trading'),
      'taken',
      said('trading status (326) is not known', 'trading'),
    ]);
  });

  test('a phase of the session', () => {
    const asked = { phases: ['3', 'CORE'] };
    expect([
      answer(ready(asked)),
      answer(status(ready(asked), { phase: '2' })),
      answer(status(ready(asked), { phase: 'CORE' })),
    ]).toEqual([
      said('the phase of the session is not known', 'phases'),
      said('the phase is 2: only 3, CORE', 'phases'),
      'taken',
    ]);
  });

  const BANDS: readonly [what: string, instrument: object, last: string, inside: Over, outside: Over, text: string][] = [
    [
      'tier 1',
      { luldTier: '1', priorClose: '50' },
      '100',
      { price: '105' },
      { price: '105.01' },
      '105.01 is outside the band, which ends at 105',
    ],
    [
      'tier 2',
      { luldTier: '2', priorClose: '50' },
      '100',
      { price: '110' },
      { price: '110.01' },
      '110.01 is outside the band, which ends at 110',
    ],
    [
      'a sale in tier 1',
      { luldTier: '1', priorClose: '50' },
      '100',
      { side: '2', price: '95' },
      { side: '2', price: '94.99' },
      '94.99 is outside the band, which ends at 95',
    ],
    [
      'a prior close of 3.00',
      { luldTier: '1', priorClose: '3' },
      '3',
      { price: '3.60' },
      { price: '3.61' },
      '3.61 is outside the band, which ends at 3.6',
    ],
    [
      'a prior close below 0.75',
      { luldTier: '2', priorClose: '0.74' },
      '0.10',
      { price: '0.17' },
      { price: '0.18' },
      '0.18 is outside the band, which ends at 0.175',
    ],
    [
      'fifteen cents at most',
      { luldTier: '2', priorClose: '0.74' },
      '0.70',
      { price: '0.85' },
      { price: '0.86' },
      '0.86 is outside the band, which ends at 0.85',
    ],
  ];
  test.each(BANDS)('the band of %s', (_what, instrument, last, inside, outside, text) => {
    const instruments = [{ symbol: 'ACME', tick: '0.01', lot: '1', ...instrument }];
    const rig = (): Rig => Rig.ready({ limits: { marketState: { luld: true } }, instruments }).quote(undefined, undefined, last);
    expect([answer(rig(), inside), answer(rig(), outside)]).toEqual(['taken', said(`Price (44) ${text}`, 'luld')]);
  });

  test('the band that the venue told goes before; none denies; a market order has no price to judge', () => {
    const rig = status(ready({ luld: true }), { low: '90', high: '101' });
    expect([
      answer(rig, { clOrdId: 'A', price: '101' }),
      answer(rig, { price: '101.01' }),
      answer(ready({ luld: true })),
      answer(ready({ luld: true }), { ordType: '1', price: undefined }),
    ]).toEqual([
      'taken',
      said('Price (44) 101.01 is outside the band, which ends at 101', 'luld'),
      said('the band is not known: no limit prices were told, or the tier, prior close or last trade is missing', 'luld'),
      'taken',
    ]);
  });
});

describe('participation', () => {
  const volume = (rig: Rig, text: string): Rig =>
    rig.post({ type: 'QuoteReceived', symbol: 'ACME', bid: '99.99', ask: '100.01', volume: text });
  const ready = (participation: object): Rig => Rig.ready({ limits: { participation } });
  const sent = (rig: Rig): string[] => rig.heard().filter(l => l.startsWith('D '));
  const denials = (rig: Rig): string[] => rig.facts('ChildOrderDenied').map(f => f.text);

  test('filled and open children together stay below the part of the day, and what is cancelled is free again', () => {
    const rig = volume(ready({ dayPercent: '10' }), '2000')
      .order('A')
      .order('B')
      .order('C', { orderQty: '1' });
    rig.fill('TC1', '100', '100').report('TC2', '4').order('D', { orderQty: '100' }).order('E', { orderQty: '1' });
    expect([sent(rig), denials(rig)]).toEqual([
      ['D TC1 100@100', 'D TC2 100@100', 'D TC4 100@100'],
      [
        'Participation: traded and open would be 201 of a volume of 2000, more than 10 % (limits.firm.participation)',
        'Participation: traded and open would be 201 of a volume of 2000, more than 10 % (limits.firm.participation)',
      ],
    ]);
  });

  test('nothing seen denies', () => {
    const rig = ready({ dayPercent: '100' }).order('A', { orderQty: '1' });
    expect([sent(rig), denials(rig)]).toEqual([
      [],
      ['Participation: traded and open would be 1 of a volume of 0, more than 100 % (limits.firm.participation)'],
    ]);
  });

  test('volume that is longer ago than the interval does not count, nor does what we traded then', () => {
    const rig = volume(ready({ intervalPercent: '50', interval: '60' }), '200')
      .order('A')
      .fill('TC1', '100', '100');
    rig.at = T0 + 61 * SECOND + 10 * SECOND;
    volume(rig, '300').order('B', { orderQty: '50' }).order('C', { orderQty: '1' });
    expect([sent(rig), denials(rig)]).toEqual([
      ['D TC1 100@100', 'D TC2 50@100'],
      ['Participation: traded and open would be 51 of a volume of 100, more than 50 % (limits.firm.participation)'],
    ]);
  });

  test('a new day begins with nothing seen; a feed that begins anew is added to what was seen', () => {
    const rig = volume(volume(ready({ dayPercent: '50' }), '150'), '50')
      .order('A')
      .order('B', { orderQty: '1' });
    rig.fill('TC1', '100', '100');
    rig.at = T0 + 86_400 * SECOND;
    volume(rig, '60').order('C', { orderQty: '5' }).order('D', { orderQty: '1' });
    expect([sent(rig), denials(rig)]).toEqual([
      ['D TC1 100@100', 'D TC3 5@100'],
      [
        'Participation: traded and open would be 101 of a volume of 200, more than 50 % (limits.firm.participation)',
        'Participation: traded and open would be 6 of a volume of 10, more than 50 % (limits.firm.participation)',
      ],
    ]);
  });

  test('a replaced child counts with the larger of old and new', () => {
    const rig = volume(ready({ dayPercent: '10' }), '2000')
      .order('A')
      .ack('TC1');
    rig.heard();
    rig.replace('B', 'A', { orderQty: '200' }).order('C', { orderQty: '1' }).replace('D', 'B', { orderQty: '201' });
    expect([rig.heard().filter(l => /^[DG] /.test(l)), denials(rig).length]).toEqual([['G TC1R1<TC1 200@100'], 1]);
  });
});
