import { SystemClock } from '../../src/clock/system-clock';
import type { MessageWriter } from '../../src/fix/codec/writer';
import type { EngineEvent, FixEngine } from '../../src/fix/engine';
import type { SessionSettings } from '../../src/fix/settings/settings';
import { standaloneEngine } from '../../src/fix/standalone';
import { until } from '../fix/transport/pair';

/** An application message as it came: its fields by tag. A tag that repeats keeps its last value. */
export type Got = Readonly<Record<number, string>>;

/** A counterparty on one session that keeps all it was told. */
export class Oms {
  readonly engine: FixEngine;
  readonly got: Got[] = [];
  readonly events: EngineEvent[] = [];
  private readonly clock = new SystemClock();

  constructor(private readonly settings: SessionSettings) {
    this.engine = standaloneEngine([settings], this.clock, {
      message: (_session, view) => {
        const fields: Record<number, string> = {};
        for (let i = 0; i < view.count; i++) fields[view.tags[i]!] = view.textAt(i);
        this.got.push(fields);
      },
      event: e => this.events.push(e),
    });
  }

  get isLoggedOn(): boolean {
    return this.engine.session(this.settings.id).loggedOn;
  }

  async logOn(): Promise<void> {
    await this.engine.start();
    await until('logged on', () => this.engine.session(this.settings.id).loggedOn);
  }

  send(msgType: string, build: (w: MessageWriter) => void): void {
    this.engine.session(this.settings.id).send(msgType, build);
  }

  /** Fields as tag and value; 60 is added. */
  say(msgType: string, fields: readonly (readonly [number, string])[]): void {
    this.send(msgType, w => {
      for (const [tag, value] of fields) w.text(tag, value);
      w.utc(60, this.clock.now());
    });
  }

  /** The reports about orders whose ClOrdID (11) or OrigClOrdID (41) this is. */
  reports(clOrdId: string): Got[] {
    return this.got.filter(g => g[35] === '8' && (g[11] === clOrdId || g[41] === clOrdId));
  }

  async stop(): Promise<void> {
    await this.engine.stop();
    this.clock.stop();
  }
}
