import type { Micros } from '../../src/core/numbers';
import type { SessionId } from '../../src/core/ports';
import type { SessionSettings } from '../../src/fix/settings/settings';

/** Which sessions' orders end with their connection, and when: `CancelOnDisconnect` and `CancelOnDisconnectAfter` of their settings. */
export class CancelOnDisconnect {
  /** Time between the end of a session and that of its orders (us). */
  private readonly patience = new Map<SessionId, Micros>();
  private readonly due = new Map<SessionId, Micros>();

  constructor(
    settings: readonly SessionSettings[],
    private readonly cancelAll: (session: SessionId, at: Micros) => void,
  ) {
    for (const { id, cancelAfter } of settings) if (cancelAfter !== undefined) this.patience.set(id, cancelAfter);
  }

  gone(session: SessionId, at: Micros): void {
    const patience = this.patience.get(session);
    if (patience === undefined) return;
    this.due.set(session, at + patience);
    this.tick(at);
  }

  /** It is back in time: its orders stay. */
  back(session: SessionId): void {
    this.due.delete(session);
  }

  /** Cancels what is due. */
  tick(at: Micros): void {
    for (const [session, due] of this.due) {
      if (due > at) continue;
      this.due.delete(session);
      this.cancelAll(session, at);
    }
  }
}
