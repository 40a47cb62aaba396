import { Books } from '../../src/core/books';
import type { FactOf } from '../../src/core/facts';
import type { Turn } from '../../src/core/turn';
import { DEFAULT_VALIDATION, validate } from '../../src/fix/codec/validate';
import { MessageView } from '../../src/fix/codec/view';
import { MessageWriter } from '../../src/fix/codec/writer';
import { type Dialect, dialectOf } from '../../src/fix/translate/dialect';
import { type CopyOutlets, DropCopy } from '../../src/run/drop-copy';
import { OMS, Rig, VENUE } from '../core/rig';
import { settings } from '../fix/transport/pair';

const session = (name: string, more = ''): string =>
  `[SESSION]\nConnectionType=acceptor\nSocketAcceptPort=0\nSenderCompID=SLUICE\nTargetCompID=${name}\n${more}\n`;
const SETTINGS = settings(
  session('OMS') +
    session('ALL', 'Role=dropcopy') +
    session('ONE', 'Role=dropcopy\nDropCopyAccounts=A1, A2') +
    session('OLD', 'Role=dropcopy\nBeginString=FIX.4.2') +
    session('NEW', 'Role=dropcopy\nBeginString=FIXT.1.1\nDefaultApplVerID=FIX.5.0SP2') +
    `[SESSION]\nConnectionType=initiator\nSocketConnectHost=127.0.0.1\nSocketConnectPort=1\nSenderCompID=SLUICE\nTargetCompID=VENUE\n`,
);
const ALL = 'FIX.4.4:SLUICE->ALL';

/** Takes turns as a gateway would, and keeps what it copies as `session: 35=8|...`, without the standard header and times. */
class Copies {
  readonly books = new Books();
  readonly copies: DropCopy;
  readonly sent: string[] = [];
  readonly faults: unknown[] = [];
  readonly posted: FactOf<'CopiesMade'>[] = [];
  private readonly dialects = new Map<string, Dialect>(SETTINGS.map(s => [s.id, dialectOf(s)]));
  private seqNum = 0;

  /** `spare`: whether the line has time to spare; absent: as it is. */
  constructor(
    readonly only: readonly string[] = [ALL],
    spare?: () => boolean,
  ) {
    const asked = spare && { turned: () => undefined, none: () => !spare() };
    this.copies = new DropCopy(
      SETTINGS.filter(s => s.role !== 'dropcopy' || only.includes(s.id)),
      asked,
    );
  }

  turns(turns: readonly Turn[]): this {
    for (const turn of turns) {
      for (const fact of turn.facts) this.books.apply(fact, turn.seq, turn.at);
      this.copies.turned(turn, this.books);
    }
    return this;
  }

  start(seq = 0): this {
    this.copies.start(this.outlets(), seq);
    return this;
  }

  /** Everything that waits is copied. */
  done(): this {
    this.copies.stop();
    return this;
  }

  private outlets(): CopyOutlets {
    return {
      failed: (_id, _seq, error) => this.faults.push(error),
      dialect: id => this.dialects.get(id)!,
      post: input => {
        this.posted.push(input as FactOf<'CopiesMade'>);
        this.copies.turned({ seq: 1_000_000, at: 0, facts: [input] }, this.books);
      },
      send: (id, msgType, build) => {
        const { identity } = SETTINGS.find(s => s.id === id)!;
        const w = new MessageWriter(identity);
        w.begin(msgType, ++this.seqNum, 0);
        build(w);
        w.end();
        this.read(id, w.take());
        return this.seqNum;
      },
    };
  }

  private read(id: string, bytes: Buffer): void {
    const view = new MessageView();
    view.read(bytes, 0, bytes.length);
    const fault = validate(view, this.dialects.get(id)!.dictionary, { ...DEFAULT_VALIDATION, userDefinedFields: false });
    if (fault) this.faults.push(fault);
    const fields: string[] = [];
    for (let i = 0; i < view.count; i++)
      if (![8, 9, 34, 49, 56, 52, 60, 10].includes(view.tags[i]!)) fields.push(`${view.tags[i]}=${view.textAt(i)}`);
    this.sent.push(`${id.split('>')[1]}: ${fields.join('|')}`);
  }
}

const begun: Turn = { seq: 1, at: 0, facts: [{ type: 'CopiesMade', seq: 1 }] };
/** The turns of a rig, behind the beginning of copies. */
const told = (rig: Rig): Turn[] => [begun, ...rig.turns.map(t => ({ ...t, seq: t.seq + 1 }))];

describe('drop copy', () => {
  test('copies what a venue reports about a child and what the OMS is told, with the ids of both', () => {
    const rig = Rig.ready().order('A', { body: '1=A1\x0155=ACME\x01' }).ack('TC1').fill('TC1', '40', '99.5');
    const { sent, faults } = new Copies().turns(told(rig)).start().done();
    expect([sent, faults]).toEqual([
      [
        'ALL: 35=8|115=VENUE|797=Y|1=A1|37=O1|198=TP1|526=A|11=TC1|17=V1|150=0|39=0|55=ACME|54=1|38=100|40=2|44=100|59=0|151=100|14=0|6=0',
        'ALL: 35=8|128=OMS|797=Y|1=A1|37=TP1|198=O1|11=A|17=TE1|150=0|39=0|55=ACME|54=1|38=100|40=2|44=100|59=0|151=100|14=0|6=0',
        'ALL: 35=8|115=VENUE|797=Y|1=A1|37=O1|198=TP1|526=A|11=TC1|17=V2|150=F|39=1|55=ACME|54=1|38=100|40=2|44=100|59=0|32=40|31=99.5|151=60|14=40|6=99.5',
        'ALL: 35=8|128=OMS|797=Y|1=A1|37=TP1|198=O1|527=V2|11=A|17=TE2|150=F|39=1|55=ACME|54=1|38=100|40=2|44=100|59=0|32=40|31=99.5|151=60|14=40|6=99.5',
      ],
      [],
    ]);
  });

  test('copies wait while the line has no time to spare, and no longer than five seconds', () => {
    jest.useFakeTimers();
    try {
      const turns = told(Rig.ready().order('A').ack('TC1'));
      let spare = false;
      const some = new Copies([ALL], () => spare).turns(turns).start();
      const late = new Copies([ALL], () => false).turns(turns).start();
      jest.advanceTimersByTime(4_900);
      const before = [some.sent.length, late.sent.length];
      spare = true;
      jest.advanceTimersByTime(4);
      const once = [some.sent.length, late.sent.length];
      jest.advanceTimersByTime(200);
      expect([before, once, [some.sent.length, late.sent.length]]).toEqual([
        [0, 0],
        [2, 0],
        [2, 2],
      ]);
    } finally {
      jest.useRealTimers();
    }
  });

  test.each([
    ['A1', 2],
    ['A2', 2],
    ['A3', 0],
    [undefined, 0],
  ])('a session with DropCopyAccounts=A1, A2 sees of account %s %i reports, a denied order of it too', (account, n) => {
    const body = account === undefined ? '55=ACME\x01' : `55=ACME\x011=${account}\x01`;
    const rig = Rig.ready().order('A', { body }).ack('TC1').order('B', { body, symbol: 'NONE' }).status('X');
    const { sent } = new Copies(['FIX.4.4:SLUICE->ONE']).turns(told(rig)).start().done();
    expect(sent.filter(s => s.includes('|11=A|') || s.includes('|11=B|')).length).toBe(n);
  });

  test.each([
    ['FIX.4.2:SLUICE->OLD', '35=8|128=OMS|10797=Y|1=A1'],
    ['FIXT.1.1:SLUICE->NEW', '35=8|128=OMS|797=Y|1=A1'],
  ])('%s: every kind of report in the words of its version, right by its dictionary', (id, head) => {
    const rig = Rig.ready().order('A', { body: '1=A1\x01' }).ack('TC1').fill('TC1', '40', '99.5');
    rig.report('TC1', 'H', { execRefId: 'V2' }).replace('R', 'A', { orderQty: '120' }).replaced('TC1R1', '120', '100');
    rig.cancel('C', 'R').refuse('TC1R2', 'TC1R1').report('TC1R1', 'I', { ordStatus: '0', cumQty: '0' });
    rig.report('TC1R1', 'Z', { ordStatus: '?', orderId: '', lastQty: 'many' }).status('A').status('X');
    rig.order('B', { symbol: 'NONE' }).cancel('C2', 'R').report('TC1R3', '4');
    const { sent, faults } = new Copies([id]).turns(told(rig)).start().done();
    const heads = sent.map(s => (s.includes(head) ? 'oms' : 'venue or unknown')).filter(who => who === 'oms');
    expect([faults, heads.length > 5]).toEqual([[], true]);
  });

  test('an order that was replaced meanwhile is copied as it was', () => {
    const rig = Rig.ready().order('A').ack('TC1').replace('R', 'A', { orderQty: '120' }).replaced('TC1R1', '120', '100');
    const { sent } = new Copies().turns(told(rig)).start().done();
    expect(sent[0]).toContain('|526=A|11=TC1|');
  });

  test('wherever the process dies, what is not copied is copied after the start, and nothing twice', () => {
    const rig = Rig.ready().order('A').ack('TC1').fill('TC1', '40', '99.5').order('B').ack('TC2').fill('TC2', '100', '99.4');
    const turns = told(rig);
    const whole = new Copies().turns(turns).start().done().sent;
    const runs = turns.map((_, n) => {
      // the first life copied what n turns brought; the journal has them all
      const first = new Copies()
        .turns(turns.slice(0, n + 1))
        .start()
        .done();
      const made: Turn[] = first.posted.map(fact => ({ seq: 0, at: 0, facts: [fact] }));
      const second = new Copies()
        .turns([...turns.slice(0, n + 1), ...made, ...turns.slice(n + 1)])
        .start()
        .done();
      return [...first.sent, ...second.sent];
    });
    expect(runs).toEqual(turns.map(() => whole));
  });

  test('a new drop copy session begins with what happens from now on; without one nothing is kept', () => {
    const rig = Rig.ready().order('A').ack('TC1');
    const fresh = new Copies().turns(rig.turns).start(7).done();
    const none = new Copies([]).turns(told(rig)).start(7).done();
    expect([fresh.sent, fresh.posted, none.sent, none.posted, none.copies.backlog]).toEqual([
      [],
      [{ type: 'CopiesMade', seq: 7 }],
      [],
      [{ type: 'CopiesMade', seq: 0 }],
      0,
    ]);
  });

  test('a report that cannot be written is told, and the others are copied', () => {
    const rig = Rig.ready().order('A').fill('TC1', '40', '99.5', { execId: '' }).fill('TC1', '60', '99.5');
    const { sent, faults } = new Copies().turns(told(rig)).start().done();
    expect([faults.map(String), sent.length]).toEqual([[expect.stringContaining('17')], 3]);
  });

  test('a slice ends with a turn', () => {
    const rig = Rig.ready();
    for (let i = 0; i < 200; i++) rig.order(`A${i}`).ack(`TC${(i + 1).toString(36)}`);
    const copies = new Copies().turns(told(rig)).start();
    copies.done();
    const seqs = new Set(told(rig).map(t => t.seq));
    expect([copies.sent.length, copies.posted.every(p => seqs.has(p.seq)), copies.posted.length > 3]).toEqual([400, true, true]);
  });
});

test('the sessions of the rig are those of the settings', () => {
  expect([OMS, VENUE].every(id => SETTINGS.some(s => s.id === id))).toBe(true);
});
