import { Books } from '../../src/core/books';
import type { Fact, FactOf } from '../../src/core/facts';
import { snapshot } from '../core/snapshot';
import type { Desk } from './desk';
import { validFrames } from './message';
import type { Peer } from './peer';

/** Bytes behind which a message that was cut short may still be completed. */
const TAIL = 8_192;

/** What bytes from a peer may lead to, and whether the gateway went further. */
export class Oracle {
  private readonly seen: Record<'D' | 'G' | '8', Map<string, string>[]> = { D: [], G: [], '8': [] };
  private tails = new Map<Peer, Buffer>();
  private numbers = new Map<Peer, { nextIn: number; nextOut: number; generation: number }>();
  private checked = 0;
  private readonly accepted = new Set<string>();

  constructor(private readonly desk: Desk) {}

  /** Bytes go in at a peer's end. */
  fed(peer: Peer, bytes: Buffer): void {
    const stream = Buffer.concat([this.tails.get(peer) ?? Buffer.alloc(0), bytes]);
    for (const frame of validFrames(stream)) {
      const kind = frame.get('35');
      if (kind === 'D' || kind === 'G' || kind === '8') this.seen[kind].push(frame);
    }
    this.tails.set(peer, stream.subarray(Math.max(0, stream.length - TAIL)));
  }

  /** The connections are new: nothing of before can be completed. */
  reconnected(): void {
    this.tails = new Map();
  }

  /** Everything that the gateway did since the last time and may not have done. */
  faults(): string[] {
    const { desk } = this;
    const found = desk.faults.splice(0);
    for (const peer of [desk.oms, desk.venue]) found.push(...this.backwards(peer));
    for (; this.checked < desk.turns.length; this.checked++) found.push(...this.turn(desk.turns[this.checked]!.facts));
    this.seen.D.splice(0, this.seen.D.length - 2000); // far more than can wait behind a gap
    return found;
  }

  /** The journal, read back, folds into the books that lived. */
  folded(): string[] {
    const books = new Books();
    for (const turn of this.desk.journal.turns()) for (const fact of turn.facts) books.apply(fact, turn.seq, turn.at);
    const [read, lived] = [books, this.desk.gateway.line.books].map(b => JSON.stringify(snapshot(b)));
    return read === lived ? [] : ['the journal does not fold into the books that lived'];
  }

  private backwards(peer: Peer): string[] {
    const { nextIn, nextOut, generation } = this.desk.link(peer);
    const before = this.numbers.get(peer);
    this.numbers.set(peer, { nextIn, nextOut, generation });
    if (!before || generation > before.generation) return [];
    const kept = generation === before.generation && nextIn >= before.nextIn && nextOut >= before.nextOut;
    return kept ? [] : [`${peer.name}: numbers went back from ${JSON.stringify(before)} to ${nextIn}/${nextOut}/${generation}`];
  }

  private turn(facts: readonly Fact[]): string[] {
    const found: string[] = [];
    for (const fact of facts) {
      if (fact.type === 'ParentOrderReceived') found.push(...this.order(fact), ...answers(fact, facts));
      else if (fact.type === 'ParentOrderAccepted') this.accepted.add(fact.parentId);
      else if (fact.type === 'ChildOrderProposed' && !this.accepted.has(fact.parentId))
        found.push(`child ${fact.childId} of a parent that was not accepted`);
      else if (fact.type === 'ChildOrderFilled') found.push(...this.fill(fact));
    }
    return found;
  }

  /** An order is one of the messages that came whole, field by field; each of them once. */
  private order(fact: FactOf<'ParentOrderReceived'>): string[] {
    const i = this.seen.D.findIndex(
      d =>
        d.get('11') === fact.clOrdId &&
        d.get('55') === fact.symbol &&
        d.get('54') === fact.side &&
        d.get('38') === fact.orderQty &&
        d.get('40') === fact.ordType &&
        d.get('44') === fact.price,
    );
    if (i < 0) return [`an order that nobody sent: ${JSON.stringify(fact)}`];
    this.seen.D.splice(i, 1);
    return [];
  }

  private fill(fact: FactOf<'ChildOrderFilled'>): string[] {
    const sent = this.seen['8'].some(f => f.get('17') === fact.execId || !f.get('17'));
    return sent ? [] : [`a fill that nobody sent: ${JSON.stringify(fact)}`];
  }
}

/** An order that came is accepted or denied or known already: one of them, once. */
function answers(order: FactOf<'ParentOrderReceived'>, facts: readonly Fact[]): string[] {
  const n = facts.filter(
    f =>
      f.type === 'ParentOrderAccepted' ||
      f.type === 'ParentOrderDenied' ||
      f.type === 'StatusUnknown' ||
      (f.type === 'ParentReported' && (f.event === 'Status' || f.event === 'Duplicate')),
  ).length;
  return n === 1 ||
    (n === 2 && facts.some(f => f.type === 'ParentOrderAccepted') && facts.some(f => f.type === 'ParentOrderDenied'))
    ? []
    : [`order ${order.clOrdId} was answered ${n} times`];
}
