import type { FactOf } from '../../../src/core/facts';
import type { Turn } from '../../../src/core/turn';
import { Rig, type RigOptions, SECOND, VENUE } from '../rig';

export const COPY = 'FIX.4.4:SLUICE->COPY';
type Copy = FactOf<'CopyReceived'>;

const TOLD: Copy = {
  type: 'CopyReceived',
  session: COPY,
  clOrdId: '',
  orderId: 'O1',
  execId: '',
  execType: '0',
  ordStatus: '0',
  symbol: 'ACME',
  side: '1',
};

/** A line with a venue and its drop copy, which is as the test lets it be. */
export class CopyRig extends Rig {
  private copies = 0;

  constructor(options: RigOptions = {}) {
    super({ ...options, started: { copies: { [COPY]: { venue: VENUE, grace: 5 * SECOND } }, ...options.started } });
  }

  static up(recorded?: readonly Turn[]): CopyRig {
    const rig = new CopyRig({ ...(recorded && { recorded }) });
    rig.venueUp().copyUp().quote('99.99', '100.01');
    rig.heard();
    return rig;
  }

  copyUp(): this {
    return this.post({ type: 'SessionLoggedOn', session: COPY }).post({ type: 'SessionSettled', session: COPY });
  }

  copyDown(): this {
    return this.post({ type: 'SessionLoggedOff', session: COPY, reason: 'gone' });
  }

  copy(clOrdId: string, execType: string, over: Partial<Copy> = {}): this {
    const execId = over.execId ?? `C${++this.copies}`;
    return this.post({ ...TOLD, clOrdId, execType, ordStatus: execType, ...over, execId });
  }

  copyOfFill(clOrdId: string, execId: string, lastQty: string, lastPx: string, over: Partial<Copy> = {}): this {
    return this.copy(clOrdId, 'F', { execId, lastQty, lastPx, orderQty: '100', price: '100', ...over });
  }

  /** Time passes: what is due fires, and the copy answers whoever asks. */
  pass(seconds: number): this {
    const until = this.at + seconds * SECOND;
    for (;;) {
      const next = [...this.books.timers].filter(([, at]) => at <= until).sort((a, b) => a[1] - b[1])[0];
      if (!next) break;
      this.at = Math.max(this.at, next[1]);
      const asked = this.facts('CopyProofAsked').length;
      this.post({ type: 'TimerFired', timer: next[0] });
      if (this.facts('CopyProofAsked').length > asked) this.post({ type: 'SessionSettled', session: COPY });
    }
    this.at = until;
    return this;
  }

  /** What is listed now: what, order and ExecID, and the three sides. */
  differences(): string[] {
    return [...this.books.differences.values()].map(
      ({ fact: f }) => `${f.what} ${f.clOrdId} ${f.execId ?? '-'}: ${f.ours} | ${f.theirs} | ${f.venue ?? ''}`,
    );
  }

  /** Codes of the alarms so far. */
  alarms(): string[] {
    return this.facts('Alarmed').map(a => a.code);
  }

  /** An order of 100 at 100 that the venue and the copy acknowledged; its child is TC1. */
  working(): this {
    return this.order('A', { orderQty: '100', price: '100' })
      .report('TC1', '0', { orderId: 'O1' })
      .copy('TC1', '0', { orderQty: '100', price: '100', cumQty: '0' });
  }
}
