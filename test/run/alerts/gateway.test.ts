import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fact } from '../../../src/core/facts';
import { readConfig } from '../../../src/run/config';
import { until } from '../../fix/transport/pair';
import { Desk } from '../desk';

const config = (webhook: string): string => `instruments:
  - { symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }
limits:
  firm: { maxOpenOrders: 1 }
alerts:
  webhook: ${webhook}
`;

describe('a gateway with a webhook', () => {
  let server: Server;
  const got: { code: string; severity: string }[] = [];
  let desk: Desk;
  let taking = true;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', part => (body += part));
      request.on('end', () => {
        if (taking) got.push(...JSON.parse(body).alerts);
        response.writeHead(taking ? 204 : 503).end();
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    desk = await Desk.make({ config: config(`http://127.0.0.1:${port}/?key=s3cret`) });
    await desk.start();
  });
  afterAll(async () => {
    await desk.stop();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  test('tells it what a person should know; while it is away a fact says so, and what it missed comes after', async () => {
    const { gateway } = desk.running!;
    const facts: Fact[] = [];
    gateway.watchers.add(turn => void facts.push(...turn.facts));
    await desk.order('A');
    await until('the alert', () => got.length === 1);
    taking = false;
    gateway.kills.kill({ level: 'firm', key: '', id: 'k1', by: 'ann', reason: 'drill' });
    await until('the fact', () => facts.some(f => f.type === 'AlertsNotDelivered'));
    taking = true;
    await until('the rest', () => got.length === 3);
    expect([got.map(a => `${a.severity} ${a.code}`), facts.filter(f => f.type === 'AlertsNotDelivered')]).toEqual([
      ['warning LimitNear', 'critical KillSwitchEngaged', 'warning AlertsNotDelivered'],
      [{ type: 'AlertsNotDelivered', outlet: 'webhook', why: 'HTTP 503' }],
    ]);
  });
});

test.each([
  ['ftp://x/', 'sluice.yaml:6: alerts.webhook: must be an http or https address'],
  ['https://x/\n  minIntervalSeconds: -1', 'sluice.yaml:7: alerts.minIntervalSeconds: Too small: expected number to be >=0'],
  ['https://x/\n  every: 1', 'sluice.yaml:7: alerts.every: unknown key'],
])('a config with the webhook %j is refused', (webhook, words) => {
  expect(() => readConfig('sluice.yaml', config(webhook))).toThrow(words);
});
