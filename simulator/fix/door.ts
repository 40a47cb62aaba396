import type { Micros } from '../../src/core/numbers';
import type { Clock } from '../../src/core/ports';
import type { EngineHandlers, FixEngine } from '../../src/fix/engine';
import type { SessionSettings } from '../../src/fix/settings/settings';
import { MemorySessionStore, standaloneEngine } from '../../src/fix/standalone';

type Handlers = Omit<EngineHandlers, 'pending'>;

/** A venue's FIX engine, which can go down and come back: its sessions break, its port closes, its numbers and messages stay. */
export class VenueDoor {
  engine: FixEngine;
  private readonly store = new MemorySessionStore();
  private reopens: (() => void) | undefined;

  constructor(
    private settings: readonly SessionSettings[],
    private readonly clock: Clock,
    private readonly handlers: Handlers,
  ) {
    this.engine = standaloneEngine(settings, clock, handlers, this.store);
  }

  /** Breaks every session, closes the port and opens it again after `down` (us); until then what is sent waits in the store. */
  restart(down: Micros): void {
    if (this.reopens !== undefined) return;
    const { engine } = this;
    this.settings = this.settings.map(s => ({ ...s, endpoint: { ...s.endpoint, port: engine.portOf(s.id) ?? s.endpoint.port } }));
    for (const session of engine.sessions()) session.cut('the venue restarts');
    void engine.stop(); // nothing is connected any more: it only closes the port
    const reopen = (): void => {
      this.reopens = undefined;
      const batch = this.engine.takeBatch();
      if (batch) this.store.commit(batch);
      this.engine = standaloneEngine(this.settings, this.clock, this.handlers, this.store);
      this.engine.start().catch(() => this.reopenAfter(down, reopen)); // somebody else has the port: it is tried again
    };
    this.reopenAfter(down, reopen);
  }

  /** Logs every session out and closes for good. */
  stop(): Promise<void> {
    this.reopens?.();
    return this.engine.stop();
  }

  private reopenAfter(down: Micros, reopen: () => void): void {
    this.reopens = this.clock.at(this.clock.now() + down, reopen);
  }
}
