import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoHouse } from '../../src/run/demo-setup';
import { type Answer, sluice } from './run-cli';

jest.setTimeout(120_000);

/** Times, ids, prices and quantities of trades replaced by what they are. */
const masked = ({ code, out, err }: Answer): unknown[] => [
  code,
  ...out.map(line =>
    line
      .replace(/^\d\d:\d\d:\d\d\.\d{3} +/, '')
      .replace(/\bo[a-z0-9]{8,}\b/g, 'ID')
      .replace(/ {2,}/g, '  '),
  ),
  ...err.map(line => `! ${line}`),
];

describe('a gateway, and orders from the command line', () => {
  let house: DemoHouse;
  let flags: string[];
  beforeAll(async () => {
    process.env['SLUICE_LOG'] = 'silent';
    const data = mkdtempSync(join(tmpdir(), 'sluice-order-'));
    house = await DemoHouse.open({ data, seed: 3 });
    await house.client.close();
    flags = ['--data', data, '--port', String(house.port)];
  });
  afterAll(async () => {
    await house.close();
    rmSync(house.dir, { recursive: true, force: true });
  });
  const low = (): string => house.price('ACME', 'bid', { percent: -3 });
  const idOf = ({ out }: Answer): string => /\bo[a-z0-9]{8,}\b/.exec(out[0]!)![0];

  test('an order is sent, asked for, replaced and cancelled, by commands that each log on anew', async () => {
    const sent = await sluice('order', 'buy', '100', 'ACME', '--limit', low(), '--no-wait', ...flags);
    const id = idOf(sent);
    const answers = [sent];
    for (const args of [
      ['status', id],
      ['replace', id, '--qty', '50'],
      ['cancel', id],
      ['cancel', id],
      ['status', id],
    ])
      answers.push(await sluice('order', ...args, ...flags));
    expect(answers.map(masked)).toEqual([
      [0, 'sent  ID'],
      [0, 'status asked  ID', 'status  New  cum 0  leaves 100  avg 0'],
      [
        0,
        'replace sent  ID',
        'replace pending  PendingReplace  cum 0  leaves 100  avg 0',
        'replaced  New  cum 0  leaves 50  avg 0',
      ],
      [
        0,
        'cancel sent  ID',
        'cancel pending  PendingCancel  cum 0  leaves 50  avg 0',
        'canceled  Canceled  cum 0  leaves 0  avg 0',
      ],
      [1, 'cancel sent  ID', 'refused  ID: too late: the order is Canceled'],
      [0, 'status asked  ID', 'status  Canceled  cum 0  leaves 0  avg 0'],
    ]);
  });

  test('a denied order ends with 1 and the reason; an order never sent is unknown to the gateway', async () => {
    const answers = await Promise.all([
      sluice('order', 'buy', '100', 'NOSUCH', ...flags),
      sluice('order', 'watch', 'nobody', ...flags.slice(0, 2)),
    ]);
    answers.push(await sluice('order', 'cancel', 'nobody', '--symbol', 'ACME', '--side', 'buy', ...flags));
    expect(answers.map(masked)).toEqual([
      [1, 'sent  ID', "rejected  Rejected  cum 0  leaves 0  avg 0  UnknownSymbol: Symbol (55) 'NOSUCH' is not configured"],
      [1, "! sluice: ClOrdID 'nobody' is no order of this gateway"],
      [1, 'cancel sent  ID', "refused  ID: OrigClOrdID (41) 'nobody' is no order of this session"],
    ]);
  });

  test('a TWAP shows plan, slices, children and fills; meanwhile another command cancels it over the same session', async () => {
    const working = sluice('order', 'buy', '4000', 'ACME', '--algo', 'twap', '--over', '8s', '--json', ...flags);
    await new Promise(resolve => setTimeout(resolve, 3000));
    const id = house.newestOrder();
    const watching = sluice('order', 'watch', id, '--json', ...flags.slice(0, 2));
    await new Promise(resolve => setTimeout(resolve, 500));
    const cancel = await sluice('order', 'cancel', id, ...flags);
    const rows = (await working).out.map(
      line => JSON.parse(line) as { kind?: string; execType?: string; fact?: { type: string } },
    );
    const kinds = new Set(rows.map(r => r.fact?.type ?? `${r.kind} ${r.execType ?? ''}`.trim()));
    const shown = [
      'sent',
      'report 0',
      'PlanMade',
      'SliceScheduled',
      'ChildOrderProposed',
      'ChildOrderFilled',
      'report F',
      'report 4',
    ];
    expect([(await working).code, cancel.code, (await watching).code, shown.filter(kind => !kinds.has(kind))]).toEqual([
      0,
      0,
      0,
      [],
    ]);
  });

  test('kill, its effect, release, and the sessions', async () => {
    const data = flags.slice(0, 2);
    const answers = [
      await sluice('kill', '--reason', 'test', '--by', 'ana', ...data),
      await sluice('order', 'sell', '10', 'ACME', ...flags),
      await sluice('release', '--reason', 'fixed', '--by', 'ana', ...data),
      await sluice('order', 'sell', '10', 'ACME', '--tif', 'ioc', '--no-wait', ...flags),
    ];
    const sessions = await sluice('sessions', '--json', ...data);
    const listed = (JSON.parse(sessions.out[0]!) as { id: string; role: string }[]).map(s => `${s.id} ${s.role}`);
    expect([...answers.map(masked), listed]).toEqual([
      [0, 'kill switch engaged: 0 orders at venues not confirmed cancelled yet'],
      [1, 'sent  ID', 'rejected  Rejected  cum 0  leaves 0  avg 0  KillSwitch: firm engaged by ana: test'],
      [0, 'kill switch released: orders are taken again'],
      [0, 'sent  ID'],
      ['FIX.4.4:SLUICE->OMS oms', 'FIX.4.4:SLUICE->SIM venue', 'FIX.4.4:SLUICEMD->SIM marketdata'],
    ]);
  });

  test('a client whose numbers are lost begins again with the gateway, and says so', async () => {
    rmSync(join(house.dir, 'oms'), { recursive: true });
    const { code, err } = await sluice('order', 'buy', '10', 'ACME', '--tif', 'ioc', ...flags);
    expect([code, err]).toEqual([0, ['sluice: no numbers are kept here for this session: both sides begin again at 1']]);
  });
});
