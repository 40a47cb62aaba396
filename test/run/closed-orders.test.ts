import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FactOf, Input } from '../../src/core/facts';
import type { Turn } from '../../src/core/turn';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { ClosedOrders } from '../../src/run/closed-orders';
import { Line } from '../../src/run/line';
import { OMS, Rig, T0, VENUE } from '../core/rig';

const story = Rig.ready().order('A').ack('TC1').fill('TC1', '100', '100.01', { execId: 'F1' });
const [STARTED, ORDER, REPORTS] = [
  story.facts('Started')[0]!,
  story.facts('ParentOrderReceived')[0]!,
  story.facts('VenueReportReceived'),
];
const FILL = REPORTS.at(-1)!;
const START: Input[] = [STARTED, { type: 'SessionLoggedOn', session: VENUE }, { type: 'SessionSettled', session: VENUE }];

let dir: string;
let open: { line: Line; journal: SqliteJournal }[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-closed-'));
  open = [];
});
const stopAll = (): void => {
  for (const { line, journal } of open.splice(0)) {
    line.stop();
    journal.close();
  }
};
afterEach(() => {
  stopAll();
  rmSync(dir, { recursive: true, force: true });
});

/** A line on a journal file, with what the gateway does about closed orders around it. */
function gateway(file: string, inputs: readonly Input[]) {
  let now = T0;
  const turns: Turn[] = [];
  const journal = new SqliteJournal(file, { durability: 'process' });
  const line: Line = new Line(
    journal,
    { now: () => now, at: () => () => undefined },
    {
      turned: () => undefined,
      committed: turn => {
        turns.push(turn);
        closed.committed(turn);
      },
      failed: (_cause, error) => {
        throw error;
      },
    },
  );
  const closed = new ClosedOrders(line, journal.archive, { now: () => now, at: () => () => undefined });
  open.push({ line, journal });
  const post = (input: Input): void => {
    closed.recall(input, now);
    line.post(input, now);
    line.commitNow();
  };
  for (const input of inputs) post(input);
  const letGo = (after = 61_000_000): boolean => {
    now += after;
    return closed.sweep();
  };
  const said = (): string[] =>
    turns
      .splice(0)
      .flatMap(t =>
        t.facts.map(f =>
          'event' in f && f.event === 'Duplicate'
            ? `${f.type} ${f.clOrdId} ${f.text?.split(':')[0]}`
            : 'clOrdId' in f
              ? `${f.type} ${f.clOrdId}`
              : 'text' in f
                ? `${f.type} ${f.text}`
                : f.type,
        ),
      );
  return { line, journal, closed, post, letGo, said };
}

const traded = (): Input[] => [...START, ORDER, ...REPORTS];

test('an order closed for a minute is let go, one that works stays', () => {
  const g = gateway(join(dir, 'journal.db'), [...traded(), { ...ORDER, clOrdId: 'B' }]);
  g.closed.sweep();
  const soon = [...g.line.books.parents.values()].map(p => p.clOrdId);
  g.letGo();
  expect([soon, [...g.line.books.parents.values()].map(p => p.clOrdId), g.closed.named(OMS, 'A')?.state.cumQty]).toEqual([
    ['A', 'B'],
    ['B'],
    story.books.parents.get('TP1')!.state.cumQty,
  ]);
});

test('few leave at a time, more where they are late, each once', () => {
  const many = Rig.ready();
  for (let i = 1; i <= 40; i++) {
    const child = `TC${i.toString(36)}`;
    many
      .order(`M${i}`)
      .ack(child)
      .fill(child, '100', '100.01', { execId: `F${i}` });
  }
  const reports = many.facts('VenueReportReceived');
  const inputs = many.facts('ParentOrderReceived').flatMap((order, i) => [order, reports[2 * i]!, reports[2 * i + 1]!]);
  const g = gateway(join(dir, 'journal.db'), [...START, ...inputs]);
  const left = (): number => g.line.books.parents.size;
  const seen = [[g.letGo(), left()]];
  seen.push([g.letGo(0), left()]);
  seen.push([g.letGo(11_000_000), left()]);
  seen.push([g.letGo(0), left()]);
  seen.push([g.letGo(0), left()]);
  expect(seen).toEqual([
    [true, 35],
    [true, 30],
    [true, 6],
    [false, 0],
    [false, 0],
  ]);
});

const late: [string, Input, string[]][] = [
  [
    'a ClOrdID used again is still a duplicate',
    ORDER,
    ['OrderRecalled', 'ParentOrderReceived A', 'ParentReported A DuplicateClOrdID'],
  ],
  [
    'its status is known',
    { type: 'ParentStatusAsked', session: OMS, clOrdId: 'A', symbol: 'ACME', side: '1', requestId: 'Q' },
    ['OrderRecalled', 'ParentStatusAsked A', 'ParentReported A'],
  ],
  [
    'a fill that comes late is booked and told',
    { ...FILL, execId: 'F2', lastQty: '5' } satisfies FactOf<'VenueReportReceived'>,
    ['OrderRecalled', 'VenueReportReceived TC1', "Alarmed fill 'F2' overfills 'TC1'", 'ChildOrderFilled', 'ParentReported A'],
  ],
  [
    'a fill that was booked is known',
    FILL,
    ['OrderRecalled', 'VenueReportReceived TC1', "Alarmed ExecID (17) 'F1' was booked before"],
  ],
  [
    'another order is not kept up by it',
    { ...ORDER, clOrdId: 'C', symbol: 'NONE' },
    ['ParentOrderReceived C', 'ParentOrderDenied C'],
  ],
];

describe.each([
  ['archived a moment ago', () => gateway(join(dir, 'journal.db'), traded())],
  ['moved into the database', () => gateway(join(dir, 'journal.db'), traded())],
  ['after a crash, the archive only in memory', () => gateway(join(dir, 'journal.db'), traded())],
])('of an order %s', (name, begin) => {
  test.each(late)('%s', (_story, input, wanted) => {
    let g = begin();
    g.letGo();
    if (name.startsWith('moved')) while (g.journal.settle());
    if (name.startsWith('after')) {
      const found = join(dir, 'found');
      for (const file of readdirSync(dir)) cpSync(join(dir, file), join(found, file));
      g = gateway(join(found, 'journal.db'), []);
    }
    g.said();
    g.post(input);
    expect(g.said()).toEqual(wanted);
  });
});

test('what was recalled leaves again, as it is then', () => {
  const g = gateway(join(dir, 'journal.db'), traded());
  g.letGo();
  g.post({ ...FILL, execId: 'F2', lastQty: '5' });
  g.letGo();
  stopAll();
  const again = gateway(join(dir, 'journal.db'), []);
  expect([again.line.books.parents.size, again.closed.named(OMS, 'A')?.children[0]?.fills.map(f => f.execId)]).toEqual([
    0,
    ['F1', 'F2'],
  ]);
});
