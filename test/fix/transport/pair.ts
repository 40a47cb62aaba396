import { connect, createServer, type Server, type Socket } from 'node:net';
import { SystemClock } from '../../../src/clock/system-clock';
import type { EngineEvent, FixEngine } from '../../../src/fix/engine';
import { parseSettings } from '../../../src/fix/settings/load';
import type { SessionSettings } from '../../../src/fix/settings/settings';
import { MemorySessionStore, standaloneEngine } from '../../../src/fix/standalone';

/** A party with an engine of its own and a record of what it saw. */
export interface Party {
  readonly engine: FixEngine;
  readonly events: EngineEvent[];
  /** Application messages as `type:ClOrdID` or `type:ExecID`. */
  readonly got: string[];
  readonly clock: SystemClock;
}

export function settings(text: string): readonly SessionSettings[] {
  const loaded = parseSettings([
    { name: 'pair.cfg', text: `[DEFAULT]\nBeginString=FIX.4.4\nHeartBtInt=30\nReconnectInterval=1\n${text}` },
  ]);
  if (loaded.errors.length > 0) throw new Error(loaded.errors.join('\n'));
  return loaded.sessions;
}

export function party(sessions: readonly SessionSettings[], store = new MemorySessionStore()): Party {
  const events: EngineEvent[] = [];
  const got: string[] = [];
  const clock = new SystemClock();
  const handlers = {
    message: (_s: unknown, view: { msgType: string; text(tag: number): string | undefined }) => {
      got.push(`${view.msgType}:${view.text(view.msgType === '8' ? 17 : 11)}`);
    },
    event: (e: EngineEvent) => events.push(e),
  };
  return { engine: standaloneEngine(sessions, clock, handlers, store), events, got, clock };
}

/** Resolves once `done` says so; rejects after ten seconds with `what`. */
export async function until(what: string, done: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!done()) {
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** A line between two parties that can be cut, and that loses what is on its way when it is. */
export class Line {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  /** While set, bytes are swallowed. */
  deaf = false;

  constructor(private readonly toPort: () => number) {
    this.server = createServer(near => this.join(near));
  }

  listen(): Promise<number> {
    return new Promise(resolve => {
      this.server.listen(0, '127.0.0.1', () => resolve((this.server.address() as { port: number }).port));
    });
  }

  cut(): void {
    for (const s of this.sockets) s.destroy();
    this.deaf = false;
  }

  /** Reads nothing from either end, or again: what they send waits in their own buffers. */
  stall(on: boolean): void {
    for (const s of this.sockets)
      if (on) s.pause();
      else s.resume();
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(near: Socket): void {
    const far = connect(this.toPort(), '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.on('data', bytes => this.deaf || to.destroyed || to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
