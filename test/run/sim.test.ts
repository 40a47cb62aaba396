import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../src/run/config';
import { type SimulatorOptions, startSimulator } from '../../src/run/sim';
import { settings, until } from '../fix/transport/pair';
import { Oms } from './oms';

const HEAD = '34200.0,1,11,100,1000000,1\n34200.0,1,12,100,1000300,-1\n';

describe('a simulator on real time', () => {
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'sluice-sim-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const tape = (text: string): SimulatorOptions => {
    const file = join(dir, 'XYZ_message_1.csv');
    writeFileSync(file, text);
    return {
      port: 0,
      seed: 1,
      symbols: ['ACME'],
      instruments: [],
      tape: { file, symbol: 'XYZ', speed: 100 },
      clients: ['ME'],
    };
  };

  test('a tape and agents side by side: orders of ours meet those of the tape, quotes of both come', async () => {
    const simulator = await startSimulator(tape(`${HEAD}34201.0,4,11,40,1000000,1\n34202.0,3,12,100,1000300,-1\n`));
    const [me] = settings(
      `[SESSION]\nConnectionType=initiator\nSenderCompID=ME\nTargetCompID=SIM\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${simulator.port}`,
    );
    const oms = new Oms(me!);
    try {
      await oms.logOn();
      oms.send('V', w => {
        w.text(262, 'q').text(263, '1').int(264, 1).int(265, 1).int(267, 2).text(269, '0').text(269, '1');
        w.int(146, 2).text(55, 'ACME').text(55, 'XYZ');
      });
      await until('quotes of both', () => oms.got.length >= 2);
      oms.say('D', [
        [11, 's'],
        [21, '1'],
        [55, 'XYZ'],
        [54, '2'],
        [38, '50'],
        [40, '2'],
        [44, '100.00'],
      ]);
      await until('filled', () => oms.reports('s').length === 2);
      const snapshots = oms.got.filter(g => g[35] === 'W').map(g => g[55]);
      const fill = oms.reports('s')[1]!;
      expect([simulator.symbols, snapshots, [fill[39], fill[32], fill[31], fill[851]]]).toEqual([
        ['XYZ', 'ACME'],
        ['ACME', 'XYZ'],
        ['2', '50', '100', '2'],
      ]);
    } finally {
      await oms.stop();
      await simulator.stop();
    }
  });

  test.each([
    ['a column missing', `${HEAD}34203.0,1,13,100,1000000\n`, 'XYZ_message_1.csv:3: '],
    [
      'a price off tick',
      `${HEAD}34203.0,1,13,100,1000050,1\n`,
      'XYZ_message_1.csv:3: price 100.005 is not a multiple of the tick 0.01',
    ],
    ['nothing in it', '', 'XYZ_message_1.csv:1: is empty'],
  ])('a file with %s is refused in one line that names file, line and reason', async (_what, text, said) => {
    const error = await startSimulator(tape(text)).catch((e: unknown) => e);
    const message = error instanceof UsageError ? error.message : String(error);
    expect([error instanceof UsageError, message.includes(said), message.includes('\n')]).toEqual([true, true, false]);
  });

  test('nothing to trade, a port that is taken and a close that is off tick are said in one line', async () => {
    const base = { port: 0, seed: 1, symbols: ['ACME'], instruments: [] };
    const running = await startSimulator(base);
    const why = (options: SimulatorOptions) =>
      startSimulator(options).then(
        () => 'started',
        (e: Error) => `${e.constructor.name} ${e.message.replace(String(running.port), 'PORT')}`,
      );
    const said = [
      await why({ ...base, symbols: [] }),
      (await why({ ...base, port: running.port })).slice(0, 53),
      await why({ ...base, instruments: [{ symbol: 'ACME', tick: '0.05', lot: '1', priorClose: '10.01' }] }),
    ];
    await running.stop();
    expect(said).toEqual([
      'UsageError simulator: no symbols and no tape: nothing to trade',
      'UsageError simulator: cannot listen on 127.0.0.1:PORT',
      "UsageError simulator: ACME: priorClose '10.01' is not a multiple of the tick 0.05",
    ]);
  });
});
