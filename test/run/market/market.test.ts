import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fact, FactOf } from '../../../src/core/facts';
import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import type { Micros } from '../../../src/core/numbers';
import { replayJournal } from '../../../src/run/replay';
import { type RunningSimulator, startSimulator } from '../../../src/run/sim';
import { type Running, start } from '../../../src/run/start';
import { PACKAGE_ROOT } from '../../../src/run/version';
import { settings, until } from '../../fix/transport/pair';
import { Oms } from '../oms';
import { freePorts } from '../paper-rig';
import { featuresOf, recordingOf } from './recorded';

jest.setTimeout(60_000);
beforeAll(() => (process.env['SLUICE_LOG'] = 'silent'));

interface Told<T extends Fact['type']> {
  readonly at: Micros;
  readonly fact: FactOf<T>;
}

/** A gateway and a simulator beside it, whose operator is at hand. */
class Pair {
  readonly dir = mkdtempSync(join(tmpdir(), 'sluice-market-'));
  readonly told: Told<Fact['type']>[] = [];
  running!: Running;
  simulator!: RunningSimulator;
  oms!: Oms;

  async start(marketData: string, ports?: number[]): Promise<this> {
    const [oms, sim] = ports ?? (await freePorts(2));
    const instruments = [{ symbol: 'ACME', tick: '0.01', lot: '1', priorClose: '100' }];
    this.simulator = await startSimulator({ port: sim!, seed: 3, symbols: ['ACME'], instruments });
    const cfg = readFileSync(join(PACKAGE_ROOT, 'sessions/paper/gateway.cfg'), 'utf8');
    writeFileSync(join(this.dir, 'gateway.cfg'), cfg.replaceAll('9880', `${oms}`).replaceAll('9881', `${sim}`));
    const yaml = `instruments: [{ symbol: ACME, tick: 0.01, lot: 1, priorClose: 100 }]\nmarketData: ${marketData}\n`;
    writeFileSync(join(this.dir, 'sluice.yaml'), yaml);
    const data = join(this.dir, 'data');
    this.running = await start({
      sessions: this.dir,
      data,
      http: 0,
      durability: 'process',
      config: undefined,
      say: () => undefined,
    });
    this.running.gateway.watchers.add(({ at, facts }) => {
      for (const fact of facts) this.told.push({ at, fact });
    });
    const [session] = settings(
      `[SESSION]\nConnectionType=initiator\nSenderCompID=OMS\nTargetCompID=SLUICE\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${oms}`,
    );
    this.oms = new Oms(session!);
    await this.oms.logOn();
    await until('quotes', () => this.running.gateway.line.books.quotes.get('ACME')?.ask !== undefined);
    return this;
  }

  of<T extends Fact['type']>(type: T): Told<T>[] {
    return this.told.filter(t => t.fact.type === type) as readonly unknown[] as Told<T>[];
  }

  twap(clOrdId: string, qty: number, seconds: number): void {
    const parameter = (name: string, value: string): [number, string][] => [
      [958, name],
      [959, '11'],
      [960, value],
    ];
    const fields: [number, string][] = [
      [11, clOrdId],
      [21, '1'],
      [55, 'ACME'],
      [54, '1'],
      [38, `${qty}`],
      [40, '1'],
      [847, '1001'],
    ];
    this.oms.say('D', [...fields, [957, '2'], ...parameter('Duration', `${seconds}`), ...parameter('SlotSeconds', '1')]);
  }

  async stop(): Promise<void> {
    await this.oms.stop();
    await this.running.stop();
    await this.simulator.stop();
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

describe('market data of a running gateway', () => {
  const pair = new Pair();
  afterAll(() => pair.remove());

  test('is shown to decisions, recorded and watched; a halt and news make it careful', async () => {
    const news = join(pair.dir, 'news.jsonl');
    writeFileSync(news, '{"headline": "old"}\n');
    await pair.start('{ record: rec, news: news.jsonl, depth: 10, caution: { news: 5, halt: 1 } }');
    pair.twap('a', 400, 4);
    await until('first looks', () => pair.of('SliceScheduled').length > 2);
    pair.simulator.operate('halt ACME');
    await until('halted', () => pair.running.gateway.line.books.markets.get('ACME')?.trading === false);
    pair.simulator.operate('status ACME reopening');
    pair.simulator.operate('resume ACME');
    await until('careful', () => pair.of('CautionBegan').length === 1);
    await until('no more', () => pair.of('CautionEnded').length === 1);
    pair.simulator.operate('news flash ACME Plant on fire');
    await until('news', () => pair.of('NewsReceived').length === 1);
    appendFileSync(news, '{"headline": "Rates up", "urgency": "normal", "source": "desk"}\nno json\n');
    await until('more news', () => pair.of('NewsUnreadable').length === 1);
    pair.twap('b', 100, 2);
    const closed = (id: string): boolean => ['2', '4', 'C'].includes(pair.oms.reports(id).at(-1)?.[39] ?? '');
    await until('both closed', () => closed('a') && closed('b'));
    await pair.stop();
    const about = pair
      .of('NewsReceived')
      .map(({ fact: { source, headline, urgency, symbols } }) => [source, headline, urgency, symbols]);
    const caution = pair.of('CautionBegan').map(({ fact: { symbol, cause } }) => [symbol, cause]);
    const unreadable = pair.of('NewsUnreadable').map(({ fact: { where, why } }) => `${where} ${why}`);
    expect([about, caution, unreadable, pair.of('MarketDataStale')]).toEqual([
      [
        ['FIX.4.4:SLUICEMD->SIM', 'Plant on fire', 'flash', ['ACME']],
        ['desk', 'Rates up', 'normal', []],
      ],
      [
        ['ACME', 'halt'],
        ['ACME', 'news'],
      ],
      [`${news}:3 is no JSON: 'no json'`],
      [],
    ]);
  });

  test('every look of a schedule stands behind what the market had told by then, once', () => {
    const kinds = pair.told.map(({ fact }) => fact.type);
    const seen = pair.of('MarketSeen');
    const looks = kinds.filter((type, i) => type === 'TimerFired' && kinds[i - 1] === 'MarketSeen').length;
    const rising = seen.every(({ fact: { asOf }, at }, i) => asOf <= at && (i === 0 || asOf >= seen[i - 1]!.fact.asOf));
    const [deep] = seen.map(({ fact }) => fact.bids.length).sort((a, b) => b - a);
    expect([looks > 5, rising, deep! > 5, seen[0]!.fact.features.length]).toEqual([true, true, true, SYMBOL_FEATURES.length]);
  });

  test('the features of a live decision are those that the recording gives, to the bit', async () => {
    const seen = pair.of('MarketSeen');
    const again = await featuresOf(
      join(pair.dir, 'rec'),
      'ACME',
      seen.map(({ at, fact }) => ({ at, asOf: fact.asOf })),
    );
    expect(again).toEqual(seen.map(({ fact }) => fact.features));
  });

  test('deciding again from the journal alone gives the same decisions', () => {
    const { difference, decisions } = replayJournal(join(pair.dir, 'data', 'journal.db'));
    expect([difference, decisions > 100]).toEqual([undefined, true]);
  });

  test('the simulator plays the recording', async () => {
    const { books, trades } = recordingOf(join(pair.dir, 'rec'), 'ACME');
    const tape = { kind: 'l2', file: books, trades, symbol: 'ACME', speed: 100 } as const;
    const wrong: Error[] = [];
    const instruments = [{ symbol: 'ACME', tick: '0.01', lot: '1', priorClose: '100' }];
    const sim = await startSimulator({ port: 0, seed: 1, symbols: [], instruments, tape, tapeFailed: e => wrong.push(e) });
    await new Promise(resolve => setTimeout(resolve, 300));
    await sim.stop();
    expect(wrong).toEqual([]);
  });
});

test('a session that is cut makes its symbols stale, and its return ends that', async () => {
  const pair = await new Pair().start('{}');
  try {
    const { gateway } = pair.running;
    gateway.engine.session('FIX.4.4:SLUICEMD->SIM').cut('a test');
    await until('stale', () => gateway.line.books.stale.has('ACME'));
    await until('back', () => !gateway.line.books.stale.has('ACME'));
    const feed = gateway.alerts.feed.after(0, 10).alerts.map(({ code, text }) => `${code} ${text}`);
    expect(feed).toEqual([
      'MarketDataStale ACME: FIX.4.4:SLUICEMD->SIM is logged off',
      'MarketDataFlowing market data flows again: ACME',
    ]);
  } finally {
    await pair.stop();
    pair.remove();
  }
});
