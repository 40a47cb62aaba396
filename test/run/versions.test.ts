import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, start } from '../../src/run/start';
import { settings, until } from '../fix/transport/pair';
import { type Got, Oms } from './oms';
import { freePorts } from './paper-rig';

jest.setTimeout(60_000);
beforeAll(() => (process.env['SLUICE_LOG'] = 'silent'));

/** BeginString (8) of each version and where its orders name a strategy. */
const VERSIONS = [
  { begin: 'FIX.4.2', strategy: 5847, parameters: 5848 },
  { begin: 'FIX.4.4', strategy: 847, parameters: 848 },
  { begin: 'FIXT.1.1', strategy: 847, parameters: 848 },
] as const;
type Version = (typeof VERSIONS)[number];

const YAML = (sim: number): string => `
instruments:
  - { symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }
limits: { firm: { maxOrderQty: 1000000, maxNotional: 1000000000 } }
simulator: { port: ${sim}, seed: 1, symbols: [ACME] }
`;

/** A gateway whose OMS sessions of three versions listen on one port, and whose venue speaks one of them. */
const CFG = (port: number, sim: number, venue: string): string => `
[DEFAULT]
SenderCompID=SLUICE
NonStopSession=Y
DefaultApplVerID=FIX.5.0SP2
ReconnectInterval=1
${VERSIONS.map(({ begin }) => `[SESSION]\nConnectionType=acceptor\nBeginString=${begin}\nTargetCompID=OMS\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=${port}`).join('\n')}
[SESSION]
ConnectionType=initiator
BeginString=${venue}
TargetCompID=SIM
SocketConnectHost=127.0.0.1
SocketConnectPort=${sim}
ResetOnLogon=Y
[SESSION]
ConnectionType=initiator
Role=marketdata
SenderCompID=SLUICEMD
BeginString=${venue}
TargetCompID=SIM
SocketConnectHost=127.0.0.1
SocketConnectPort=${sim}
ResetOnLogon=Y
`;

/** An OMS of a version: the words of its orders, and what it was told in the words of FIX 4.4. */
class Desk {
  readonly oms: Oms;

  constructor(
    readonly version: Version,
    port: number,
  ) {
    const [session] = settings(
      `[SESSION]\nConnectionType=initiator\nBeginString=${version.begin}\nDefaultApplVerID=9\nSenderCompID=OMS\nTargetCompID=SLUICE\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${port}`,
    );
    this.oms = new Oms(session!);
  }

  id(name: string): string {
    return `${this.version.begin}-${name}`;
  }

  /** NewOrderSingle; with `seconds` a TWAP over that long. */
  order(name: string, side: string, qty: string, price: string, seconds?: number): void {
    const { strategy, parameters } = this.version;
    this.oms.say('D', [
      [11, this.id(name)],
      [21, '1'],
      [55, 'ACME'],
      [54, side],
      [38, qty],
      [40, '2'],
      [44, price],
      ...(seconds === undefined
        ? []
        : ([
            [strategy, '1001'],
            [parameters, `Duration=${seconds};SlotSeconds=1`],
          ] as [number, string][])),
    ]);
  }

  /** F or G of an order. */
  ask(msgType: 'F' | 'G', name: string, orig: string, terms: readonly (readonly [number, string])[]): void {
    this.oms.say(msgType, [[41, this.id(orig)], [11, this.id(name)], [55, 'ACME'], [54, '1'], ...terms]);
  }

  last(name: string): Got | undefined {
    return this.oms.got.findLast(g => g[11] === this.id(name));
  }

  /** ExecType and OrdStatus of the last report under a name. */
  stands(name: string): string {
    const g = this.last(name);
    return g === undefined ? '' : `${g[35]} 150=${g[150]} 39=${g[39]}`;
  }
}

/** What each desk does: a marketable order, one that is replaced and cancelled, a TWAP, and a mass cancel where the version has one. */
async function trade(desk: Desk): Promise<Record<string, string>> {
  const { begin } = desk.version;
  const of42 = begin === 'FIX.4.2';
  desk.order('take', '1', '50', '110');
  await until(`${begin} filled`, () => desk.last('take')?.[39] === '2');
  desk.order('rest', '1', '10', '90');
  await until(`${begin} rests`, () => desk.stands('rest') === '8 150=0 39=0');
  desk.ask('G', 'more', 'rest', [
    [21, '1'],
    [38, '20'],
    [40, '2'],
    [44, '91'],
  ]);
  await until(`${begin} replaced`, () => desk.last('more')?.[150] === '5');
  const replaced = `${desk.stands('more')} 38=${desk.last('more')?.[38]} 44=${desk.last('more')?.[44]}`;
  desk.ask('F', 'stop', 'more', []);
  await until(`${begin} cancelled`, () => desk.last('stop')?.[39] === '4');
  desk.order('slices', '1', '12', '110', 3);
  await until(`${begin} sliced`, () => desk.last('slices')?.[39] === '2');
  desk.order('mass', '1', '10', '90');
  await until(`${begin} rests again`, () => desk.last('mass') !== undefined);
  desk.oms.say('q', [
    [11, desk.id('all')],
    [530, '1'],
    [55, 'ACME'],
    [54, '1'],
  ]);
  await until(`${begin} answered`, () => desk.oms.got.some(g => g[35] === (of42 ? 'j' : 'r')));
  if (!of42) await until('mass cancelled', () => desk.last('mass')?.[39] === '4');
  const answer = desk.oms.got.find(g => g[35] === (of42 ? 'j' : 'r'));
  return {
    filled: desk.stands('take'),
    sliced: desk.stands('slices'),
    replaced,
    mass: of42 ? `j 380=${answer?.[380]} 372=${answer?.[372]}` : `r 531=${answer?.[531]}`,
    rejects: desk.oms.events
      .filter(e => ['refused', 'rejected'].includes(e.type))
      .map(e => JSON.stringify(e))
      .join(' '),
  };
}

describe.each(VERSIONS.map(v => v.begin))('three versions on one port, to a venue of %s', venue => {
  let dir: string;
  let running: Running;
  let desks: Desk[];
  let milliseconds: number;

  beforeAll(async () => {
    const [port, sim] = await freePorts(2);
    dir = mkdtempSync(join(tmpdir(), 'sluice-versions-'));
    writeFileSync(join(dir, 'gateway.cfg'), CFG(port!, sim!, venue));
    writeFileSync(join(dir, 'sluice.yaml'), YAML(sim!));
    const began = Date.now();
    running = await start({
      sessions: dir,
      data: join(dir, 'data'),
      http: 0,
      durability: undefined,
      config: undefined,
      say: () => undefined,
    });
    milliseconds = Date.now() - began;
    desks = VERSIONS.map(version => new Desk(version, port!));
    await Promise.all(desks.map(desk => desk.oms.logOn()));
    await until('quotes', () => running.gateway.line.books.quotes.get('ACME')?.ask !== undefined);
  });
  afterAll(async () => {
    await Promise.all(desks.map(desk => desk.oms.stop()));
    await running.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  test('DMA and TWAP orders, replaces, cancels and mass cancels, on all three at once', async () => {
    const told = await Promise.all(desks.map(trade));
    const later = {
      filled: '8 150=F 39=2',
      sliced: '8 150=F 39=2',
      replaced: '8 150=5 39=0 38=20 44=91',
      mass: 'r 531=1',
      rejects: '',
    };
    expect({ quick: milliseconds < 3000, told }).toEqual({
      quick: true,
      told: [
        { ...later, filled: '8 150=2 39=2', sliced: '8 150=2 39=2', replaced: '8 150=5 39=5 38=20 44=91', mass: 'j 380=3 372=q' },
        later,
        later,
      ],
    });
  });
});
