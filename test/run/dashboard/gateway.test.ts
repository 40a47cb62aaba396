import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertRow, Changes, FillRow, Kpis, ParentRow } from '../../../src/dashboard/feed';
import { hashPassword } from '../../../src/fix/security/password';
import { Viewer } from '../../dashboard/feed-rig';
import { ask, type Got } from '../../dashboard/rig';
import { until } from '../../fix/transport/pair';
import { Desk } from '../desk';
import { freePorts } from '../paper-rig';

const CONFIG = `instruments:
  - { symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }
limits:
  firm: { maxOrderQty: 100000, maxOpenOrders: 4 }
people: people.yaml
`;
const OLGA = 'olga:o-secret';
const WINDOW = { offset: 0, limit: 50 };

/** What a page of olga's shows: what it was told, put together. */
class Page {
  readonly rows = new Map<string, ParentRow>();
  readonly alerts = new Map<string, AlertRow>();
  readonly fills = new Map<string, FillRow>();
  epoch = '';
  kpis: Kpis | undefined;
  openOrders = 0;
  /** The order that was told of last among those that are looked into. */
  looked: ParentRow | undefined;
  private seen = 0;

  private constructor(private readonly viewer: Viewer) {}

  static async open(port: number): Promise<Page> {
    const page = new Page(await Viewer.open(port));
    page.viewer.say({ say: 'hello', token: OLGA });
    page.viewer.say({ say: 'blotter', ...WINDOW, show: 'all', filter: '' });
    await page.until(() => page.rows.size > 0);
    return page;
  }

  lookInto(id: string): void {
    this.viewer.say({ say: 'parents', parents: [{ id, children: WINDOW, fills: WINDOW }] });
  }

  /** Of orders that were not denied. */
  row(clOrdId: string): ParentRow | undefined {
    return [...this.rows.values()].find(r => r.clOrdId === clOrdId && r.status !== 'Denied');
  }

  async until(holds: () => boolean): Promise<void> {
    await this.viewer.until(() => {
      for (const message of this.viewer.heard.slice(this.seen)) {
        this.seen++;
        if (message.type === 'welcome') this.epoch = message.epoch;
        if (message.type === 'changes') this.take(message);
      }
      return holds();
    });
  }

  close(): void {
    this.viewer.close();
  }

  private take({ blotter, alerts, parents, kpis, gateway }: Changes): void {
    for (const row of blotter?.set ?? []) this.rows.set(row.id, row);
    for (const row of alerts?.set ?? []) this.alerts.set(row.id, row);
    for (const row of parents?.flatMap(p => p.fills?.set ?? []) ?? []) this.fills.set(row.id, row);
    this.looked = parents?.at(-1)?.row ?? this.looked;
    this.kpis = kpis ?? this.kpis;
    this.openOrders = gateway?.openOrders ?? this.openOrders;
  }
}

describe('the dashboard of a gateway', () => {
  let desk: Desk;
  let page: Page;
  const children: Record<string, string> = {};
  const post = (path: string, body: object): Promise<Got> =>
    ask(desk.http, path, { method: 'POST', body, headers: { authorization: `Bearer ${OLGA}` } });

  beforeAll(async () => {
    const [http] = await freePorts(1);
    desk = await Desk.make({ config: CONFIG, http: http! });
    const credential = await hashPassword('o-secret');
    writeFileSync(
      join(desk.dir, 'sessions', 'people.yaml'),
      `people:\n  - { name: olga, role: operator, credential: "${credential}" }\n`,
    );
    await desk.start();
    for (const id of ['A', 'B', 'C']) children[id] = await desk.order(id, [1, 'ACC']);
    page = await Page.open(desk.http);
  });
  afterAll(async () => {
    page.close();
    await desk.stop();
  });

  test('shows an order, and each of its fills with who made it', async () => {
    const row = page.row('A')!;
    page.lookInto(row.id);
    desk.report(children['A']!, 'V1', { 150: 'F', 39: '1', 32: '40', 31: '99.50', 14: '40', 151: '60', 6: '99.5', 851: '1' });
    desk.report(children['A']!, 'V2', { 150: 'F', 39: '1', 32: '20', 31: '99.80', 14: '60', 151: '40', 6: '99.6', 851: '2' });
    await page.until(() => page.row('A')?.cumQty === '60' && page.fills.size === 2);
    const { clOrdId, account, symbol, cumQty, leavesQty, avgPx, status, strategy } = page.row('A')!;
    const fills = [...page.fills.values()].map(f => [f.qty, f.px, f.liquidity]);
    expect([{ clOrdId, account, symbol, cumQty, leavesQty, avgPx, status, strategy }, fills]).toEqual([
      // (40 x 99.50 + 20 x 99.80) / 60
      {
        clOrdId: 'A',
        account: 'ACC',
        symbol: 'ACME',
        cumQty: '60',
        leavesQty: '40',
        avgPx: '99.6',
        status: 'PartiallyFilled',
        strategy: 'DMA',
      },
      [
        ['40', '99.5', 'maker'],
        ['20', '99.8', 'taker'],
      ],
    ]);
  });

  test('an operator cancels an order; its child is cancelled, and its OMS told who and why', async () => {
    const { id } = page.row('B')!;
    const { status } = await post('/api/orders/cancel', { order: id, reason: 'client called' });
    const cancel = await desk.seen(desk.venue, 'the cancel', g => g[35] === 'F' && g[41] === children['B']);
    desk.report(children['B']!, 'V3', { 11: cancel[11]!, 41: children['B']!, 150: '4', 39: '4', 151: '0' });
    const told = await desk.seen(desk.oms, 'the end', g => g[11] === 'B' && g[39] === '4');
    const twice = await post('/api/orders/cancel', { order: id, reason: 'again' });
    await page.until(() => page.row('B')?.open === false);
    expect([status, told[58], twice.status, page.row('B')!.status, page.row('B')!.text]).toEqual([
      200,
      expect.stringContaining('cancelled by olga: client called'),
      409,
      'Canceled',
      expect.stringContaining('client called'),
    ]);
  });

  test('an order that is denied has a row with the reason that its OMS was told, whether it got to the risk checks or not', async () => {
    const send = (clOrdId: string, qty: string, px: string): void => {
      const terms = [
        [11, clOrdId],
        [21, '1'],
        [55, 'ACME'],
        [54, '1'],
        [38, qty],
        [40, '2'],
        [44, px],
      ] as const;
      desk.oms.say('D', [...terms]);
    };
    send('OFFTICK', '100', '100.005');
    send('LARGE', '100001', '100');
    send('A', '100', '100');
    const told = async (clOrdId: string) => (await desk.seen(desk.oms, clOrdId, g => g[11] === clOrdId && g[150] === '8'))[58];
    const texts = [await told('OFFTICK'), await told('LARGE'), await told('A')];
    await page.until(() => page.rows.size === 6);
    const denied = new Map([...page.rows.values()].filter(r => r.status === 'Denied').map(r => [r.clOrdId, r]));
    const asked = denied.get('OFFTICK')!;
    page.lookInto(asked.id);
    await page.until(() => page.looked?.id === asked.id);
    const shown = ['OFFTICK', 'LARGE', 'A'].map(id => denied.get(id)?.text);
    expect([shown, asked.price, page.looked]).toEqual([texts, '100.005', asked]);
  });

  test('an alert is acknowledged and resolved, once each, in the name of who asks', async () => {
    await page.until(() => page.alerts.size > 0);
    const [alert] = [...page.alerts.values()].filter(a => a.code === 'LimitNear');
    const { id } = alert!;
    const statuses = [
      (await post('/api/alerts/acknowledge', { id, note: 'I look' })).status,
      (await post('/api/alerts/acknowledge', { id, note: 'I too' })).status,
      (await post('/api/alerts/resolve', { id, note: 'raised' })).status,
      (await post('/api/alerts/resolve', { id: '0.0', note: 'none' })).status,
    ];
    await page.until(() => page.alerts.get(id)?.state === 'resolved');
    const { acknowledged, resolved } = page.alerts.get(id)!;
    expect([statuses, acknowledged, resolved]).toEqual([
      [200, 409, 200, 409],
      { by: 'olga', at: expect.any(Number), note: 'I look' },
      { by: 'olga', at: expect.any(Number), note: 'raised' },
    ]);
  });

  test('a session is logged out by an operator, and comes back', async () => {
    const logons = (): number => desk.oms.events.filter(e => e.type === 'loggedOn').length;
    const before = logons();
    const { status } = await post('/api/sessions/disconnect', { session: 'OMS', reason: 'drill' });
    await until('the OMS is back', () => logons() > before);
    expect(status).toBe(200);
  });

  test('a restart shows the same, as another epoch, but for what the market traded before it', async () => {
    await page.until(() => page.openOrders === 2);
    const before = {
      rows: [...page.rows.values()],
      alerts: [...page.alerts.values()].filter(a => a.state !== 'new'),
      kpis: page.kpis,
    };
    page.close();
    await desk.restart();
    const { epoch } = page;
    page = await Page.open(desk.http);
    await page.until(() => page.rows.size === 6 && page.kpis !== undefined && page.alerts.size > 0);
    const after = {
      rows: [...page.rows.values()],
      alerts: [...page.alerts.values()].filter(a => a.state !== 'new'),
      kpis: page.kpis,
    };
    const byId = (of: typeof before) => ({ ...of, rows: of.rows.sort((a, b) => (a.id < b.id ? -1 : 1)) });
    // of an order that was denied at intake no market is ever known
    const since = (of: typeof before) => ({
      ...of,
      rows: of.rows.map(r => (wasOne(r) ? { ...r, beforeStart: true as const } : r)),
    });
    const wasOne = (r: ParentRow): boolean => r.status !== 'Denied' || r.clOrdId === 'LARGE';
    expect([byId(after), page.epoch !== epoch]).toEqual([byId(since(before)), true]);
  });
});
