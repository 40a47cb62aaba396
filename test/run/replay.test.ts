import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Books } from '../../src/core/books';
import type { Fact, FactOf, Input } from '../../src/core/facts';
import type { RecordedTurn } from '../../src/core/journal-port';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { Mailbox } from '../../src/pipeline/mailbox';
import { emergencyFacts } from '../../src/run/emergency';
import { replayJournal, replayTurns } from '../../src/run/replay';

const SECOND = 1_000_000;
const OMS = 'FIX.4.4:SLUICE->OMS';
const VENUE = 'FIX.4.4:SLUICE->SIM';

const order = (clOrdId: string, more: Partial<FactOf<'ParentOrderReceived'>> = {}): Input => ({
  type: 'ParentOrderReceived',
  session: OMS,
  clOrdId,
  symbol: 'ACME',
  side: '1',
  orderQty: '100',
  ordType: '2',
  price: '10.00',
  body: '',
  ...more,
});

const START: Input[] = [
  {
    type: 'Started',
    version: 'test',
    epoch: 'e',
    instruments: [{ symbol: 'ACME', tick: '0.01', lot: '1' }],
    limits: { firm: { maxOrderQty: '1000' } },
    venues: [VENUE],
  },
  { type: 'SessionLoggedOn', session: VENUE },
  { type: 'SessionSettled', session: VENUE },
  { type: 'QuoteReceived', symbol: 'ACME', bid: '9.99', ask: '10.01' },
];

const fill = (clOrdId: string, execId: string): Input => ({
  type: 'VenueReportReceived',
  session: VENUE,
  clOrdId,
  orderId: 'v1',
  execId,
  execType: 'F',
  ordStatus: '1',
  symbol: 'ACME',
  side: '1',
  lastQty: '40',
  lastPx: '9.99',
});

/** A morning: a passed-through order with a fill, one that is denied, a TWAP with two looks, a kill. Input n happens at second n. */
const MORNING: Input[] = [
  ...START,
  order('a'),
  fill('eC1', 'x1'),
  order('b', { orderQty: '5000' }),
  order('c', { strategy: '1001', parameters: { Duration: '60' }, timeInForce: '0' }),
  { type: 'TimerFired', timer: 'eP3' },
  { type: 'BatchWritten', seq: 8 },
  { type: 'KillSwitchEngaged', by: 'ana', reason: 'test' },
];

/** What a journal would hold of these inputs, as it gives it back. */
function record(inputs: readonly Input[], books = new Books()): RecordedTurn[] {
  const turns: RecordedTurn[] = [];
  const owner = {
    turn: (turn: RecordedTurn) => turns.push(JSON.parse(JSON.stringify(turn)) as RecordedTurn),
    failed: (error: unknown) => {
      throw error;
    },
  };
  const mailbox = new Mailbox(books, owner);
  for (const [i, input] of inputs.entries()) mailbox.post(input, (i + 1) * SECOND);
  return turns;
}

const decisionsOf = (turns: readonly RecordedTurn[]): number => turns.reduce((n, t) => n + t.facts.length - 1, 0);

/** The turns with one fact changed by hand. */
const forged = (
  turns: readonly RecordedTurn[],
  type: Fact['type'],
  change: (facts: Fact[], at: number) => void,
): RecordedTurn[] =>
  turns.map(turn => {
    const at = turn.facts.findIndex(f => f.type === type);
    const facts = [...turn.facts];
    if (at >= 0) change(facts, at);
    return { ...turn, facts };
  });

describe('deciding again', () => {
  test('the same inputs at the same times give the same decisions', () => {
    const turns = record(MORNING);
    expect(replayTurns(turns)).toEqual({
      turns: 11,
      inputs: 11,
      decisions: decisionsOf(turns),
      emergencies: [],
      difference: undefined,
    });
  });

  test('the first decision that differs is told, with what was expected and what came', () => {
    const denied = (text: string) => expect.objectContaining({ type: 'ParentOrderDenied', text });
    const turns = record(MORNING);
    const said = (turns[6]!.facts.find(f => f.type === 'ParentOrderDenied') as FactOf<'ParentOrderDenied'>).text;
    const changed = forged(turns, 'ParentOrderDenied', (facts, at) => {
      facts[at] = { ...(facts[at] as FactOf<'ParentOrderDenied'>), text: 'something else' };
    });
    expect(replayTurns(changed)).toMatchObject({
      turns: 7,
      difference: { seq: 7, expected: denied('something else'), got: denied(said) },
    });
  });

  test.each<[string, (facts: Fact[]) => unknown, (string | undefined)[]]>([
    ['left out', facts => facts.pop(), [undefined, 'ParentReported']],
    ['added', facts => facts.push({ type: 'Alarmed', code: 'LateFill', text: '' }), ['Alarmed', undefined]],
  ])('a decision %s is a difference', (_what, change, [expected, got]) => {
    const turns = forged(record(MORNING.slice(0, 8)), 'PlanMade', facts => change(facts));
    const told = replayTurns(turns).difference;
    expect([told?.seq, told?.expected?.type, told?.got?.type]).toEqual([8, expected, got]);
  });

  test('a turn that is missing is told', () => {
    const turns = record(MORNING).filter(t => t.seq !== 6);
    expect(replayTurns(turns).difference).toMatchObject({ seq: 7, why: 'turn 6 is missing from the journal' });
  });

  test('an emergency turn is taken as recorded and told, and what follows it is decided again', () => {
    const books = new Books();
    const before = record(MORNING.slice(0, 6), books);
    const emergency = {
      seq: 8,
      at: 7 * SECOND,
      facts: emergencyFacts(books, { type: 'KillSwitchEngaged', by: 'sluice', reason: 'the line failed: a bug' }),
    };
    for (const fact of emergency.facts) books.apply(fact, emergency.seq, emergency.at);
    const after: RecordedTurn[] = [];
    const mailbox = new Mailbox(books, { turn: t => after.push(t), failed: () => undefined }, emergency.seq, emergency.at);
    mailbox.post(order('d'), 9 * SECOND);
    const { turns, inputs, emergencies, difference } = replayTurns([...before, emergency, ...after]);
    expect([turns, inputs, emergencies, difference, after[0]!.facts.map(f => f.type)]).toEqual([
      8,
      7,
      [8],
      undefined,
      ['ParentOrderReceived', 'ParentOrderProposed', 'ParentOrderDenied'],
    ]);
  });
});

describe('a journal file', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-replay-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test('is replayed and not changed', () => {
    const file = join(dir, 'journal.db');
    const journal = new SqliteJournal(file, { durability: 'process' });
    for (const turn of record(MORNING)) journal.append(turn);
    journal.commit(undefined);
    journal.close();
    const before = readFileSync(file);
    const { turns, difference } = replayJournal(file);
    expect([turns, difference, readFileSync(file).equals(before)]).toEqual([11, undefined, true]);
  });

  test.each(['missing.db', '../../etc/hostname'])('%s is a mistake of the user, told in one line', name => {
    expect(() => replayJournal(join(dir, name))).toThrow(/^--journal: [^\n]+$/);
  });
});
