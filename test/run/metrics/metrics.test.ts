import { ask } from '../../dashboard/rig';
import { Desk } from '../desk';
import { freePorts } from '../paper-rig';

const CONFIG = `instruments:
  - { symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }
limits:
  firm: { maxOrderQty: 1000, maxOpenOrders: 2 }
`;

/** Lines of the page as a map; comments are left out. */
const valuesOf = (page: string): Map<string, number> =>
  new Map(
    page
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
      .map(line => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))] as const;
      }),
  );

describe('what a gateway tells Prometheus', () => {
  let desk: Desk;
  beforeAll(async () => {
    const [http] = await freePorts(1);
    desk = await Desk.make({ config: CONFIG, http: http! });
    await desk.start();
  });
  afterAll(() => desk.stop());

  /** A page is kept for a second: one that is made after this. */
  const scrape = async (): Promise<{ type: string | undefined; values: Map<string, number> }> => {
    await new Promise(resolve => setTimeout(resolve, 1_050));
    const { headers, body } = await ask(desk.http, '/metrics');
    return { type: headers['content-type'], values: valuesOf(body as string) };
  };

  test('the first page counts the messages of sessions that logged on before it', async () => {
    const { values } = await scrape();
    const taken = values.get('sluice_session_next_sequence{session="FIX.4.4:SLUICE->OMS",direction="in"}')! - 1;
    const counted = values.get('sluice_messages_total{session="FIX.4.4:SLUICE->OMS",direction="in"}');
    expect([taken > 0, counted]).toEqual([true, taken]);
  });

  test('counts orders, denials and messages; says how much of limits is used, which sessions are up, and what is killed', async () => {
    const before = (await scrape()).values;
    await desk.order('A');
    await desk.order('B');
    desk.send('C');
    await desk.seen(desk.oms, 'the denial of C', g => g[35] === '8' && g[11] === 'C');
    const { type, values } = await scrape();
    const grown = (name: string): number => (values.get(name) ?? 0) - (before.get(name) ?? 0);
    const received = 'sluice_messages_total{session="FIX.4.4:SLUICE->OMS",direction="in"}';
    expect({
      type,
      events: ['received', 'accepted', 'denied'].map(event =>
        grown(`sluice_order_events_total{order="parent",event="${event}"}`),
      ),
      sent: grown('sluice_order_events_total{order="child",event="sent"}'),
      denied: grown('sluice_denials_total{code="MaxOpenOrders"}'),
      open: values.get('sluice_open_parents'),
      used: values.get('sluice_limit_used_ratio{limit="firm.maxOpenOrders",symbol=""}'),
      up: values.get('sluice_session_up{session="FIX.4.4:SLUICE->VENUE",role="venue"}'),
      messages: grown(received),
      killed: values.get('sluice_kill_switches_engaged{level="firm"}'),
      outstanding: values.get('sluice_kill_cancels_outstanding'),
      loop: (values.get('sluice_loop_delay_seconds{quantile="1"}') ?? -1) >= 0,
      memory: (values.get('process_resident_memory_bytes') ?? 0) > 1e7,
    }).toEqual({
      type: 'text/plain; version=0.0.4; charset=utf-8',
      events: [3, 2, 1],
      sent: 2,
      denied: 1,
      open: 2,
      used: 1,
      up: 1,
      messages: 3,
      killed: 0,
      outstanding: 0,
      loop: true,
      memory: true,
    });
  });

  test('an order whose ClOrdID was used before counts among the denied', async () => {
    const before = (await scrape()).values;
    desk.send('A');
    await desk.seen(desk.oms, 'the denial of the second A', g => g[35] === '8' && g[11] === 'A' && g[103] === '6');
    const { values } = await scrape();
    const grown = (name: string): number => (values.get(name) ?? 0) - (before.get(name) ?? 0);
    expect([
      grown('sluice_order_events_total{order="parent",event="denied"}'),
      grown('sluice_denials_total{code="DuplicateClOrdID"}'),
    ]).toEqual([1, 1]);
  });

  test('how long stages take is a histogram', async () => {
    const { values } = await scrape();
    const of = (name: string): number[] =>
      [...values].filter(([key]) => key.startsWith(`sluice_stage_seconds_${name}`) && key.includes('"total"')).map(([, n]) => n);
    const [buckets, [count], [sum]] = [of('bucket'), of('count'), of('sum')];
    expect({
      many: buckets.length,
      rising: buckets.every((n, i) => i === 0 || n >= buckets[i - 1]!),
      all: buckets.at(-1) === count && count! >= 4,
      seconds: sum! > 0 && sum! < 60,
    }).toEqual({ many: 23, rising: true, all: true, seconds: true });
  });

  test('a kill shows, with what is not confirmed cancelled', async () => {
    desk.running!.gateway.kills.kill({ id: 'k1', level: 'firm', key: '', by: 'ana', reason: 'test' });
    const { values } = await scrape();
    expect([values.get('sluice_kill_switches_engaged{level="firm"}'), values.get('sluice_kill_cancels_outstanding')]).toEqual([
      1, 2,
    ]);
  });
});
