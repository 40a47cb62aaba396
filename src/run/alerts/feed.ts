import type { Alert } from '../../core/alerts';
import type { FactOf } from '../../core/facts';
import type { Micros } from '../../core/numbers';

/** Alerts that are kept for readers; older ones are in the journal. */
const KEPT = 1_000;

/** What a person did about an alert. */
export interface AlertHandled {
  readonly by: string;
  readonly at: string;
  readonly note: string;
}

/** An alert as it is told. */
export interface ToldAlert {
  /** Names it: its turn, and the place of its fact there. The same after a restart. */
  readonly id: string;
  /** The turn that it happened in. */
  readonly seq: number;
  readonly at: string;
  readonly code: Alert['code'];
  readonly severity: Alert['severity'];
  readonly text: string;
  readonly acknowledged?: AlertHandled;
  readonly resolved?: AlertHandled;
}

/** Where a fact stands: its turn, and its place among the turn's facts. */
export interface FactPlace {
  readonly seq: number;
  readonly at: Micros;
  readonly place: number;
}

/** An alert of a fact, as it is told. */
export const toldAlert = ({ code, severity, text }: Alert, { seq, at, place }: FactPlace): ToldAlert => ({
  ...{ id: `${seq}.${place}`, seq, at: timeText(at), code, severity, text },
});

/** The latest alerts, oldest first, and what persons did about them. */
export class AlertFeed {
  /** Changes with the feed. */
  version = 0;
  private kept: ToldAlert[] = [];
  /** Turn of the last alert that was let go. */
  private goneUpTo = 0;

  add(alert: ToldAlert): void {
    this.version++;
    this.kept.push(alert);
    if (this.kept.length < 2 * KEPT) return;
    const gone = this.kept.splice(0, this.kept.length - KEPT);
    this.goneUpTo = gone.at(-1)!.seq;
  }

  /** A person did something about one; of one that is not kept nothing is noted here. */
  handled({ type, alert: id, by, reason: note }: FactOf<'AlertAcknowledged' | 'AlertResolved'>, at: Micros): void {
    const n = this.kept.findIndex(a => a.id === id);
    if (n < 0) return;
    this.version++;
    this.kept[n] = {
      ...this.kept[n]!,
      [type === 'AlertAcknowledged' ? 'acknowledged' : 'resolved']: { by, at: timeText(at), note },
    };
  }

  find(id: string): ToldAlert | undefined {
    return this.kept.find(a => a.id === id);
  }

  /** The latest `most`, oldest first. */
  latest(most: number): readonly ToldAlert[] {
    return this.kept.slice(-most);
  }

  /** Alerts of turns behind `after`, at most about `limit`: those of one turn come together. */
  after(after: number, limit: number): { alerts: readonly ToldAlert[]; next: number; missed: boolean } {
    const later = this.kept.filter(a => a.seq > after);
    const last = later[limit - 1]?.seq ?? Number.POSITIVE_INFINITY;
    const alerts = later.filter(a => a.seq <= last);
    return { alerts, next: alerts.at(-1)?.seq ?? after, missed: after < this.goneUpTo };
  }
}

const timeText = (at: Micros): string => new Date(at / 1000).toISOString();
