import type { Micros } from '../../core/numbers';
import { type Agenda, RANK } from './agenda';

/** When a venue tells its market data: once something may have changed, and no more often than every so many microseconds. */
export class Publishing {
  private waiting = false;
  private last: Micros = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly agenda: Agenda,
    private readonly every: Micros,
    private readonly publish: (at: Micros) => void,
  ) {}

  /** Something may have changed: who subscribed is told when that is due. */
  soon(at: Micros): void {
    if (this.waiting) return;
    this.waiting = true;
    this.agenda.add(Math.max(at, this.last + this.every), RANK.publish, now => {
      this.waiting = false;
      this.last = now;
      this.publish(now);
    });
  }
}
