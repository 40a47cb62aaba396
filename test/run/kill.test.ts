import type { FactOf } from '../../src/core/facts';
import { KillLatch } from '../../src/run/kill-latch';
import { until } from '../fix/transport/pair';
import { Desk } from './desk';

/** Orders that are sent while the kill comes; `SLUICE_LONG=1` sends twenty times as many. */
const ATTEMPTS = process.env['SLUICE_LONG'] === '1' ? 100_000 : 5_000;
const MS = process.env['SLUICE_LONG'] === '1' ? 240_000 : 60_000;

const OMS = 'FIX.4.4:SLUICE->OMS';
const VENUE = 'FIX.4.4:SLUICE->VENUE';
const order = (clOrdId: string): FactOf<'ParentOrderReceived'> => ({
  ...{ type: 'ParentOrderReceived', session: OMS, clOrdId, symbol: 'ACME', side: '1', orderQty: '100' },
  ...{
    ordType: '2',
    price: '100',
    timeInForce: '0',
    body: `55=ACME\x0154=1\x0138=100\x0140=2\x0144=100\x0160=20260105-10:00:00\x01`,
  },
});
const FIRM = { level: 'firm', key: '', by: 'ann', reason: 'drill' } as const;

describe('the kill switch of a gateway that runs', () => {
  let desk: Desk;
  const run = async (options: Parameters<typeof Desk.make>[0], story: () => Promise<void>): Promise<void> => {
    desk = await Desk.make(options);
    try {
      await desk.start();
      await until('the venue is settled', () => gateway().line.books.sessions.get(VENUE)?.settled === true);
      await story();
    } finally {
      await desk.stop();
    }
  };
  const gateway = () => desk.running!.gateway;
  const latched = (): string[] => new KillLatch(desk.data).read().engaged.map(k => `${k.level}: ${k.by}: ${k.reason}`);
  const toVenue = (): string[] => desk.venue.got.map(g => `${g[35]} ${g[526] ?? ''}`);

  test('of a risk session: q is latched and answered by the level; its repeat does nothing', () =>
    run({ oms: 'RiskRole=Y' }, async () => {
      const child = await desk.order('X');
      desk.report(child, 'E1', {});
      const ask = (): void => desk.oms.say('q', [[11, 'Q1'] as const, [530, '7'] as const]);
      ask();
      const answer = await desk.seen(desk.oms, 'the answer', g => g[35] === 'r');
      const cancel = await desk.seen(desk.venue, 'the cancel', g => g[35] === 'F');
      gateway().kills.release({ level: 'firm', key: '', id: 'R', by: 'bob', reason: 'over' });
      ask();
      await until('the second answer', () => desk.oms.got.filter(g => g[35] === 'r').length === 2);
      expect([answer[531], answer[533], answer[58], cancel[41] === child, latched()]).toEqual([
        '7',
        '1',
        'KillSwitch: engaged at level firm',
        true,
        [],
      ]);
    }));

  test('of any other session q only cancels', () =>
    run({}, async () => {
      await desk.order('X');
      desk.oms.say('q', [[11, 'Q1'] as const, [530, '7'] as const]);
      const answer = await desk.seen(desk.oms, 'the answer', g => g[35] === 'r');
      expect([answer[531], answer[58], latched()]).toEqual(['7', undefined, []]);
    }));

  test('is engaged by SIGUSR2', () =>
    run({}, async () => {
      process.emit('SIGUSR2', 'SIGUSR2'); // the signal itself would not be this test's to take: test/crash sends it
      await until('it is latched', () => latched().length > 0);
      desk.send('X');
      const denied = await desk.seen(desk.oms, 'the denial', g => g[39] === '8');
      expect([latched(), denied[58], toVenue()]).toEqual([
        ['firm: SIGUSR2: the process was sent the signal'],
        'KillSwitch: firm engaged by SIGUSR2: the process was sent the signal',
        [],
      ]);
    }));

  test('holds back an order and a replace that were decided in the same batch, and denies them in the next', () =>
    run({}, async () => {
      const child = await desk.order('X');
      desk.report(child, 'E1', {});
      await desk.seen(desk.oms, 'the acknowledgement', g => g[11] === 'X' && g[39] === '0');
      const { line, kills } = gateway();
      line.post({ ...order('R'), type: 'ParentReplaceReceived', origClOrdId: 'X', orderQty: '200' });
      line.post(order('N'));
      kills.kill({ ...FIRM, id: 'K' });
      const cancel = await desk.seen(desk.venue, 'the cancel', g => g[35] === 'F');
      const denied = await desk.seen(desk.oms, 'the denial', g => g[11] === 'N' && g[39] === '8');
      const refused = await desk.seen(desk.oms, 'the refusal', g => g[35] === '9' && g[11] === 'R');
      desk.report(cancel[11]!, 'E2', { 41: child, 150: '4', 39: '4', 151: '0' });
      const cancelled = await desk.seen(desk.oms, 'the end', g => g[39] === '4');
      const text = 'KillSwitch: firm engaged by ann: drill';
      expect([toVenue(), cancel[41], denied[58], refused[58], cancelled[58]]).toEqual([['D X', 'F X'], child, text, text, text]);
    }));

  test('a mass cancel goes to a venue that takes it, and its answer is taken up', () =>
    run({ venue: 'MassCancel=Y' }, async () => {
      const child = await desk.order('X');
      gateway().kills.kill({ ...FIRM, id: 'K' });
      const asked = await desk.seen(desk.venue, 'the mass cancel', g => g[35] === 'q');
      desk.venue.say('r', [
        [11, asked[11]!],
        [37, 'M1'],
        [530, '7'],
        [531, '7'],
      ]);
      desk.report(child, 'E1', { 150: '4', 39: '4', 151: '0' });
      const ended = await desk.seen(desk.oms, 'the end', g => g[39] === '4');
      expect([asked[530], ended[58], toVenue()]).toEqual(['7', 'KillSwitch: firm engaged by ann: drill', ['D X', 'q ']]);
    }));

  test('a mass cancel of an account by the risk role latches the account, and cancels the orders of that only', () =>
    run({ oms: 'RiskRole=Y' }, async () => {
      await desk.order('X', [1, 'A1']);
      await desk.order('Y', [1, 'B1']);
      desk.oms.say('q', [[11, 'Q1'] as const, [530, '7'] as const, [1, 'A1'] as const]);
      const answer = await desk.seen(desk.oms, 'the answer', g => g[35] === 'r');
      await desk.seen(desk.venue, 'the cancel', g => g[35] === 'F');
      desk.send('N', [1, 'A1']);
      const denied = await desk.seen(desk.oms, 'the denial', g => g[39] === '8');
      expect([answer[533], answer[58], toVenue(), latched(), denied[58]]).toEqual([
        '1',
        "KillSwitch: engaged at level account 'A1'",
        ['D X', 'D Y', 'F X'],
        ["account: FIX.4.4:SLUICE->OMS: OrderMassCancelRequest (q) 'Q1'"],
        `KillSwitch: account 'A1' engaged by FIX.4.4:SLUICE->OMS: OrderMassCancelRequest (q) 'Q1'`,
      ]);
    }));

  test('leaves a venue that does not answer, where that makes it cancel', () =>
    run({ venue: 'CancelsOn=logout' }, async () => {
      await desk.order('X');
      gateway().kills.kill({ ...FIRM, id: 'K' });
      await until('it is left', () => desk.venue.events.some(e => e.type === 'loggedOff'));
      expect(gateway().kills.rows()[0]).toMatchObject({ asked: 1, outstanding: 1 });
    }));

  test('an OMS that leaves and stays away has its orders cancelled', () =>
    run({ oms: 'CancelOnDisconnect=Y\nCancelOnDisconnectAfter=1' }, async () => {
      await desk.order('X');
      await desk.oms.engine.stop();
      await desk.seen(desk.venue, 'the cancel', g => g[35] === 'F');
      expect([toVenue(), latched()]).toEqual([['D X', 'F X'], []]);
    }));

  test(
    'after it no new order reaches the wire, however many are on their way',
    () =>
      run({}, async () => {
        for (let n = 0; n < ATTEMPTS / 2; n++) desk.send(`A${n}`);
        await until('orders flow', () => desk.venue.got.length > 100);
        for (let n = 0; n < ATTEMPTS / 2; n++) desk.send(`B${n}`);
        await new Promise(resolve => setTimeout(resolve, 20));
        const venue = gateway().engine.session(VENUE);
        gateway().kills.kill({ ...FIRM, id: 'K' });
        const last = venue.nextOut - 1;
        const answered = (): number => new Set(desk.oms.got.filter(g => g[35] === '8').map(g => g[11])).size;
        const denied = (): number => desk.oms.got.filter(g => g[39] === '8' && g[58]!.startsWith('KillSwitch')).length;
        const sent = (): number => desk.venue.got.filter(g => g[35] === 'D').length;
        const end = Date.now() + MS;
        while (sent() + denied() < ATTEMPTS && Date.now() < end) await new Promise(resolve => setTimeout(resolve, 50));
        const late = desk.venue.got.filter(g => g[35] === 'D' && Number(g[34]) > last).length;
        const killed = denied();
        expect([late, sent() + killed, killed > 0, answered() >= killed]).toEqual([0, ATTEMPTS, true, true]);
      }),
    MS + 20_000,
  );
});
