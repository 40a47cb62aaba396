import type { FactOf } from '../../../src/core/facts';
import type { LimitSpecs } from '../../../src/core/risk/limits';
import { Rig, SECOND, T0 } from '../rig';

type Over = Partial<Omit<FactOf<'ParentOrderReceived'>, 'type'>>;
type Levels = Omit<LimitSpecs, 'firm'>;

/** `taken`, or what was said of the order. */
function answer(rig: Rig, over: Over = {}): string {
  rig.heard();
  rig.order('X', over);
  const lines = rig.heard();
  return lines[0]?.startsWith('D ') ? 'taken' : lines.map(l => l.replace(/^8 \w+ 150=8 39=8 103=\d+ /, '')).join('; ');
}

describe('restricted list and permissions', () => {
  const RULES: readonly [what: string, Levels, taken: Over, denied: Over, text: string][] = [
    [
      'a symbol',
      { restricted: [{ symbols: ['BOLT', 'ACME'], why: 'deal' }] },
      { symbol: 'CRUX' },
      {},
      'symbols BOLT, ACME: deal',
    ],
    [
      'a symbol for short sales',
      { restricted: [{ symbols: ['ACME'], sides: ['short'] }] },
      { side: '2' },
      { side: '5' },
      'symbols ACME; sides short',
    ],
    ['an account', { restricted: [{ accounts: ['A1'] }] }, { account: 'A2' }, { account: 'A1' }, 'accounts A1'],
    [
      'a trader buying in an account',
      { restricted: [{ accounts: ['A1'], traders: ['joe'], sides: ['buy'] }] },
      { account: 'A1', trader: 'joe', side: '2' },
      { account: 'A1', trader: 'joe' },
      'accounts A1; traders joe; sides buy',
    ],
  ];

  test.each(RULES)('%s is restricted, and nothing else', (_what, levels, taken, denied, text) => {
    const instruments = ['ACME', 'BOLT', 'CRUX'].map(symbol => ({ symbol, tick: '0.01', lot: '1' }));
    const rig = Rig.ready({ levels, instruments });
    const answers = [answer(rig, { clOrdId: 'T', ...taken }), answer(rig, denied)];
    expect(answers).toEqual(['taken', `Restricted: limits.restricted has ${text}`]);
  });

  test('a line that names nothing restricts everything', () => {
    expect(answer(Rig.ready({ levels: { restricted: [{}] } }))).toBe('Restricted: limits.restricted has a line for every order');
  });

  test('with permissions only what they name is taken; a restricted line goes before', () => {
    const permitted = [
      { accounts: ['A1'], traders: ['joe'] },
      { accounts: ['A2'], symbols: ['ACME'], sides: ['sell' as const] },
    ];
    const levels = { permitted, restricted: [{ accounts: ['A1'], sides: ['short' as const] }] };
    const asked: Over[] = [
      { account: 'A1', trader: 'joe' },
      { account: 'A1', trader: 'ann' },
      { account: 'A1' },
      { account: 'A2', side: '2' },
      { account: 'A2', side: '1' },
      { account: 'A1', trader: 'joe', side: '5' },
    ];
    const none = (side: string, account: string, trader: string): string =>
      `Restricted: limits.permitted has no line for Symbol (55) 'ACME', Side (54) '${side}', Account (1) '${account}', trader '${trader}'`;
    expect(asked.map(over => answer(Rig.ready({ levels }), over))).toEqual([
      'taken',
      none('1', 'A1', 'ann'),
      none('1', 'A1', ''),
      'taken',
      none('1', 'A2', ''),
      'Restricted: limits.restricted has accounts A1; sides short',
    ]);
  });

  test('a slice of an order whose symbol was restricted since is not sent', () => {
    const rig = Rig.ready().twap('T', '100', '10').until(1).ack('TC1');
    const limits = { firm: {}, restricted: [{ symbols: ['ACME'] }] };
    rig.post({ type: 'LimitsChanged', by: 'ana', reason: 'deal', source: 'x', limits });
    rig.heard();
    rig.until(9);
    const denied = rig.turns.flatMap(t => t.facts).flatMap(f => ('code' in f && f.type !== 'Alarmed' ? [f.code] : []));
    expect([rig.heard().filter(l => /^[DG] /.test(l)), [...new Set(denied)]]).toEqual([[], ['Restricted']]);
  });
});

describe('short sale', () => {
  const rig = (shortSale: 'marked' | 'located', list?: 'easy' | 'no'): Rig => {
    const instruments = [{ symbol: 'ACME', tick: '0.01', lot: '1', ...(list && { shortSale: list }) }];
    return Rig.ready({ limits: { shortSale }, instruments });
  };
  const buy = (r: Rig, account: string): Rig => {
    const children = r.books.childNo;
    return r.order(`B${account}`, { account }).fill(`TC${children + 1}`, '100', '100');
  };
  const beyond = (qty: string, free: string, account: string): string =>
    `ShortSale: a sale (54=2) of ${qty} is beyond the ${free} that account '${account}' has free: mark it 54=5 or 6 (limits.firm.shortSale)`;

  test('a sale may be as large as what its account holds, less what it is selling already', () => {
    const r = buy(buy(rig('marked'), 'A1'), 'A2');
    const sell = (clOrdId: string, orderQty: string, account = 'A1'): string =>
      answer(r, { clOrdId, side: '2', account, orderQty });
    expect([
      sell('1', '101'),
      sell('2', '60'),
      sell('3', '41'),
      sell('4', '40'),
      sell('5', '1'),
      sell('6', '100', 'A2'),
      sell('7', '1', 'A3'),
    ]).toEqual([
      beyond('101', '100', 'A1'),
      'taken',
      beyond('41', '40', 'A1'),
      'taken',
      beyond('1', '0', 'A1'),
      'taken',
      beyond('1', '0', 'A3'),
    ]);
  });

  test('a replace may ask for what the order has already and what is free', () => {
    const r = buy(rig('marked'), 'A1')
      .order('S', { side: '2', account: 'A1', orderQty: '60' })
      .ack('TC2')
      .fill('TC2', '10', '100', { side: '2' });
    r.heard();
    r.replace('R1', 'S', { side: '2', orderQty: '101' }).replace('R2', 'S', { side: '2', orderQty: '100' });
    const heard = r.heard().map(l => l.replace(/102=99 .*/, '102=99'));
    expect(heard.slice(0, 2)).toEqual(['9 R1<S 39=1 102=99', 'G TC2R1<TC2 100@100']);
  });

  test.each([
    ['marked', undefined, {}, 'taken'],
    ['marked', 'no', {}, 'ShortSale: ACME is barred from short sales by the short-sale list (limits.firm.shortSale)'],
    [
      'located',
      undefined,
      {},
      'ShortSale: LocateReqd (114) is missing and ACME is not on the locate list: send 114=N with LocateBroker (5700) (limits.firm.shortSale)',
    ],
    [
      'located',
      undefined,
      { locateReqd: 'N' },
      'ShortSale: LocateReqd (114) is N and ACME is not on the locate list: send 114=N with LocateBroker (5700) (limits.firm.shortSale)',
    ],
    ['located', undefined, { locateReqd: 'N', locateBroker: 'PB' }, 'taken'],
    [
      'located',
      undefined,
      { locateReqd: 'Y' },
      'ShortSale: LocateReqd (114) is Y and ACME is not on the locate list: send 114=N with LocateBroker (5700) (limits.firm.shortSale)',
    ],
    ['located', 'easy', { locateReqd: 'Y' }, 'taken'],
    ['located', 'easy', {}, 'taken'],
    [
      'located',
      'no',
      { locateReqd: 'N', locateBroker: 'PB' },
      'ShortSale: ACME is barred from short sales by the short-sale list (limits.firm.shortSale)',
    ],
  ] as const)('%s, on the list %s, %j', (asked, list, over, text) => {
    expect(['5', '6'].map(side => answer(rig(asked, list), { side, ...over }))).toEqual([text, text]);
  });
});

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
