import { as, PEOPLE, Rig } from './rig';

const KILL = { reason: 'runaway' };
const LIMIT = { path: 'firm.maxOrderQty', value: '500', reason: 'new week' };

describe('what changes something over HTTP', () => {
  const rig = new Rig(PEOPLE);
  beforeAll(() => rig.start());
  afterAll(() => rig.stop());
  beforeEach(() => {
    rig.asked.length = 0;
    rig.now += 120_000_000;
  });
  const post = (path: string, who: string, body: string | object, headers = {}): Promise<string> =>
    rig.brief(path, { method: 'POST', headers: { ...as(who), ...headers }, body });

  test.each([
    ['/api/kill', KILL, '403 NotAllowed', '200', '200'],
    ['/api/release', KILL, '403 NotAllowed', '403 NotAllowed', '200'],
    ['/api/limits', LIMIT, '403 NotAllowed', '403 NotAllowed', '200'],
    ['/api/limits/reload', { reason: 'new week' }, '403 NotAllowed', '403 NotAllowed', '200'],
    ['/api/instruments/reload', { reason: 'new closes' }, '403 NotAllowed', '403 NotAllowed', '200'],
    ['/api/states', { state: 'REDUCING', reason: 'a loss' }, '403 NotAllowed', '403 NotAllowed', '200'],
    ['/api/throttles/enable', { level: 'strategy', key: 'TWAP', reason: 'meant' }, '403 NotAllowed', '403 NotAllowed', '200'],
    ['/api/held/release', { order: 'P1', reason: 'meant' }, '403 NotAllowed', '403 NotAllowed', '200'],
    ['/api/held/refuse', { order: 'P1', reason: 'a slip' }, '403 NotAllowed', '200', '200'],
  ])('%s: viewer, operator, risk', async (path, body, ...wanted) => {
    const got = [await post(path, 'vic', body), await post(path, 'olga', body), await post(path, 'rita', body)];
    expect(got).toEqual(wanted);
  });

  test('is done in the name of who asks, whatever else is said', async () => {
    await post('/api/kill', 'olga', { level: 'account', key: 'A1', id: 'c-1', reason: ' runaway ' });
    await post('/api/limits', 'rita', LIMIT);
    const forged = await post('/api/kill', 'olga', { ...KILL, by: 'rita' });
    expect([rig.asked, forged]).toEqual([
      [
        { cmd: 'kill', level: 'account', key: 'A1', id: 'c-1', reason: 'runaway', by: 'olga' },
        { cmd: 'limits-set', ...LIMIT, by: 'rita' },
      ],
      '400 BadField',
    ]);
  });

  test('states, throttles and held orders go to the gateway as from its command line', async () => {
    await post('/api/states', 'rita', { level: 'account', key: 'A1', state: 'HALTED', reason: 'x' });
    await post('/api/throttles/enable', 'rita', { level: 'strategy', key: 'TWAP', reason: 'x' });
    await post('/api/held/release', 'rita', { order: 'P1', reason: 'x' });
    const wrong = [
      await post('/api/states', 'rita', { level: 'account', state: 'HALTED', reason: 'x' }),
      await post('/api/states', 'rita', { state: 'OFF', reason: 'x' }),
      await post('/api/held/refuse', 'rita', { reason: 'x' }),
    ];
    expect([rig.asked, wrong]).toEqual([
      [
        { cmd: 'state-set', level: 'account', key: 'A1', state: 'HALTED', reason: 'x', by: 'rita' },
        { cmd: 'throttle-reset', level: 'strategy', key: 'TWAP', reason: 'x', by: 'rita' },
        { cmd: 'held-release', order: 'P1', reason: 'x', by: 'rita' },
      ],
      ['400 BadField', '400 BadField', '400 BadField'],
    ]);
  });

  test.each<[string, string | object, Record<string, string>, string]>([
    ['no reason', {}, {}, '400 BadField'],
    ['an empty reason', { reason: '  ' }, {}, '400 BadField'],
    ['a reason that would end a FIX field', { reason: 'a\u000158=b' }, {}, '400 BadField'],
    ['a level that is none', { level: 'planet', key: 'X', ...KILL }, {}, '400 BadField'],
    ['an account that is not named', { level: 'account', ...KILL }, {}, '400 BadField'],
    ['a key of the firm', { key: 'X', ...KILL }, {}, '400 BadField'],
    ['a list', [], {}, '400 BadField'],
    ['half a JSON text', '{"reason": "x', { 'content-type': 'application/json' }, '400 BadRequest'],
    [
      'a form, which a page of another site could send',
      'reason=x',
      { 'content-type': 'application/x-www-form-urlencoded' },
      '415 NotJson',
    ],
    ['plain text, which it could send too', '{"reason":"x"}', { 'content-type': 'text/plain' }, '415 NotJson'],
    ['more than fits', { reason: 'x'.repeat(70_000) }, {}, '413 TooLarge'],
    ['a prototype', '{"__proto__": {"reason": "x"}, "reason": "x"}', { 'content-type': 'application/json' }, '400 BadRequest'],
  ])('is refused with %s', async (_what, body, headers, wanted) => {
    expect([await post('/api/kill', 'olga', body, headers), rig.asked]).toEqual([wanted, []]);
  });

  test('names the field', async () => {
    const { body } = await rig.ask('/api/kill', { method: 'POST', headers: as('olga'), body: { level: 'account', ...KILL } });
    const message = 'must be given at every level but firm, and there it must not';
    expect(body).toMatchObject({ error: { fields: [{ field: 'key', message }] } });
  });
});

test('nobody changes anything where nobody is named', async () => {
  const rig = new Rig(undefined);
  await rig.start();
  const brief = await rig.brief('/api/kill', { method: 'POST', body: KILL });
  await rig.stop();
  expect([brief, rig.asked]).toEqual(['403 NotAllowed', []]);
});
