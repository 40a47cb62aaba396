import { type RunningSimulator, type SimulatorOptions, startSimulator } from '../../../src/run/sim';
import { parseFaults } from '../../../src/run/sim-faults';
import { readLatencies } from '../../../src/run/sim-latency';
import { settings, until } from '../../fix/transport/pair';
import { Oms } from '../../run/oms';

jest.setTimeout(60_000);

const CLIENT = `[SESSION]
ConnectionType=initiator
Role=oms
SenderCompID=ME
TargetCompID=SIM
SocketConnectHost=127.0.0.1
`;

/** A simulator and a client that is logged on to it; both are stopped behind `act`. */
async function withClient<T>(
  options: Pick<SimulatorOptions, 'faults' | 'latencies'>,
  act: (oms: Oms, simulator: RunningSimulator) => Promise<T>,
): Promise<T> {
  const simulator = await startSimulator({ port: 0, seed: 1, symbols: ['ACME'], instruments: [], clients: ['ME'], ...options });
  const oms = new Oms(settings(`${CLIENT}SocketConnectPort=${simulator.port}`)[0]!);
  try {
    await oms.logOn();
    return await act(oms, simulator);
  } finally {
    await oms.stop();
    await simulator.stop();
  }
}

const ORDERS = Array.from({ length: 12 }, (_, i) => `o${i + 1}`);

/** A bid far below the market: it rests, and has one report. */
const rest = (oms: Oms, clOrdId: string): void =>
  oms.say('D', [
    [11, clOrdId],
    [21, '1'],
    [55, 'ACME'],
    [54, '1'],
    [38, '100'],
    [40, '2'],
    [44, '1'],
  ]);

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** ClOrdIDs of the orders that were accepted, as often and in the order in which the client was told. */
const told = (oms: Oms): (string | undefined)[] => oms.got.filter(g => g[35] === '8' && g[150] === '0').map(g => g[11]);

test.each([
  ['drop', '{ message: every 4, fault: drop }'],
  ['drop on the way in', '{ message: every 4, direction: in, fault: drop }'],
  ['delay', '{ message: every 4, fault: delay, for: 50ms }'],
  ['delay on the way in', '{ message: every 4, direction: in, fault: delay, for: 50ms }'],
  ['reorder', '{ message: every 3, fault: reorder }'],
  ['reorder on the way in', '{ message: every 3, direction: in, fault: reorder }'],
  ['partialWrite', '{ message: every 2, fault: partialWrite, for: 10ms }'],
  ['sequenceGap', '{ message: every 4, fault: sequenceGap }'],
  ['possDup', '{ message: every 2, fault: possDup }'],
  ['possDup on the way in', '{ message: every 2, direction: in, fault: possDup }'],
  ['garbled', '{ message: every 4, fault: garbled }'],
  ['disconnect', '{ message: 5, fault: disconnect }'],
  ['slowAck', '{ at: 0s, fault: slowAck, for: 100ms }'],
  ['venueRestart', '{ at: 60ms, fault: venueRestart, for: 200ms }'],
])('under %s a session recovers: every order is answered once, in order', async (_what, rule) => {
  const faults = parseFaults('f.yaml', `rules: [${rule}]`);
  const seen = await withClient({ faults }, async (oms, simulator) => {
    for (const [i, clOrdId] of ORDERS.entries()) {
      rest(oms, clOrdId);
      if (i % 3 === 2) await pause(30); // three at once: a burst
    }
    // a message behind the last one shows what is missing
    await pause(150);
    oms.say('H', [
      [11, 'o1'],
      [55, 'ACME'],
      [54, '1'],
    ]);
    await until('every answer', () => told(oms).length >= ORDERS.length);
    return { told: told(oms), struck: simulator.struck().size };
  });
  expect(seen).toEqual({ told: ORDERS, struck: 1 });
});

test('messages take their time both ways and keep their order', async () => {
  const latencies = readLatencies('--latency', 'entry=constant:60ms,response=lognormal:20ms:1', 1);
  const seen = await withClient({ latencies }, async oms => {
    const began = Date.now();
    for (const clOrdId of ORDERS) rest(oms, clOrdId);
    await until('every answer', () => told(oms).length === ORDERS.length);
    return { told: told(oms), waited: Date.now() - began >= 60 };
  });
  expect(seen).toEqual({ told: ORDERS, waited: true });
});
