import fc from 'fast-check';
import type { Fact, Input } from '../../src/core/facts';
import { frozen, mayLeave } from '../../src/core/order/archive';
import { leavesQty } from '../../src/core/order/order';
import type { LimitSpecs } from '../../src/core/risk/limits';
import type { Turn } from '../../src/core/turn';
import { OMS, Rig, SECOND } from '../core/rig';

/** One thing that happens; the numbers pick among what there is at that moment. */
export interface Step {
  readonly what: What;
  readonly pick: number;
  readonly qty: number;
  readonly px: number;
}

const STEPS = {
  order: 12,
  market: 3,
  twap: 4,
  replace: 8,
  cancel: 3,
  ack: 8,
  fill: 10,
  lateFill: 2,
  bust: 2,
  correct: 1,
  canceled: 4,
  rejected: 1,
  replaced: 6,
  refused: 3,
  restated: 1,
  quote: 6,
  wait: 5,
  down: 1,
  up: 5,
  release: 4,
  refuse: 1,
  archive: 2,
  recall: 3,
  restart: 1,
} as const;
type What = keyof typeof STEPS;

export const stories = (maxLength: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      what: fc.oneof(...Object.entries(STEPS).map(([k, weight]) => ({ arbitrary: fc.constant(k as What), weight }))),
      pick: fc.nat(11),
      qty: fc.integer({ min: 1, max: 100 }),
      px: fc.integer({ min: -40, max: 40 }),
    }),
    { minLength: maxLength / 2, maxLength, size: 'max' },
  );

/** A limit that is off at most levels: with many set, nothing would pass. */
const seldom = (min: number, max: number): fc.Arbitrary<string | undefined> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.integer({ min, max }).map(String) });
const seldomOf = <const T>(...of: readonly T[]): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...of) });
const money = seldom(2_000, 60_000);
const quantity = seldom(40, 600);
const level = fc.record({
  maxPosition: quantity,
  maxGross: money,
  maxNet: money,
  maxOpenValue: money,
  credit: money,
  maxDayQty: quantity,
  maxDayNotional: money,
  selfMatch: seldomOf('cancel-aggressive', 'cancel-passive', 'cancel-both', 'decrement', 'decrement'),
  soft: fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    {
      weight: 1,
      arbitrary: fc.record({ maxOrderQty: fc.integer({ min: 20, max: 90 }).map(String), seconds: fc.constantFrom('2', '300') }),
    },
  ),
});

/** Limits that bite now and then, at every level. */
export const limits: fc.Arbitrary<LimitSpecs> = fc.record({
  firm: level,
  sessions: fc.record({ [OMS]: level }),
  accounts: fc.record({ A1: level, A2: level }),
  strategies: fc.record({ DMA: level, TWAP: level }),
  symbols: fc.record({ ACME: level, GOLD: level }),
});

/** Two symbols, of other ticks, lots and multipliers. */
export const INSTRUMENTS = [
  { symbol: 'ACME', tick: '0.01', lot: '1', priorClose: '100' },
  { symbol: 'GOLD', tick: '0.005', lot: '0.1', priorClose: '20', multiplier: '2.5' },
];
const MIDDLE: Readonly<Record<string, number>> = { ACME: 100, GOLD: 20 };
const TICK: Readonly<Record<string, number>> = { ACME: 0.01, GOLD: 0.005 };

/** The line that a story is played on: restarts give it new books, the archive keeps orders that left them. */
export class Stage {
  rig: Rig;
  readonly turns: Turn[] = [];
  readonly archived = new Map<string, string>();
  private no = 0;

  constructor(
    readonly limits: LimitSpecs,
    private readonly posted: (stage: Stage) => void = () => undefined,
  ) {
    this.rig = this.fresh([]);
    this.up();
  }

  private fresh(recorded: readonly Turn[]): Rig {
    return new Rig({ levels: this.limits, instruments: INSTRUMENTS, recorded });
  }

  up(): void {
    this.rig.venueUp();
    for (const symbol of ['ACME', 'GOLD']) this.quote(symbol, 0);
    this.keep();
  }

  get facts(): Fact[] {
    return [...this.turns, ...this.rig.turns].flatMap(t => t.facts);
  }

  private keep(): void {
    this.turns.push(...this.rig.turns.splice(0));
  }

  /** The books as the journal tells them, in place of those that lived. */
  restart(): void {
    this.keep();
    const { at } = this.rig;
    this.rig = this.fresh(JSON.parse(JSON.stringify(this.turns)) as Turn[]);
    this.rig.at = at;
    this.up();
  }

  post(input: Input): void {
    this.rig.post(input);
  }

  private quote(symbol: string, px: number): void {
    const bid = MIDDLE[symbol]! + px * TICK[symbol]!;
    this.post({ type: 'QuoteReceived', symbol, bid: bid.toFixed(3), ask: (bid + 2 * TICK[symbol]!).toFixed(3) });
  }

  play(steps: readonly Step[]): this {
    for (const step of steps) {
      this.take(step);
      this.posted(this);
      this.keep();
    }
    return this;
  }

  private take(step: Step): void {
    const { rig } = this;
    const symbol = step.pick % 3 === 0 ? 'GOLD' : 'ACME';
    const side = step.pick % 2 === 0 ? '1' : '2';
    const account = step.pick < 4 ? 'A1' : step.pick < 8 ? 'A2' : undefined;
    const parents = [...rig.books.parents.values()];
    const parent = parents[(parents.length * (step.pick + 1)) % Math.max(parents.length, 1)] ?? parents.at(-1 - (step.pick % 4));
    const priceOf = (s: string): string => (MIDDLE[s]! + step.px * TICK[s]!).toFixed(3);
    const terms = { symbol, side, account, orderQty: String(step.qty), price: priceOf(symbol) };
    switch (step.what) {
      case 'order':
        return void rig.order(`O${++this.no}`, terms);
      case 'market':
        return void rig.order(`O${++this.no}`, { ...terms, ordType: '1', price: undefined });
      case 'twap':
        return void rig.twap(`O${++this.no}`, String(step.qty), String(2 + step.pick), terms);
      case 'replace': {
        if (!parent) return;
        const own = parent.instrument.symbol;
        const scheduled = parent.strategy === 'TWAP' ? { strategy: '1001', parameters: { Duration: '9' } } : {};
        const over = {
          symbol: own,
          side: parent.side,
          account: parent.received.account,
          orderQty: String(step.qty),
          price: priceOf(own),
        };
        return void rig.replace(`O${++this.no}`, parent.state.pending.at(-1)?.clOrdId ?? parent.clOrdId, {
          ...scheduled,
          ...over,
        });
      }
      case 'cancel':
        if (parent) rig.cancel(`O${++this.no}`, parent.clOrdId, { symbol: parent.instrument.symbol, side: parent.side });
        return;
      case 'quote':
        return this.quote(symbol, step.px);
      case 'wait':
        return void rig.until((rig.at - START) / SECOND + step.qty / 25);
      case 'down':
        return void rig.venueDown();
      case 'up':
        return void rig.venueUp();
      case 'restart':
        return this.restart();
      case 'release':
        return this.release();
      case 'refuse':
        return this.refuse();
      case 'archive':
        return this.archive();
      case 'recall':
        return this.recall(step.pick);
      default:
        return this.atVenue(step);
    }
  }

  private get held(): string | undefined {
    return [...this.rig.books.working].find(p => p.hold)?.parentId;
  }

  /** Two persons let the oldest order go on that is held. */
  private release(): void {
    const parentId = this.held;
    if (parentId === undefined) return;
    const asked = { by: 'ana', reason: 'meant' };
    this.post({ type: 'HeldReleaseAsked', parentId, ...asked });
    this.post({ type: 'HeldOrderReleased', parentId, ...asked, second: 'ben', secondReason: 'seen' });
  }

  private refuse(): void {
    const parentId = this.held;
    if (parentId !== undefined) this.post({ type: 'HeldOrderRefused', parentId, by: 'ana', reason: 'a slip' });
  }

  private archive(): void {
    const leaving = [...this.rig.books.parents.values()].filter(p => mayLeave(p, this.rig.books));
    for (const p of leaving) this.archived.set(p.parentId, frozen(p).text);
    if (leaving.length > 0) this.post({ type: 'ClosedOrdersArchived', parentIds: leaving.map(p => p.parentId) });
  }

  /** One that left comes back; what is told of it next finds it. */
  recall(pick: number): void {
    const [parentId, order] = [...this.archived][pick % Math.max(this.archived.size, 1)] ?? [];
    if (parentId === undefined || order === undefined) return;
    this.archived.delete(parentId);
    this.post({ type: 'OrderRecalled', order });
  }

  private atVenue(step: Step): void {
    const { rig } = this;
    const children = [...rig.books.children.values()].filter(c => c.venue !== undefined);
    const child = children[children.length - 1 - (step.pick % Math.max(children.length, 1))];
    if (!child) return;
    const { instrument } = rig.books.parentOf(child);
    const price = (MIDDLE[instrument.symbol]! + step.px * TICK[instrument.symbol]!).toFixed(3);
    const qty = (units: number): string => String(units / 10 ** instrument.qtyScale);
    const request = child.state.pending.at(-1);
    const execRefId = child.fills[step.pick % Math.max(child.fills.length, 1)]?.execId ?? '';
    const id = child.clOrdId;
    switch (step.what) {
      case 'ack':
        return void rig.ack(id);
      case 'fill': {
        const leaves = leavesQty(child.state);
        if (leaves > 0) rig.fill(id, qty(Math.min(leaves, step.qty * 10 ** instrument.qtyScale)), price);
        return;
      }
      case 'lateFill':
        return void rig.fill(id, String(step.qty), price);
      case 'bust':
        return void rig.report(id, 'H', { execRefId });
      case 'correct':
        return void rig.report(id, 'G', { execRefId, lastQty: String(step.qty), lastPx: price });
      case 'canceled':
        return void rig.report(request?.clOrdId ?? id, '4');
      case 'rejected':
        return void rig.report(id, '8');
      case 'replaced':
        if (request?.kind === 'Replace') rig.replaced(request.clOrdId, qty(request.orderQty ?? 0), price);
        return;
      case 'refused':
        if (request) rig.refuse(request.clOrdId, id);
        return;
      default:
        return void rig.report(id, 'D', { ordStatus: '1', orderQty: qty(child.state.orderQty), price });
    }
  }
}

const START = new Rig().at;
