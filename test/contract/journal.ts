import type { Fact } from '../../src/core/facts';
import type { Journal, RecordedTurn, WireBatch } from '../../src/core/journal-port';
import type { SessionId, SessionNumbers, WireRun } from '../../src/core/ports';

/** A message of that body: framed, its checksum of no account. */
export const message = (body: string): Buffer => {
  const text = `35=0\u0001${body}\u0001`;
  return Buffer.from(`8=FIX.4.4\u00019=${Buffer.byteLength(text)}\u0001${text}10=000\u0001`);
};

export const turn = (seq: number, ...facts: Fact[]): RecordedTurn => ({
  seq,
  at: 1000 + seq,
  facts: facts.length > 0 ? facts : [{ type: 'BatchWritten', seq: seq - 1 }],
});

/** A run of messages, standing somewhere within a larger buffer as they do in a session's. */
export function run(session: SessionId, generation: number, first: number, bodies: readonly string[]): WireRun {
  const before = Buffer.from('other bytes');
  const messages = bodies.map(message);
  const bytes = Buffer.concat([before, ...messages, Buffer.from('and more')]);
  const end = before.length + messages.reduce((n, m) => n + m.length, 0);
  return { session, generation, first, last: first + bodies.length - 1, bytes, start: before.length, end };
}

export const batch = (runs: readonly WireRun[], numbers: Record<SessionId, [number, number, number]> = {}): WireBatch => ({
  runs,
  numbers: Object.entries(numbers).map(([s, [nextIn, nextOut, generation]]): [string, SessionNumbers] => [
    s,
    { nextIn, nextOut, generation },
  ]),
});

/** Messages first..last as `number body`. */
export const stored = (journal: Journal, session: SessionId, first: number, last: number): string[] =>
  [...journal.messages(session, first, last)].map(
    m => `${m.seqNum} ${Buffer.from(m.bytes).toString().split('\u0001').slice(3, -2).join('|')}`,
  );

const seqs = (journal: Journal): number[] => [...journal.turns()].map(t => t.seq);

/** What every journal promises. `open` gives an empty one. */
export function journalContract(name: string, open: () => Journal): void {
  describe(`${name} keeps the journal's contract`, () => {
    let journal: Journal;
    beforeEach(() => {
      journal = open();
    });
    afterEach(() => journal.close());

    test('a new journal is empty', () => {
      expect([[...journal.turns()], journal.numbers('S'), stored(journal, 'S', 1, 9)]).toEqual([[], undefined, []]);
    });

    test('what is appended is there once it is committed, all of it, in order; a commit of nothing says so', () => {
      const nothing = journal.commit(undefined);
      for (const t of [turn(1), turn(2)]) journal.append(t);
      const before = seqs(journal);
      const first = journal.commit(undefined);
      journal.append(turn(3));
      expect([nothing, before, first, journal.commit(undefined), journal.commit(undefined), [...journal.turns()]]).toEqual([
        false,
        [],
        true,
        true,
        false,
        [turn(1), turn(2), turn(3)],
      ]);
    });

    test('a turn comes back as it was, whatever its text', () => {
      const wicked = 'a"b\\c\u0001\u2028 é 😀 \u0000';
      const facts: Fact[] = [
        { type: 'Alarmed', code: 'FineFill', text: wicked },
        { type: 'ParentOrderAccepted', parentId: wicked },
        {
          type: 'ChildOrderFilled',
          childId: 'C',
          orderId: 'O',
          execId: wicked,
          lastQty: 9007199254740991,
          lastPx: -1,
          lastPxText: undefined,
        },
      ];
      journal.append(turn(1, ...facts));
      journal.commit(undefined);
      expect([...journal.turns()]).toEqual(JSON.parse(JSON.stringify([turn(1, ...facts)])));
    });

    test('numbers are those of the last commit that told them, by session', () => {
      journal.commit(batch([], { S: [2, 5, 0], T: [1, 1, 0] }));
      journal.commit(batch([], { S: [3, 6, 0] }));
      expect([journal.numbers('S'), journal.numbers('T')]).toEqual([
        { nextIn: 3, nextOut: 6, generation: 0 },
        { nextIn: 1, nextOut: 1, generation: 0 },
      ]);
    });

    test('messages are cut exactly, by any range, over runs and sessions', () => {
      journal.commit(batch([run('S', 0, 1, ['a', 'bb=1', '']), run('T', 0, 1, ['x'])], { S: [1, 4, 0], T: [1, 2, 0] }));
      journal.commit(batch([run('S', 0, 4, ['10=000', '9=3'])], { S: [1, 6, 0] }));
      const ranges = [
        [1, 5],
        [2, 4],
        [3, 3],
        [5, 99],
        [6, 9],
        [4, 2],
      ] as const;
      expect([...ranges.map(([first, last]) => stored(journal, 'S', first, last)), stored(journal, 'T', 1, 9)]).toEqual([
        ['1 a', '2 bb=1', '3 ', '4 10=000', '5 9=3'],
        ['2 bb=1', '3 ', '4 10=000'],
        ['3 '],
        ['5 9=3'],
        [],
        [],
        ['1 x'],
      ]);
    });

    test('bytes are those of the commit, whatever becomes of the buffer later', () => {
      const one = run('S', 0, 1, ['a', 'b']);
      journal.commit(batch([one], { S: [1, 3, 0] }));
      one.bytes.fill(0);
      expect(stored(journal, 'S', 1, 2)).toEqual(['1 a', '2 b']);
    });

    test('a number that was never stored is left out', () => {
      journal.commit(batch([run('S', 0, 1, ['a'])], { S: [1, 2, 0] }));
      journal.commit(batch([run('S', 0, 4, ['d'])], { S: [1, 5, 0] }));
      expect(stored(journal, 'S', 1, 4)).toEqual(['1 a', '4 d']);
    });

    test('a reset begins a generation: what was stored before it is not given for its numbers', () => {
      journal.commit(batch([run('S', 0, 1, ['old1', 'old2', 'old3'])], { S: [1, 4, 0] }));
      journal.commit(batch([], { S: [1, 1, 1] }));
      const reset = stored(journal, 'S', 1, 9);
      journal.commit(batch([run('S', 1, 1, ['new1'])], { S: [1, 2, 1] }));
      expect([reset, stored(journal, 'S', 1, 9)]).toEqual([[], ['1 new1']]);
    });

    test('a reset within one batch keeps the runs of each generation apart', () => {
      journal.commit(batch([run('S', 0, 1, ['old1']), run('S', 1, 1, ['new1'])], { S: [1, 2, 1] }));
      expect(stored(journal, 'S', 1, 9)).toEqual(['1 new1']);
    });
  });
}
