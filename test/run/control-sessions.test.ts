import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fact } from '../../src/core/facts';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { askControl } from '../../src/run/control-client';
import { type Running, start } from '../../src/run/start';
import { type Party, party, settings, until } from '../fix/transport/pair';
import { freePorts } from './paper-rig';

const VENUE = 'FIX.4.4:SLUICE->VENUE';
const OMS = 'FIX.4.4:SLUICE->OMS';
const WHO = { by: 'ann', reason: 'drill' };

describe('sessions over the control socket', () => {
  let dir: string;
  let venue: Party;
  let oms: Party;
  let running: Running;

  const ask = async (cmd: string, more: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
    askControl(join(dir, 'data', 'control.sock'), { cmd, ...more }, 8000).catch((error: Error) => ({ error: error.message }));
  const numbersOf = (answer: Record<string, unknown>): unknown => {
    const s = answer['session'] as { nextIn: number; nextOut: number; generation: number } | undefined;
    return s === undefined ? answer['error'] : `${s.nextIn}/${s.nextOut}/${s.generation}`;
  };
  const row = async (id: string): Promise<Record<string, unknown>> =>
    ((await ask('sessions'))['sessions'] as Record<string, unknown>[]).find(s => s['id'] === id)!;
  const facts = (type: Fact['type']): Fact[] => {
    const journal = new SqliteJournal(join(dir, 'data', 'journal.db'), { durability: 'process', readonly: true });
    const found = [...journal.turns()].flatMap(t => t.facts).filter(f => f.type === type);
    journal.close();
    return found;
  };
  const settled = (): boolean => running.gateway.line.books.sessions.get(VENUE)?.settled === true;

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'sluice-sessions-'));
    const [omsPort, venuePort] = await freePorts(2);
    venue = party(
      settings(
        `[SESSION]\nConnectionType=acceptor\nRole=oms\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=${venuePort}\nSenderCompID=VENUE\nTargetCompID=SLUICE\n`,
      ),
    );
    await venue.engine.start();
    mkdirSync(join(dir, 'sessions'));
    writeFileSync(
      join(dir, 'sessions', 'gateway.cfg'),
      `[DEFAULT]
BeginString=FIX.4.4
SenderCompID=SLUICE
NonStopSession=Y
ReconnectInterval=1
[SESSION]
ConnectionType=acceptor
TargetCompID=OMS
SocketAcceptAddress=127.0.0.1
SocketAcceptPort=${omsPort}
[SESSION]
ConnectionType=initiator
TargetCompID=VENUE
SocketConnectHost=127.0.0.1
SocketConnectPort=${venuePort}
`,
    );
    const options = { http: 0, durability: 'process', config: undefined, say: () => undefined } as const;
    running = await start({ sessions: join(dir, 'sessions'), data: join(dir, 'data'), ...options });
    oms = party(
      settings(
        `[SESSION]\nConnectionType=initiator\nRole=oms\nSenderCompID=OMS\nTargetCompID=SLUICE\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${omsPort}\n`,
      ),
    );
    await oms.engine.start();
    await until('logged on', () => running.gateway.engine.session(OMS).loggedOn && oms.engine.sessions()[0]!.loggedOn);
  });
  afterEach(async () => {
    await oms.engine.stop();
    await running.stop();
    await venue.engine.stop();
    for (const p of [oms, venue]) p.clock.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  test('a list tells state, numbers, counters; an explanation every key and where it stands', async () => {
    const told = await ask('session-explain', { session: 'VENUE' });
    const keys = (told['keys'] as { key: string; value: string; from: string }[]).filter(k =>
      ['HeartBtInt', 'ReconnectInterval'].includes(k.key),
    );
    expect([await row(VENUE), keys, (told['schedule'] as string[]).length > 0]).toMatchObject([
      {
        role: 'venue',
        type: 'initiator',
        tls: false,
        state: 'inSession',
        loggedOn: true,
        nextIn: 3,
        nextOut: 3,
        opens: null,
        lastReset: null,
        counters: { logons: 1, logoffs: 0, gaps: 0 },
      },
      [
        { key: 'ReconnectInterval', value: '1', from: `${join(dir, 'sessions', 'gateway.cfg')}:5` },
        { key: 'HeartBtInt', value: '30', from: 'default' },
      ],
      true,
    ]);
  });

  test('disconnect is a Logout, both sides are told, and an initiator comes back', async () => {
    const answer = await ask('session-disconnect', { session: VENUE, ...WHO });
    const off = venue.events.at(-1);
    await until('back', settled);
    expect([numbersOf(answer), off, facts('SessionOperated'), await row(VENUE)]).toMatchObject([
      '4/4/0',
      { type: 'loggedOff', reason: 'the peer logged out: disconnected by the operator' },
      [{ session: VENUE, act: 'disconnect', ...WHO }],
      { loggedOn: true, counters: { logons: 2, logoffs: 1, lastTrouble: 'disconnected by the operator' } },
    ]);
  });

  test('reset logs out, sets both numbers to 1, and says in the journal and in the list who did it and why', async () => {
    venue.engine.session('FIX.4.4:VENUE->SLUICE').whenOff('eod', () => venue.engine.session('FIX.4.4:VENUE->SLUICE').reset());
    const answer = await ask('session-reset', { session: 'VENUE', ...WHO });
    await until('back', settled);
    const now = await row(VENUE);
    expect([numbersOf(answer), facts('SessionReset'), facts('SessionOperated'), now]).toMatchObject([
      '1/1/1',
      [{ session: VENUE, cause: 'operator' }],
      [{ session: VENUE, act: 'reset', ...WHO }],
      { loggedOn: true, lastReset: { cause: 'reset by ann: drill', at: expect.stringMatching(/^20/) } },
    ]);
  });

  test('set-seq goes forward, and back only by force; then what was sent before is not sent again', async () => {
    await oms.engine.stop();
    await until('off', () => !running.gateway.engine.session(OMS).loggedOn);
    const answers: unknown[] = [];
    for (const more of [{ out: 2 }, { in: 2 }, { in: 3, out: 3 }, { in: 0 }, { in: 20, out: 30 }, { out: 5, force: true }]) {
      answers.push(numbersOf(await ask('session-set-seq', { session: OMS, ...WHO, ...more })));
    }
    expect([answers, facts('SessionOperated')]).toEqual([
      [
        '--out 2 is refused: the peer may have seen every number up to 2; --force sets it all the same',
        '--in 2 is refused: the peer has used every number up to 2; --force sets it all the same',
        'nothing to set: next in is 3 and next out is 3 already',
        '--in must be a whole number from 1 to 2000000000',
        '20/30/0',
        '20/5/1',
      ],
      [
        { type: 'SessionOperated', session: OMS, act: 'set-seq', ...WHO, nextIn: 20, nextOut: 30 },
        { type: 'SessionOperated', session: OMS, act: 'set-seq', ...WHO, nextIn: 20, nextOut: 5 },
      ],
    ]);
  });

  test('a session that is not there, or meant twice, is answered with the nearest', async () => {
    const answers = [
      await ask('session-reset', { session: 'FIX.4.4:SLUICE->VENEU', ...WHO }),
      await ask('session-reset', { session: 'oms', ...WHO }),
      await ask('session-reset', { session: 'VENUE', by: 'ann' }),
      await ask('session-blow-up', { session: 'VENUE' }),
    ];
    expect(answers).toEqual([
      { error: `no session 'FIX.4.4:SLUICE->VENEU'; did you mean '${VENUE}'?` },
      { error: "no session 'oms'; did you mean 'OMS'?" },
      { error: "'reason' is missing" },
      { error: "unknown command 'session-blow-up'" },
    ]);
  });
});
