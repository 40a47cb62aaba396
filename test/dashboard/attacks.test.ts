import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../src/core/people';
import { RowsBoard, row, Viewer } from './feed-rig';
import { as, ask, PEOPLE, Rig } from './rig';

const KILL = { reason: 'runaway' };
const NOBODY = { name: 'nobody', body: KILL };

/** A folder with a page in it, and a secret beside it. */
function pageFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-page-'));
  mkdirSync(join(dir, 'page'));
  writeFileSync(join(dir, 'page', 'index.html'), '"the page"');
  writeFileSync(join(dir, 'page', 'app-0A1B2C3D.js'), '"the script"');
  writeFileSync(join(dir, 'page', '.env'), '"hidden"');
  writeFileSync(join(dir, 'secret'), '"secret"');
  return dir;
}

describe('whoever attacks the dashboard', () => {
  const dir = pageFolder();
  const board = new RowsBoard();
  const rig = new Rig(PEOPLE, '127.0.0.1', 1_000, { board, page: join(dir, 'page') });
  beforeAll(() => rig.start());
  afterAll(async () => {
    await rig.stop();
    rmSync(dir, { recursive: true });
  });
  beforeEach(() => {
    rig.asked.length = 0;
    rig.now += 120_000_000;
  });

  describe('over HTTP', () => {
    const post = (path: string, body: string | object, headers: Readonly<Record<string, string>> = {}): Promise<string> =>
      rig.brief(path, { method: 'POST', body, headers });
    const ACTS = [
      ['/api/kill', KILL],
      ['/api/release', KILL],
      ['/api/alerts/acknowledge', { id: '1.0', note: 'x' }],
      ['/api/alerts/resolve', { id: '1.0', note: 'x' }],
      ['/api/sessions/reset', { session: 'S', reason: 'x' }],
      ['/api/sessions/set-seq', { session: 'S', out: 1, reason: 'x' }],
      ['/api/sessions/disconnect', { session: 'S', reason: 'x' }],
      ['/api/orders/cancel', { order: 'P1', reason: 'x' }],
    ] as const;

    test.each(ACTS)('without a token: %s', async (path, body) => {
      expect([await post(path, body), rig.asked]).toEqual(['401 WhoAreYou', []]);
    });

    test.each(ACTS)('with the wrong role: %s', async (path, body) => {
      expect([await post(path, body, as('vic')), rig.asked]).toEqual(['403 NotAllowed', []]);
    });

    test.each([
      [
        'a form of another site, which a browser sends unasked',
        { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
        '403 ForeignOrigin',
      ],
      ['a script of another site', { origin: 'https://evil.example' }, '403 ForeignOrigin'],
      ['a page in a sandbox', { origin: 'null' }, '403 ForeignOrigin'],
      ['a cookie is no token', { cookie: 'token=olga:o-secret' }, '401 WhoAreYou'],
      ['a form of our own', { ...as('olga'), 'content-type': 'application/x-www-form-urlencoded' }, '415 NotJson'],
      ['plain text, which needs no leave of a browser', { ...as('olga'), 'content-type': 'text/plain' }, '415 NotJson'],
    ])('CSRF: %s', async (_what, headers, wanted) => {
      const { name: _, body } = NOBODY;
      expect([await post('/api/kill', JSON.stringify(body), headers), rig.asked]).toEqual([wanted, []]);
    });

    test.each([
      [
        'a picture, frame or script of another site',
        { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
        '403 ForeignOrigin',
      ],
      ['of another port of this machine', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }, '403 ForeignOrigin'],
      [
        'a frame in a page of another site',
        { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
        '403 ForeignOrigin',
      ],
      [
        'a link that somebody follows is none',
        { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
        '200',
      ],
      ['an address that somebody types is none', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, '200'],
      ['our own page is none', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, '200'],
    ])('asked without an Origin: %s', async (_what, headers, wanted) => {
      expect(await rig.brief('/healthz', { headers })).toBe(wanted);
    });

    test('a token in the address is none', async () => {
      expect(await rig.brief('/api/sessions?token=olga:o-secret')).toBe('401 WhoAreYou');
    });

    test('a name that was made to point here', async () => {
      const got = ['evil.example', 'evil.example:80', '127.0.0.1.evil.example'].map(host =>
        rig.brief('/', { headers: { host } }),
      );
      expect(await Promise.all(got)).toEqual(['403 ForeignHost', '403 ForeignHost', '403 ForeignHost']);
    });

    test.each([
      '/../secret',
      '/..%2fsecret',
      '/%2e%2e/secret',
      '/..%5csecret',
      '/app-0A1B2C3D.js/../../secret',
      '//secret',
      '/%00/../secret',
      '/.env',
      '/page/index.html',
    ])('a path out of the page: %s', async path => {
      const { status, text } = await raw(rig.port, path);
      expect([status >= 400, text.includes('secret"') || text.includes('hidden')]).toEqual([true, false]);
    });

    test('a body of more than 64 KiB', async () => {
      const body = { reason: 'x'.repeat(65_536) };
      expect([await post('/api/kill', body, as('olga')), rig.asked]).toEqual(['413 TooLarge', []]);
    });

    test('guessing a secret, by request and by feed together', async () => {
      const guesses: string[] = [];
      for (let i = 0; i < 4; i++) guesses.push(await rig.brief('/api/sessions', { headers: as('vic', `x${i}`) }));
      for (let i = 0; i < 3; i++) {
        const viewer = await Viewer.open(rig.port);
        viewer.say({ say: 'hello', token: `vic:y${i}` });
        guesses.push(await viewer.refusal());
      }
      expect(guesses).toEqual([
        ...Array(4).fill('401 WhoAreYou'),
        'WhoAreYou 1008 WhoAreYou',
        ...Array(2).fill('TooManyFailures 1008 TooManyFailures'),
      ]);
    });

    test('a page may load nothing inline and nothing from elsewhere, and is in no frame', async () => {
      const page = await ask(rig.port, '/');
      expect([page.status, String(page.headers['content-security-policy']).split('; ')]).toEqual([
        200,
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "connect-src 'self'",
          "frame-ancestors 'none'",
        ]),
      ]);
    });

    test('a page is asked for anew, a script whose name says what is in it is not', async () => {
      const [page, script] = [await ask(rig.port, '/'), await ask(rig.port, '/app-0A1B2C3D.js')];
      expect([page.headers['cache-control'], script.headers['cache-control']]).toEqual([
        'no-cache',
        'public, max-age=31536000, immutable',
      ]);
    });

    test('headers that come a byte at a time, or never end', async () => {
      const socket = connect(rig.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n'));
      const drip = setInterval(() => socket.write('x: y\r\n'), 200);
      const took = await closed(socket);
      clearInterval(drip);
      expect(took).toBeLessThan(4_000);
    });

    test('more connections than there may be', async () => {
      const sockets: Socket[] = [];
      for (let i = 0; i < 140; i++) sockets.push(connect(rig.port, '127.0.0.1').on('error', () => undefined));
      await new Promise(resolve => setTimeout(resolve, 300));
      const open = sockets.filter(s => !s.destroyed && !s.readableEnded).length;
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => setTimeout(resolve, 100));
      expect([open <= 128, await rig.brief('/healthz')]).toEqual([true, '200']);
    });
  });

  describe('over the feed', () => {
    test('a page of another site', async () => {
      await expect(Viewer.open(rig.port, { origin: 'https://evil.example' })).rejects.toThrow('403');
    });

    test('a name that was made to point here', async () => {
      await expect(Viewer.open(rig.port, { headers: { host: 'evil.example' } })).rejects.toThrow('403');
    });

    test('a refused one keeps no socket open', async () => {
      const socket = connect(rig.port, '127.0.0.1', () =>
        socket.write(
          'GET /api/feed HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
        ),
      );
      expect(await closed(socket)).toBeLessThan(900);
    });

    test.each([
      ['without a token', undefined, 'WhoAreYou 1008 WhoAreYou'],
      ['with a wrong one', 'vic:x', 'WhoAreYou 1008 WhoAreYou'],
      ['with half of one', 'vic', 'WhoAreYou 1008 WhoAreYou'],
    ])('%s', async (_what, token, wanted) => {
      const viewer = await Viewer.open(rig.port);
      viewer.say({ say: 'hello', ...(token !== undefined && { token }) });
      expect([await viewer.refusal(), viewer.changes]).toEqual([wanted, []]);
    });

    test.each([
      [
        'asks before it says who it is',
        '{"say":"blotter","offset":0,"limit":10,"show":"all","filter":""}',
        'WhoAreYou 1008 WhoAreYou',
      ],
      ['no JSON', 'hello', 'BadRequest 1008 BadRequest'],
      ['a message that there is not', '{"say":"kill"}', 'BadRequest 1008 BadRequest'],
      ['a field too many', '{"say":"hello","token":"vic:v-secret","role":"risk"}', 'BadRequest 1008 BadRequest'],
      ['a window without end', '{"say":"blotter","offset":0,"limit":1e9,"show":"all","filter":""}', 'BadRequest 1008 BadRequest'],
      ['a frame of more than 16 KiB', `{"say":"hello","token":"${'x'.repeat(17_000)}"}`, '1009'],
    ])('%s', async (_what, text, wanted) => {
      const viewer = await Viewer.open(rig.port);
      viewer.socket.send(text);
      expect(await viewer.refusal()).toBe(wanted);
    });

    test('bytes where text belongs', async () => {
      const viewer = await Viewer.open(rig.port);
      viewer.socket.send(Buffer.from('{"say":"hello"}'));
      expect(await viewer.refusal()).toBe('BadRequest 1008 BadRequest');
    });

    test('a flood of messages', async () => {
      const viewer = await Viewer.open(rig.port);
      viewer.say({ say: 'hello', token: 'vic:v-secret' });
      // a state that it has not said it took: it is told all the same
      await viewer.until(() => viewer.heard.length > 1);
      for (let i = 0; i < 60; i++) viewer.say({ say: 'got', n: 0 });
      expect(await viewer.refusal()).toContain('1008 TooManyRequests');
    });

    test('pages that never say who they are', async () => {
      const viewers: Viewer[] = [];
      for (let i = 0; i < 6; i++) viewers.push(await Viewer.open(rig.port));
      const sixth = await viewers[5]!.refusal();
      for (const viewer of viewers) viewer.close();
      expect(sixth).toBe('TooManyClients 1008 TooManyClients');
    });

    test('markup in what a counterparty wrote is passed on as the text it is', async () => {
      const evil = `</script><img src=x onerror="alert(1)">'"\u2028`;
      board.rows = [row('P1', { symbol: evil, text: evil, clOrdId: evil })];
      const viewer = await Viewer.open(rig.port);
      viewer.say({ say: 'hello', token: 'vic:v-secret' });
      viewer.say({ say: 'blotter', offset: 0, limit: 10, show: 'all', filter: '' });
      await viewer.until(() => viewer.changes.some(c => c.blotter));
      const [told] = viewer.changes.find(c => c.blotter)!.blotter!.set;
      viewer.close();
      expect([told!.symbol, told!.text, told!.clOrdId]).toEqual([evil, evil, evil]);
    });
  });
});

test('who is revoked, or has another role now, is put out of the feed within seconds', async () => {
  let role: Role | undefined = 'operator';
  const people = { check: async (name: string) => role && { name, role }, proven: () => undefined };
  const rig = new Rig(people, '127.0.0.1', 1_000, { board: new RowsBoard() });
  await rig.start();
  const [first, second] = [await Viewer.open(rig.port), await Viewer.open(rig.port)];
  for (const viewer of [first, second]) {
    viewer.say({ say: 'hello', token: 'olga:o-secret' });
    await viewer.until(() => viewer.heard.length > 0);
  }
  role = 'viewer';
  const demoted = await first.refusal();
  second.close();
  const third = await Viewer.open(rig.port);
  third.say({ say: 'hello', token: 'olga:o-secret' });
  await third.until(() => third.heard.length > 0);
  role = undefined;
  const revoked = await third.refusal();
  await rig.stop();
  expect([demoted, revoked]).toEqual(['WhoAreYou 1008 WhoAreYou', 'WhoAreYou 1008 WhoAreYou']);
});

test('who is revoked is put out of the feed though their name is locked for wrong secrets; who is not, is not', async () => {
  let revoked = false;
  const people = {
    check: async (name: string, secret: string) =>
      secret === 'o-secret' && !revoked ? { name, role: 'operator' as const } : undefined,
    proven: (name: string) => (revoked ? undefined : { name, role: 'operator' as const }),
  };
  const rig = new Rig(people, '127.0.0.1', 1_000, { board: new RowsBoard() });
  await rig.start();
  const viewer = await Viewer.open(rig.port);
  viewer.say({ say: 'hello', token: 'olga:o-secret' });
  await viewer.until(() => viewer.heard.length > 0);
  const guesses: string[] = [];
  for (let i = 0; i < 6; i++) guesses.push(await rig.brief('/api/sessions', { headers: as('olga', `x${i}`) }));
  const before = viewer.heard.length;
  await new Promise(resolve => setTimeout(resolve, 6_000));
  await viewer.until(() => viewer.heard.length > before);
  revoked = true;
  const said = await viewer.refusal();
  await rig.stop();
  expect([guesses.at(-1), said]).toEqual(['429 TooManyFailures', 'TooManyFailures 1008 TooManyFailures']);
});

/** A request whose path no client tidies up. */
async function raw(port: number, path: string): Promise<{ status: number; text: string }> {
  const socket = connect(port, '127.0.0.1', () =>
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`),
  );
  let text = '';
  socket.on('data', data => {
    text += String(data);
  });
  await closed(socket);
  return { status: Number(text.slice(9, 12)), text };
}

/** Resolves with how long (ms) it took to be closed. */
async function closed(socket: Socket): Promise<number> {
  const began = Date.now();
  socket.on('error', () => undefined).resume();
  await new Promise(resolve => socket.on('close', resolve));
  return Date.now() - began;
}
