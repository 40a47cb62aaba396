import { connect } from 'node:net';
import { as, ask, PEOPLE, Rig, refused } from './rig';

describe('the HTTP server', () => {
  const rig = new Rig(PEOPLE);
  beforeAll(() => rig.start());
  afterAll(() => rig.stop());
  beforeEach(() => {
    rig.asked.length = 0;
    rig.failures.length = 0;
    rig.refuse = undefined;
    rig.ready = true;
    rig.now += 120_000_000;
  });

  test.each<[string, string, Parameters<Rig['ask']>[1], string]>([
    ['a health page is for anyone', '/healthz', {}, '200'],
    ['a description of the server is for anyone', '/api/openapi.json', {}, '200'],
    ['a stranger is asked who they are', '/api/sessions', {}, '401 WhoAreYou'],
    ['a name alone is nobody', '/api/sessions', { headers: { authorization: 'Bearer vic' } }, '401 WhoAreYou'],
    ['another scheme is nobody', '/api/sessions', { headers: { authorization: 'Basic dmljOnY=' } }, '401 WhoAreYou'],
    ['a wrong secret is nobody', '/api/sessions', { headers: as('vic', 'x') }, '401 WhoAreYou'],
    ["another's secret is nobody", '/api/sessions', { headers: as('vic', 'r-secret') }, '401 WhoAreYou'],
    ['an unknown name is nobody', '/api/sessions', { headers: as('eve', 'x') }, '401 WhoAreYou'],
    ['a viewer reads', '/api/sessions', { headers: as('vic') }, '200'],
    ['a page that is not there', '/api/nothing', {}, '404 NotFound'],
    ['a method that is not there', '/api/sessions', { method: 'POST', headers: as('rita') }, '404 NotFound'],
    ['a query that is not known', '/api/orders?page=2', { headers: as('vic') }, '400 BadField'],
    ['a number that is none', '/api/orders?limit=x', { headers: as('vic') }, '400 BadField'],
    ['a page without end', '/api/orders?limit=1001', { headers: as('vic') }, '400 BadField'],
    ["another site's page", '/healthz', { headers: { origin: 'http://evil.example' } }, '403 ForeignOrigin'],
    ["a sandboxed page's", '/healthz', { headers: { origin: 'null' } }, '403 ForeignOrigin'],
    ['a name that was made to point here', '/healthz', { headers: { host: 'evil.example' } }, '403 ForeignHost'],
  ])('%s', async (_what, path, asking, wanted) => {
    expect(await rig.brief(path, asking)).toBe(wanted);
  });

  test('names every field at fault', async () => {
    const { body } = await rig.ask('/api/orders?limit=0&pages=1', { headers: as('vic') });
    expect(body).toEqual({
      error: {
        code: 'BadField',
        message: 'limit: Too small: expected number to be >=1; pages: unknown field',
        fields: [
          { field: 'limit', message: 'Too small: expected number to be >=1' },
          { field: 'pages', message: 'unknown field' },
        ],
      },
    });
  });

  test('a page of its own may ask', async () => {
    expect(await rig.brief('/healthz', { headers: { origin: `http://127.0.0.1:${rig.port}` } })).toBe('200');
  });

  test('is not ready while the gateway is not', async () => {
    rig.ready = false;
    expect(await rig.ask('/readyz')).toMatchObject({ status: 503, body: { ready: false } });
  });

  test('asks the gateway what the control socket would be asked', async () => {
    await rig.ask('/api/orders?after=aP1&limit=7', { headers: as('vic') });
    await rig.ask('/api/alerts', { headers: as('vic') });
    expect(rig.asked).toEqual([
      { cmd: 'orders', after: 'aP1', limit: 7 },
      { cmd: 'alerts', after: 0, limit: 100 },
    ]);
  });

  test("tells the gateway's words where it refuses, and none where it fails", async () => {
    rig.refuse = refused("no session 'X'");
    const told = await rig.ask('/api/sessions', { headers: as('vic') });
    rig.refuse = new Error('secret detail');
    const failed = await rig.ask('/api/sessions', { headers: as('vic') });
    expect([told.status, told.body, failed.status, failed.body, rig.failures]).toEqual([
      409,
      { error: { code: 'Refused', message: "no session 'X'" } },
      500,
      { error: { code: 'Failed', message: 'the gateway could not answer; its log says why' } },
      [rig.refuse],
    ]);
  });

  test('every answer, also a refusal, is kept out of pages, caches and guesses', async () => {
    const answers = [await rig.ask('/healthz'), await rig.ask('/api/sessions'), await rig.ask('/nothing')];
    const wanted = {
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    };
    expect(answers.map(a => a.headers)).toEqual(answers.map(() => expect.objectContaining(wanted)));
  });

  test('after five wrong secrets a name waits out its minute, the right one too; others do not', async () => {
    for (let i = 0; i < 5; i++) await rig.ask('/api/sessions', { headers: as('vic', `guess ${i}`) });
    rig.now += 20_000_000;
    const { status, headers } = await rig.ask('/api/sessions', { headers: as('vic') });
    const other = await rig.brief('/api/sessions', { headers: as('olga') });
    rig.now += 40_000_000;
    const later = await rig.brief('/api/sessions', { headers: as('vic') });
    expect([status, headers['retry-after'], other, later]).toEqual([429, '40', '200', '200']);
  });

  test('the hundred and first request of a second waits for the next', async () => {
    for (let i = 0; i < 100; i++) await rig.ask('/healthz');
    const { status, headers } = await rig.ask('/healthz');
    rig.now += 1_000_000;
    expect([status, headers['retry-after'], await rig.brief('/healthz')]).toEqual([429, '1', '200']);
  });

  test('guesses sent all at once stop as well', async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, i) => rig.brief('/api/sessions', { headers: as('vic', `x${i}`) })),
    );
    expect(all.filter(brief => brief === '401 WhoAreYou').length).toBeLessThanOrEqual(6);
  });

  test('guesses under many names stop at fifty an address', async () => {
    const statuses = new Map<string, number>();
    for (let i = 0; i < 60; i++) {
      const brief = await rig.brief('/api/sessions', { headers: as(`name${i}`, 'x') });
      statuses.set(brief, (statuses.get(brief) ?? 0) + 1);
    }
    expect([...statuses]).toEqual([
      ['401 WhoAreYou', 50],
      ['429 TooManyFailures', 10],
    ]);
  });
});

describe('a server without named persons', () => {
  const rig = new Rig(undefined);
  beforeAll(() => rig.start());
  afterAll(() => rig.stop());

  test('lets anyone on this machine look', async () => {
    expect(await rig.brief('/api/sessions')).toBe('200');
  });
});

describe('a server that is open to whoever looks, and knows who may act', () => {
  const rig = new Rig(PEOPLE, '127.0.0.1', undefined, { open: true });
  beforeAll(() => rig.start());
  afterAll(() => rig.stop());
  const kill = (token?: string): Promise<string> => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return rig.brief('/api/kill', { method: 'POST', body: { level: 'firm', reason: 'drill' }, headers });
  };

  test('lets anyone on this machine look, but nobody under a wrong name', async () => {
    const wrong = { headers: { authorization: 'Bearer olga:wrong' } };
    expect([await rig.brief('/api/sessions'), await rig.brief('/api/sessions', wrong)]).toEqual(['200', '401 WhoAreYou']);
  });

  test('lets only who is known act', async () => {
    expect([await kill(), await kill('olga:wrong'), await kill('vic:v-secret'), await kill('olga:o-secret')]).toEqual([
      '401 WhoAreYou',
      '401 WhoAreYou',
      '403 NotAllowed',
      '200',
    ]);
  });
});

test('a server on another address than loopback is asked by any name', async () => {
  const rig = new Rig(undefined, '0.0.0.0');
  await rig.start();
  const brief = await ask(rig.port, '/healthz', { headers: { host: 'gateway.example' } });
  await rig.stop();
  expect(brief.status).toBe(200);
});

test('a client that sends half a request and nothing more is hung up on', async () => {
  const rig = new Rig(undefined, '127.0.0.1', 200);
  await rig.start();
  const socket = connect(rig.port, '127.0.0.1', () => socket.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n'));
  const said = await new Promise(resolve => socket.on('close', () => resolve('hung up')).resume());
  await rig.stop();
  expect(said).toBe('hung up');
});
