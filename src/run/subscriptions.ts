import type { SessionId } from '../core/ports';
import type { MessageView } from '../fix/codec/view';
import type { SessionHandle } from '../fix/engine';
import { Tag } from '../fix/generated/tags';
import { marketDataRequest, securityStatusRequest } from '../fix/translate/market-data';
import type { Log } from './log';

/** The sessions that market data may come from, how many levels a side are asked for, and whether somebody looks at the state of trading. */
export interface Sources {
  readonly depth: number;
  sessions(): Iterable<SessionHandle>;
  session(id: SessionId): SessionHandle;
  asksForStatus(): boolean;
}

/**
 * What market data sessions were asked for: the prices of every symbol the config names, and the state of trading where somebody looks at it.
 * A venue that has not all of the symbols refuses the request as a whole: then it is asked for each by itself, and what it refuses is logged.
 */
export class Subscriptions {
  /** By session and MDReqID (262): the symbols of a request that was not refused. */
  private readonly asked = new Map<string, readonly string[]>();

  constructor(
    private readonly sources: Sources,
    private readonly log: Log,
  ) {}

  /** Asks every market data session that is logged on. */
  add(symbols: readonly string[]): void {
    for (const { id, loggedOn } of this.sources.sessions()) if (loggedOn) this.ask(id, symbols);
  }

  /** Asks a session, where it is one for market data. */
  ask(id: SessionId, symbols: readonly string[]): void {
    const session = this.sources.session(id);
    if (session.settings.role !== 'marketdata' || symbols.length === 0) return;
    this.request(session, symbols);
    if (!this.sources.asksForStatus()) return;
    for (const symbol of symbols) session.send('e', w => securityStatusRequest(w, `ST${session.nextOut}`, symbol));
  }

  /** MarketDataRequestReject (Y). */
  refused(session: SessionHandle, view: MessageView): void {
    const key = keyOf(session.id, view.text(Tag.MDReqID) ?? '');
    const symbols = this.asked.get(key) ?? [];
    this.asked.delete(key);
    if (symbols.length > 1) {
      for (const symbol of symbols) this.request(session, [symbol]);
      return;
    }
    const reason = view.text(Tag.MDReqRejReason);
    const text = view.text(Tag.Text);
    this.log.warn(
      { session: session.id, symbol: symbols[0], reason, text },
      `no market data for ${symbols[0] ?? 'an unknown request'}: ${session.id} refused it`,
    );
  }

  private request(session: SessionHandle, symbols: readonly string[]): void {
    const id = `MD${session.nextOut}`;
    this.asked.set(keyOf(session.id, id), symbols);
    session.send('V', w => marketDataRequest(w, id, symbols, this.sources.depth));
  }
}

const keyOf = (session: SessionId, requestId: string): string => `${session} ${requestId}`;
