import type { Micros } from '../../src/core/numbers';
import type { Clock } from '../../src/core/ports';

/** A clock that stands until it is moved. */
export class HandClock implements Clock {
  private readonly due = new Map<number, { readonly at: Micros; readonly wake: () => void }>();
  private n = 0;

  constructor(private time: Micros) {}

  now(): Micros {
    return this.time;
  }

  at(at: Micros, wake: () => void): () => void {
    const id = ++this.n;
    this.due.set(id, { at, wake });
    return () => this.due.delete(id);
  }

  /** Lets `micros` pass: what falls due is called at its time. */
  pass(micros: Micros): void {
    const end = this.time + micros;
    for (let next = this.next(end); next !== undefined; next = this.next(end)) {
      const { at, wake } = this.due.get(next)!;
      this.due.delete(next);
      this.time = Math.max(this.time, at);
      wake();
    }
    this.time = end;
  }

  private next(end: Micros): number | undefined {
    let found: number | undefined;
    let least = end;
    for (const [id, { at }] of this.due) if (at < least || (at === least && found === undefined)) [found, least] = [id, at];
    return found;
  }
}
