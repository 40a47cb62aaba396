import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '../../src/clock/system-clock';
import type { Clock } from '../../src/core/ports';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { BUILT_IN } from '../../src/run/config';
import { Gateway } from '../../src/run/gateway';
import { KillLatch } from '../../src/run/kill-latch';
import { settings, until } from '../fix/transport/pair';
import { Oms } from './oms';
import { freePorts } from './paper-rig';

const HOUR = 3_600_000_000;
const MONDAY_TEN = Date.UTC(2026, 0, 5, 10) * 1000;
const COMMON = 'CheckLatency=N\nSenderCompID=';

/** A clock that can be put forward. */
class Shifted implements Clock {
  private readonly real = new SystemClock();
  private offset = 0;
  set(at: number): void {
    this.offset = at - this.real.now();
  }
  now(): number {
    return this.real.now() + this.offset;
  }
  at(at: number, wake: () => void): () => void {
    return this.real.at(at - this.offset, wake);
  }
  stop(): void {
    this.real.stop();
  }
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };

/** A gateway with one OMS session, open from 08:00 to 17:00 UTC, on a folder that outlives it. */
class Rig {
  readonly dir = mkdtempSync(join(tmpdir(), 'sluice-hours-'));
  readonly clock = new Shifted();
  private oms: Oms | undefined;
  private port = 0;
  journal!: SqliteJournal;
  gateway!: Gateway;

  async start(at: number): Promise<void> {
    this.clock.set(at);
    if (this.port === 0) [this.port = 0] = await freePorts(1);
    this.journal = new SqliteJournal(join(this.dir, 'journal.db'), { durability: 'process' });
    const latch = new KillLatch(this.dir);
    latch.begin();
    this.gateway = new Gateway({
      config: BUILT_IN,
      settings: settings(
        `[SESSION]\nConnectionType=acceptor\nTargetCompID=OMS\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=${this.port}\nStartTime=08:00:00\nEndTime=17:00:00\n${COMMON}SLUICE`,
      ),
      journal: this.journal,
      clock: this.clock,
      latch,
      log: quiet,
      version: 'test',
      die: code => {
        throw new Error(`died with ${code}`);
      },
    });
    await this.gateway.start();
  }

  /** An OMS whose numbers begin at 1 logs on. */
  async logOn(): Promise<Oms> {
    const [session] = settings(
      `[SESSION]\nConnectionType=initiator\nTargetCompID=SLUICE\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${this.port}\n${COMMON}OMS`,
    );
    this.oms = new Oms(session!);
    await this.oms.logOn();
    return this.oms;
  }

  async omsStops(): Promise<void> {
    await this.oms?.stop();
    this.oms = undefined;
  }

  get numbers(): string {
    const [s] = this.gateway.engine.sessions();
    return `${s!.nextIn}/${s!.nextOut}`;
  }

  /** What the journal says why numbers went back to 1. */
  resets(): string[] {
    return [...this.journal.turns()].flatMap(t => t.facts.flatMap(f => (f.type === 'SessionReset' ? [f.cause] : [])));
  }

  async end(): Promise<void> {
    await this.omsStops();
    await this.gateway.stop();
    this.clock.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

describe('the hours of a session, over TCP', () => {
  let rig: Rig;
  beforeEach(() => {
    rig = new Rig();
  });
  afterEach(() => rig.end());

  test('at the end the OMS is logged out; it is refused with the reason until the next window, which begins at 1', async () => {
    await rig.start(MONDAY_TEN);
    const monday = await rig.logOn();
    rig.clock.set(MONDAY_TEN + 7 * HOUR);
    await until('refused', () => monday.events.some(e => e.type === 'logonRefused'));
    const told = monday.events.flatMap(e => (e.type === 'loggedOff' || e.type === 'logonRefused' ? [e.reason] : []));
    await rig.omsStops();
    rig.clock.set(MONDAY_TEN + 22 * HOUR);
    const tuesday = await rig.logOn();
    await until('the Logout that refused it is filled in', () => tuesday.events.some(e => e.type === 'gapClosed'));
    expect([told.slice(0, 2), rig.resets()]).toEqual([
      [
        'the peer logged out: the session window ended',
        "the peer answered with Logout: outside the session's hours: it opens Tuesday 2026-01-06 08:00:00 UTC",
      ],
      ['the session window ended'],
    ]);
  });

  test('stopped in one window and started in the next, it begins at 1, and the journal says why', async () => {
    await rig.start(MONDAY_TEN);
    await rig.logOn();
    await rig.omsStops();
    await rig.gateway.stop();
    await rig.start(MONDAY_TEN + 24 * HOUR);
    const begun = rig.numbers;
    await rig.logOn();
    await until('the OMS has made sure of the numbers', () => rig.numbers === '3/3');
    expect([begun, rig.numbers, rig.resets()]).toEqual(['1/1', '3/3', ['the session window ended']]);
  });

  test('stopped and started in one window, numbers go on', async () => {
    await rig.start(MONDAY_TEN);
    await rig.logOn();
    await rig.omsStops();
    const before = rig.numbers;
    await rig.gateway.stop();
    await rig.start(MONDAY_TEN + HOUR);
    expect([before, rig.numbers, rig.resets()]).toEqual(['4/4', '4/4', []]);
  });
});
