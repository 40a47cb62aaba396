import type { Alert } from '../../core/alerts';
import type { FactOf } from '../../core/facts';
import type { Micros } from '../../core/numbers';

interface Kind {
  readonly alert: Alert;
  /** When one was told last. */
  since: Micros;
  held: number;
  last: string;
}

/**
 * Lets one alert of a kind through in an interval and counts the rest. It looks at facts and their times alone, so that reading a journal
 * again holds back the same ones.
 */
export class AlertLimiter {
  private readonly kinds = new Map<string, Kind>();

  /** `interval` in microseconds; 0 holds nothing back. */
  constructor(private readonly interval: Micros) {}

  /** Whether an alert is told now. */
  passes(alert: Alert, at: Micros): boolean {
    const key = keyOf(alert);
    const kind = this.kinds.get(key);
    if (!kind || (kind.held === 0 && at - kind.since >= this.interval)) {
      this.kinds.set(key, { alert, since: at, held: 0, last: '' });
      return true;
    }
    kind.held++;
    kind.last = alert.text;
    return false;
  }

  /** Takes up that what was held back was told. */
  told(fact: FactOf<'AlertsHeldBack'>, at: Micros): void {
    const kind = this.kinds.get(keyOf(fact));
    if (!kind) return;
    kind.held = Math.max(0, kind.held - fact.count);
    kind.since = at;
  }

  /** What was held back long enough; kinds that nothing more came of are forgotten. */
  due(at: Micros): FactOf<'AlertsHeldBack'>[] {
    const due: FactOf<'AlertsHeldBack'>[] = [];
    for (const [key, { alert, since, held, last }] of this.kinds) {
      if (at - since < this.interval) continue;
      if (held === 0) this.kinds.delete(key);
      else due.push({ type: 'AlertsHeldBack', code: alert.code, about: alert.about, count: held, last });
    }
    return due;
  }
}

const keyOf = ({ code, about }: { code: string; about: string }): string => `${code} ${about}`;
