import { Rig } from '../rig';
import { answer, type Levels, type Over } from './answer';

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
