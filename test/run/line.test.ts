import type { Input } from '../../src/core/facts';
import { MemoryJournal } from '../../src/journal/memory-journal';
import type { Outlets } from '../../src/run/dispatch';
import { Line, type LineWatch, type Wire } from '../../src/run/line';
import { Timers } from '../../src/run/timers';
import { Rig, T0, VENUE } from '../core/rig';
import { spoken } from '../fix/translate/dialects';

const clock = { now: () => T0, at: () => () => undefined };
const SPOKEN = spoken('FIX.4.4');
const STARTED = new Rig().facts('Started')[0]!;
const UP: Input[] = [STARTED, { type: 'SessionLoggedOn', session: VENUE }, { type: 'SessionSettled', session: VENUE }];
const ORDER = Rig.ready().order('A').facts('ParentOrderReceived')[0]!;

const NO_OUTLETS: Outlets = {
  leave: () => undefined,
  beforeOrders: () => undefined,
  proveTold: () => undefined,
  askForecast: () => undefined,
  send: () => undefined,
  dialect: () => SPOKEN,
  timers: new Timers(clock, () => undefined),
};

/** A line whose journal and sockets write down what they are told, in order. */
function rig(journal = new MemoryJournal(), now = clock.now) {
  const log: string[] = [];
  let queued: string[] = [];
  const { append, commit } = journal;
  journal.append = turn => {
    log.push(`append ${turn.facts[0]!.type}`);
    append.call(journal, turn);
  };
  journal.commit = batch => {
    log.push(`commit ${queued.join(' ')}`.trim());
    return commit.call(journal, batch);
  };
  const watch: LineWatch = {
    turned: () => undefined,
    committed: turn => log.push(`committed ${turn.facts[0]!.type}`),
    failed: (cause, error) => log.push(`failed ${cause} ${(error as Error).message}`),
  };
  const wire: Wire = {
    takeBatch: () => (queued.length === 0 ? undefined : { runs: [], numbers: [] }),
    flush: () => {
      log.push(`write ${queued.join(' ')}`);
      queued = [];
    },
  };
  const outlets: Outlets = {
    ...NO_OUTLETS,
    send: (session, msgType) => queued.push(`${msgType}>${session.split('>')[1]}`),
  };
  const line = new Line(journal, { ...clock, now }, watch);
  line.connect(wire, outlets);
  return { line, log, journal, heard: () => log.splice(0) };
}

const tick = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('the line', () => {
  test('commits what a read brought as soon as that is worked through, and once', async () => {
    const { line, heard } = rig();
    for (const input of UP) line.post(input);
    await tick();
    heard();
    line.reading(T0 + 1_000);
    line.post(ORDER);
    line.post({ ...ORDER, clOrdId: 'B' });
    const before = heard();
    line.reading();
    const after = heard();
    await tick();
    const later = heard();
    line.stop();
    expect([before, after, later]).toEqual([
      ['append ParentOrderReceived', 'append ParentOrderReceived'],
      ['commit D>VENUE D>VENUE', 'write D>VENUE D>VENUE', 'committed ParentOrderReceived', 'committed ParentOrderReceived'],
      [],
    ]);
  });

  test('lets timers and reads come before what the writing of a batch leads to', async () => {
    let at = T0;
    const { line } = rig(undefined, () => (at += 1_000));
    let written = 0;
    let left = 100;
    const wire: Wire = {
      takeBatch: () => ({ runs: [], numbers: [] }),
      flush: () => {
        written++;
        if (left-- > 0) line.schedule(); // as a portion of a long replay does
      },
    };
    line.connect(wire, NO_OUTLETS);
    line.schedule();
    await tick();
    const before = written;
    left = 0;
    await tick();
    line.stop();
    expect(before).toBeLessThanOrEqual(2);
  });

  test('has reads that waited for a commit share the next one, when the tick ends', async () => {
    const { line, heard } = rig();
    for (const input of UP) line.post(input);
    await tick();
    heard();
    for (const clOrdId of ['A', 'B']) {
      line.reading(T0);
      line.post({ ...ORDER, clOrdId });
      line.reading();
    }
    const before = heard();
    await tick();
    expect([before, heard()]).toEqual([
      ['append ParentOrderReceived', 'append ParentOrderReceived'],
      ['commit D>VENUE D>VENUE', 'write D>VENUE D>VENUE', 'committed ParentOrderReceived', 'committed ParentOrderReceived'],
    ]);
    line.stop();
  });

  test('journals first: what one tick brought is one commit, and only then is written', async () => {
    const { line, heard } = rig();
    for (const input of UP) line.post(input);
    await tick();
    heard();
    line.post(ORDER);
    line.post({ ...ORDER, clOrdId: 'B', symbol: 'NONE' });
    const before = heard();
    await tick();
    line.stop();
    expect([before, heard()]).toEqual([
      ['append ParentOrderReceived', 'append ParentOrderReceived'],
      ['commit 8>OMS D>VENUE', 'write 8>OMS D>VENUE', 'committed ParentOrderReceived', 'committed ParentOrderReceived', 'commit'],
    ]);
  });

  test('a commit that fails sends nothing, then or later', async () => {
    const { line, heard, journal } = rig();
    for (const input of UP) line.post(input);
    await tick();
    heard();
    journal.commit = () => {
      throw new Error('disk full');
    };
    line.post(ORDER);
    await tick();
    line.post({ ...ORDER, clOrdId: 'B' });
    await tick();
    line.commitNow();
    line.stop();
    expect(heard().filter(l => !l.startsWith('append'))).toEqual(['failed commit disk full']);
  });

  test('a start folds what is recorded: the order goes on, its ClOrdID stays used, ids are not given twice', async () => {
    const first = rig();
    for (const input of [...UP, ORDER]) first.line.post(input);
    first.line.stop();
    const again = rig(first.journal);
    const { books } = again.line;
    const found = [...books.children.values()].map(c => [c.childId, c.venue, c.state.acknowledged]);
    for (const input of [...UP, ORDER, { ...ORDER, clOrdId: 'B' }]) again.line.post(input);
    again.line.stop();
    expect([found, [...books.children.keys()], [...again.journal.turns()].map(t => t.seq)]).toEqual([
      [['TC1', VENUE, false]],
      ['TC1', 'TC2'],
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ]);
  });

  test('a bug in a stage is told; facts made outside the pipe are still journaled and carried out', async () => {
    const { line, heard, journal } = rig();
    for (const input of [...UP, ORDER]) line.post(input);
    await tick();
    heard();
    line.post({
      ...ORDER,
      clOrdId: 'B',
      get symbol(): string {
        throw new Error('bug');
      },
    });
    line.emergency([{ type: 'ChildCancelReleased', childId: 'TC1', clOrdId: 'TC1R1', origClOrdId: 'TC1' }]);
    const said = heard();
    line.stop();
    expect([said, line.books.children.get('TC1')!.state.pending.map(p => p.clOrdId), [...journal.turns()].at(-1)!.seq]).toEqual([
      ['failed stage bug', 'append ChildCancelReleased', 'commit F>VENUE', 'write F>VENUE', 'committed ChildCancelReleased'],
      ['TC1R1'],
      6,
    ]);
  });

  test('after a bug, an emergency cancel that cannot be sent is told and keeps none of the others', async () => {
    const { line, log, heard } = rig();
    for (const input of [...UP, ORDER]) line.post(input);
    await tick();
    const tried: string[] = [];
    const send = (_session: string, msgType: string): number => {
      tried.push(msgType);
      if (tried.length === 1) throw new Error('cannot be encoded');
      return 1;
    };
    const wire: Wire = { takeBatch: () => undefined, flush: () => undefined };
    line.connect(wire, {
      send,
      leave: () => undefined,
      beforeOrders: () => undefined,
      proveTold: () => undefined,
      askForecast: () => undefined,
      dialect: () => SPOKEN,
      timers: new Timers(clock, () => undefined),
    });
    heard();
    const cancel = { type: 'ChildCancelReleased', childId: 'TC1', origClOrdId: 'TC1' } as const;
    line.emergency([
      { ...cancel, clOrdId: 'TC1R1' },
      { ...cancel, clOrdId: 'TC1R2' },
    ]);
    line.stop();
    expect([tried, log.filter(l => l.startsWith('failed'))]).toEqual([['F', 'F'], ['failed emergency cannot be encoded']]);
  });

  test('after a bug, the numbers expected from the peers stay where the last whole commit left them, and nothing more is committed', async () => {
    const { line, journal } = rig();
    for (const input of UP) line.post(input);
    let nextIn = 7;
    const wire: Wire = {
      takeBatch: () => ({ runs: [], numbers: [[VENUE, { nextIn: nextIn++, nextOut: 3, generation: 1 }]] }),
      flush: () => undefined,
    };
    line.connect(wire, {
      send: () => 1,
      leave: () => undefined,
      beforeOrders: () => undefined,
      proveTold: () => undefined,
      askForecast: () => undefined,
      dialect: () => SPOKEN,
      timers: new Timers(clock, () => undefined),
    });
    await tick();
    line.emergency([{ type: 'KillSwitchEngaged', by: 'sluice', reason: 'a bug' }]);
    line.schedule();
    await tick();
    line.stop();
    expect(journal.numbers(VENUE)).toEqual({ nextIn: 7, nextOut: 3, generation: 1 });
  });
});
