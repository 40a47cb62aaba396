import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fact } from '../../src/core/facts';
import { ROUTES } from '../../src/dashboard/routes';
import { hashPassword } from '../../src/fix/security/password';
import { start } from '../../src/run/start';
import { type Asking, ask, type Got } from '../dashboard/rig';
import { until } from '../fix/transport/pair';
import { Desk } from './desk';
import { freePorts } from './paper-rig';

const CONFIG = `instruments:
  - { symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }
limits:
  firm: { maxOrderQty: 100000, maxOpenOrders: 4 }
people: people.yaml
`;
const SECRETS = { vic: 'v-secret', olga: 'o-secret', rita: 'r-secret', rob: 'b-secret' } as const;
const ROLES = { vic: 'viewer', olga: 'operator', rita: 'risk', rob: 'risk' } as const;
type Name = keyof typeof SECRETS;

describe('a gateway over HTTP', () => {
  let desk: Desk;
  const facts: Fact[] = [];

  const send = (who: Name, path: string, asking: Asking = {}): Promise<Got> =>
    ask(desk.http, path, { ...asking, headers: { authorization: `Bearer ${who}:${SECRETS[who]}` } });
  const post = (who: Name, path: string, body: object): Promise<Got> => send(who, path, { method: 'POST', body });
  const of = (type: Fact['type']): Fact[] => facts.filter(f => f.type === type);

  beforeAll(async () => {
    const [http] = await freePorts(1);
    desk = await Desk.make({ config: CONFIG, http: http! });
    const rows = await Promise.all(
      Object.entries(SECRETS).map(async ([name, secret]) => {
        const credential = await hashPassword(secret);
        return `  - { name: ${name}, role: ${ROLES[name as Name]}, credential: "${credential}" }\n`;
      }),
    );
    writeFileSync(join(desk.dir, 'sessions', 'people.yaml'), `people:\n${rows.join('')}`);
    const { gateway } = await desk.start();
    gateway.watchers.add(turn => void facts.push(...turn.facts));
    for (const id of ['A', 'B', 'C']) await desk.order(id);
  });
  afterAll(() => desk.stop());

  test('lists open orders a page at a time', async () => {
    const first = await send('vic', '/api/orders?limit=2');
    const { orders, open, next } = first.body as { orders: { clOrdId: string }[]; open: number; next: string };
    const last = (await send('vic', `/api/orders?limit=2&after=${next}`)).body as typeof first.body & {
      orders: object[];
      next: null;
    };
    expect([orders.map(o => o.clOrdId), open, last.orders, last.next]).toEqual([
      ['A', 'B'],
      3,
      [
        {
          orderId: expect.any(String),
          session: 'FIX.4.4:SLUICE->OMS',
          clOrdId: 'C',
          symbol: 'ACME',
          side: '1',
          strategy: 'DMA',
          status: 'PendingNew',
          ordStatus: 'A',
          orderQty: '100',
          cumQty: '0',
          leavesQty: '100',
          avgPx: '0',
          children: 1,
        },
      ],
      null,
    ]);
  });

  test('answers what its OpenAPI page says, whatever is read', async () => {
    const reads = ROUTES.filter(r => r.method === 'GET');
    const wrong: string[] = [];
    for (const route of reads) {
      const { status, body } = await send('vic', route.path);
      const parsed = route.answer.safeParse(body);
      if (status !== 200 || !parsed.success) wrong.push(`${route.path} ${status} ${parsed.error?.message}`);
    }
    expect(wrong).toEqual([]);
  });

  test('tells an alert and how much of a limit is used', async () => {
    const limits = await send('vic', '/api/limits');
    const alerts = await send('vic', '/api/alerts');
    expect([limits.body, alerts.body]).toEqual([
      expect.objectContaining({ uses: [{ path: 'firm.maxOpenOrders', used: '3', most: '4' }] }),
      expect.objectContaining({
        alerts: expect.arrayContaining([
          expect.objectContaining({ code: 'LimitNear', text: 'limits.firm.maxOpenOrders: 70 % reached, 3 of 4 used' }),
        ]),
      }),
    ]);
  });

  test('sets a limit in the name of who asks, in force and in the file', async () => {
    const { status } = await post('rita', '/api/limits', { path: 'firm.maxOrderQty', value: '50', reason: 'drill' });
    desk.send('TOO-MUCH');
    const denied = await desk.seen(desk.oms, 'the denial', g => g[11] === 'TOO-MUCH' && g[39] === '8');
    const file = readFileSync(join(desk.dir, 'sessions', 'sluice.yaml'), 'utf8');
    expect([status, of('LimitsChanged'), denied[58], file.includes('maxOrderQty: 50,')]).toEqual([
      200,
      [expect.objectContaining({ by: 'rita', reason: 'drill' })],
      expect.stringContaining('MaxOrderQty: OrderQty (38) 100 exceeds 50'),
      true,
    ]);
  });

  test('refuses a limit that is none with the words of the control socket', async () => {
    const { status, body } = await post('rita', '/api/limits', { path: 'firm.maxOrderQty', value: '-1', reason: 'drill' });
    expect([status, body]).toEqual([
      409,
      { error: { code: 'Refused', message: expect.stringContaining('maxOrderQty: must be a decimal number at or above zero') } },
    ]);
  });

  test('an operator kills, which is latched when it is answered; two persons of the risk role release', async () => {
    const killed = await post('olga', '/api/kill', { reason: 'runaway' });
    const latch = readFileSync(join(desk.data, 'kill.json'), 'utf8');
    const early = await post('olga', '/api/release', { reason: 'over' });
    const first = await post('rita', '/api/release', { reason: 'over' });
    const same = await post('rita', '/api/release', { reason: 'over' });
    const second = await post('rob', '/api/release', { reason: 'over' });
    const left = await send('vic', '/api/kill');
    expect([killed.body, latch.includes('runaway'), early.status, first.body, same.status, second.body, left.body]).toEqual([
      expect.objectContaining({
        killed: true,
        kills: [expect.objectContaining({ level: 'firm', by: 'olga', reason: 'runaway' })],
      }),
      true,
      403,
      expect.objectContaining({ released: false, askedBy: 'rita' }),
      409,
      expect.objectContaining({ released: true, killed: false }),
      expect.objectContaining({ killed: false, kills: [] }),
    ]);
  });

  test('a person who is revoked is nobody from the next request on, though known a moment ago', async () => {
    const before = await send('rob', '/api/sessions');
    const file = join(desk.dir, 'sessions', 'people.yaml');
    const text = readFileSync(file, 'utf8').replace(/(name: rob, role: risk,)/, '$1 revoked: true,');
    writeFileSync(file, text);
    appendFileSync(file, '# rob left\n');
    const after = await send('rob', '/api/sessions');
    expect([before.status, after.status]).toEqual([200, 401]);
  });

  test('a secret that was proven is not hashed again', async () => {
    await send('vic', '/api/sessions');
    const hashed = jest.spyOn(jest.requireActual<typeof import('node:crypto')>('node:crypto'), 'scrypt');
    await send('vic', '/api/sessions');
    const known = hashed.mock.calls.length;
    await ask(desk.http, '/api/sessions', { headers: { authorization: 'Bearer vic:other' } });
    const other = hashed.mock.calls.length;
    hashed.mockRestore();
    expect([known, other]).toEqual([0, 1]);
  });

  test('has alerts of before a restart', async () => {
    await desk.restart();
    const { body } = await send('vic', '/api/alerts');
    const codes = (body as { alerts: { code: string }[] }).alerts.map(a => a.code);
    expect(codes).toEqual(expect.arrayContaining(['LimitNear', 'LimitsChanged', 'KillSwitchEngaged', 'KillSwitchReleased']));
  });
});

test('without named persons a start on another address is refused, and says what to do', async () => {
  const desk = await Desk.make();
  const options = { sessions: join(desk.dir, 'sessions'), data: desk.data, durability: 'process', config: undefined } as const;
  const [http] = await freePorts(1);
  const refused = await start({ ...options, http: http!, httpHost: '0.0.0.0', say: () => undefined }).catch(
    (e: Error) => e.message,
  );
  await desk.stop();
  expect(refused).toBe(
    `--http 0.0.0.0:${http}: without named persons HTTP is for this machine only; name a people file in the config (\`people: FILE\`), or leave the host out`,
  );
});

test('without named persons anyone on the machine looks, and its first person acts, alone, by the secret of the first start', async () => {
  const [http] = await freePorts(1);
  const desk = await Desk.make({ http: http! });
  await desk.start();
  const secret = /owner, with the secret ([\w-]+) /.exec(desk.said.join('\n'))![1]!;
  const send = async (path: string, token: string | undefined, reason: string): Promise<unknown> => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer owner:${token}` };
    const { status, body } = await ask(http!, path, { method: 'POST', body: { level: 'firm', reason }, headers });
    return [status, (body as { released?: boolean }).released];
  };
  const look = (await ask(http!, '/api/sessions')).status;
  const strangers = [await send('/api/kill', undefined, 'x'), await send('/api/kill', 'wrong', 'x')];
  const killed = await send('/api/kill', secret, 'drill');
  await desk.restart();
  const released = await send('/api/release', secret, 'drill is over');
  const { alerts } = (await ask(http!, '/api/alerts')).body as { alerts: { text: string }[] };
  await desk.stop();
  expect([look, strangers, killed, released]).toEqual([
    200,
    [
      [401, undefined],
      [401, undefined],
    ],
    [200, undefined],
    [200, true],
  ]);
  expect(alerts.map(a => a.text)).toEqual(expect.arrayContaining([expect.stringContaining('engaged by owner: drill')]));
  expect(desk.said.filter(line => line.includes(secret))).toHaveLength(1);
});

test('a kill over HTTP reaches the venue as cancels', async () => {
  const [http] = await freePorts(1);
  const desk = await Desk.make({ config: CONFIG, http: http! });
  const credential = await hashPassword('o-secret');
  writeFileSync(
    join(desk.dir, 'sessions', 'people.yaml'),
    `people:\n  - { name: olga, role: operator, credential: "${credential}" }\n`,
  );
  await desk.start();
  const child = await desk.order('A');
  desk.report(child, 'E1', {});
  await until('acknowledged', () => desk.oms.reports('A').some(r => r[39] === '0'));
  await ask(http!, '/api/kill', {
    method: 'POST',
    headers: { authorization: 'Bearer olga:o-secret' },
    body: { reason: 'runaway' },
  });
  const cancel = await desk.seen(desk.venue, 'the cancel', g => g[35] === 'F' && g[41] === child);
  await desk.stop();
  expect(cancel[41]).toBe(child);
});
