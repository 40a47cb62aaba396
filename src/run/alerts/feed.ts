import type { Alert } from '../../core/alerts';
import type { Micros } from '../../core/numbers';

/** Alerts that are kept for readers; older ones are in the journal. */
const KEPT = 1_000;

/** An alert as it is told. */
export interface ToldAlert {
  /** The turn that it happened in. */
  readonly seq: number;
  readonly at: string;
  readonly code: Alert['code'];
  readonly severity: Alert['severity'];
  readonly text: string;
}

/** An alert of a turn, as it is told. */
export const toldAlert = ({ code, severity, text }: Alert, seq: number, at: Micros): ToldAlert => ({
  seq,
  at: new Date(at / 1000).toISOString(),
  code,
  severity,
  text,
});

/** The latest alerts, oldest first. */
export class AlertFeed {
  private kept: ToldAlert[] = [];
  /** Turn of the last alert that was let go. */
  private goneUpTo = 0;

  add(alert: ToldAlert): void {
    this.kept.push(alert);
    if (this.kept.length < 2 * KEPT) return;
    const gone = this.kept.splice(0, this.kept.length - KEPT);
    this.goneUpTo = gone.at(-1)!.seq;
  }

  /** Alerts of turns behind `after`, at most about `limit`: those of one turn come together. */
  after(after: number, limit: number): { alerts: readonly ToldAlert[]; next: number; missed: boolean } {
    const later = this.kept.filter(a => a.seq > after);
    const last = later[limit - 1]?.seq ?? Number.POSITIVE_INFINITY;
    const alerts = later.filter(a => a.seq <= last);
    return { alerts, next: alerts.at(-1)?.seq ?? after, missed: after < this.goneUpTo };
  }
}
