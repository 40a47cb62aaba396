import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ToldAlert } from '../../../src/run/alerts/feed';
import { AlertWebhook } from '../../../src/run/alerts/webhook';
import { until } from '../../fix/transport/pair';

const alert = (seq: number): ToldAlert => ({
  id: `${seq}.0`,
  seq,
  at: '2026-01-05T10:00:00.000Z',
  code: 'LateFill',
  severity: 'warning',
  text: `${seq}`,
});

describe('a webhook', () => {
  let server: Server;
  let answer: number;
  const got: { alerts: ToldAlert[]; lost: number }[] = [];
  const failures: string[] = [];
  let hook: AlertWebhook;

  beforeEach(async () => {
    answer = 200;
    got.length = 0;
    failures.length = 0;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', part => (body += part));
      request.on('end', () => {
        if (answer === 200) got.push(JSON.parse(body));
        response.writeHead(answer, answer === 302 ? { location: '/elsewhere' } : {}).end();
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    hook = new AlertWebhook(`http://127.0.0.1:${port}/hook?token=s3cret`, why => failures.push(why), 20);
  });
  afterEach(async () => {
    await hook.stop();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  const seqs = (): number[] => got.flatMap(post => post.alerts.map(a => a.seq));

  test('is told every alert in order, those that came meanwhile in one post', async () => {
    for (let n = 1; n <= 5; n++) hook.add(alert(n));
    await until('all told', () => seqs().length === 5);
    expect([got.map(post => post.alerts.length), seqs()]).toEqual([
      [1, 4],
      [1, 2, 3, 4, 5],
    ]);
  });

  test.each([[500], [302]])('that answers %s is told again until it takes them; a person is told once', async status => {
    answer = status;
    hook.add(alert(1));
    hook.add(alert(2));
    await until('failed', () => failures.length > 0);
    await new Promise(resolve => setTimeout(resolve, 100));
    answer = 200;
    await until('all told', () => seqs().length === 2);
    expect([seqs(), failures.length, failures.join(' ').includes('s3cret')]).toEqual([[1, 2], 1, false]);
  });

  test('that fails anew is told of anew', async () => {
    for (const n of [1, 2]) {
      answer = 503;
      hook.add(alert(n));
      await until('failed', () => failures.length === n);
      answer = 200;
      await until('told', () => seqs().length === n);
    }
    expect(failures).toEqual(['HTTP 503', 'HTTP 503']);
  });

  test('that is away for long loses the oldest, and is told how many', async () => {
    answer = 500;
    hook.add(alert(0));
    await until('failed', () => failures.length > 0);
    for (let n = 1; n <= 1004; n++) hook.add(alert(n));
    answer = 200;
    await until('told', () => seqs().length >= 1000);
    expect([got[0]!.lost, got.at(-1)!.lost, seqs().length, seqs()[0], seqs().at(-1)]).toEqual([5, 0, 1000, 5, 1004]);
  });

  test('is told at a stop what still waits', async () => {
    answer = 500;
    hook.add(alert(1));
    await until('failed', () => failures.length > 0);
    answer = 200;
    await hook.stop();
    expect(seqs()).toEqual([1]);
  });
});
