import { bySymbol, type Rule } from '../rule';

/** Ids of which it is remembered that they ended; the older half is forgotten when there are more. */
const REMEMBERED = 500_000;

class Lives {
  private readonly open = new Set<string>();
  private ended = new Set<string>();
  private before = new Set<string>();

  isOpen = (id: string): boolean => this.open.has(id);
  hasEnded = (id: string): boolean => this.ended.has(id) || this.before.has(id);

  begin(id: string): void {
    this.open.add(id);
  }

  end(id: string): void {
    this.open.delete(id);
    this.ended.add(id);
    if (this.ended.size < REMEMBERED) return;
    this.before = this.ended;
    this.ended = new Set();
  }
}

/** Order events that do not follow from one another: a book cannot be built from them as they stand. */
export const orderLife: Rule<'orders'> = {
  name: 'order-life',
  version: 1,
  kinds: ['orders'],
  about: 'events of an order that was not added before (flagged), of one that has ended, and a second addition (both dropped)',
  start: () => {
    const livesOf = bySymbol(() => new Lives());
    return row => {
      const lives = livesOf(row);
      const { kind, orderId } = row;
      const [open, ended] = [lives.isOpen(orderId), lives.hasEnded(orderId)];
      const why = (): string => `order ${orderId}, ${kind}`;
      if (kind === 'added') {
        if (open) return { defect: 'added-twice', act: 'drop', why };
        if (ended) return { defect: 'added-after-end', act: 'drop', why };
        lives.begin(orderId);
        return undefined;
      }
      if (ended) return { defect: 'event-after-end', act: 'drop', why };
      if (kind === 'deleted') lives.end(orderId);
      return open ? undefined : { defect: 'unknown-order', act: 'flag', why };
    };
  },
};
