import type { SessionId } from '../../src/core/ports';
import { Tag } from '../../src/fix/generated/tags';
import { BUY, type Level, SELL, type Side } from '../matching/types';
import type { BookSource } from './book-source';
import type { Send } from './ledger';
import {
  BID,
  CHANGE,
  DELETE,
  type Entry,
  incremental,
  NEW,
  OFFER,
  saysAggressor,
  snapshot,
  snapshotEntries,
  TRADE,
  type Update,
  updateEntries,
} from './market-data-messages';
import type { Shape } from './subscription';

/** A consumer with more bytes than this unread gets nothing more until it has read them: then the newest state. */
export const BEHIND_BYTES = 65_536;

/** One who reads a channel. */
export interface Member {
  readonly session: SessionId;
  /** MDReqID (262). */
  readonly requestId: string;
  /** It has missed something, and gets a snapshot once it can take one. */
  behind: boolean;
}

/** Where a channel's messages go, and how much each reader has still to read. */
export interface Readers {
  readonly send: Send;
  backlog(session: SessionId): number;
}

const NOTHING: readonly Level[] = [];

/**
 * One symbol as all those see it who asked for the same in the same FIX version: what they hold is kept, compared and encoded once, and the same
 * fields go to each behind its own MDReqID (262).
 */
export class Channel {
  readonly members = new Set<Member>();
  private readonly held: [readonly Level[], readonly Level[]] = [NOTHING, NOTHING];
  private auction: readonly Entry[] = [];
  private readonly aggressors: boolean;

  constructor(
    readonly symbol: string,
    private readonly shape: Shape,
    private readonly source: BookSource,
    private readonly readers: Readers,
  ) {
    this.aggressors = saysAggressor(shape.version);
    this.look();
  }

  get wantsTrades(): boolean {
    return this.shape.types.has(TRADE);
  }

  /** A new reader, with a snapshot of what all others hold. */
  join(member: Member): void {
    this.members.add(member);
    this.sendSnapshot([member]);
  }

  /** Tells everybody what became of the symbol since the last call. `trades`: those since then, oldest first. */
  publish(trades: readonly Entry[]): void {
    if (this.shape.full) {
      this.look();
      return this.sendSnapshot(this.ready());
    }
    const updates = this.changes();
    if (this.wantsTrades) for (const entry of trades) updates.push({ action: NEW, entry });
    this.sendUpdates(updates);
  }

  /** Tells of a single entry, beside what `publish` compares: a trade that was busted or corrected. */
  sendUpdates(updates: readonly Update[]): void {
    if (updates.length === 0) return;
    const ready = this.ready();
    if (ready.length === 0) return;
    const entries = updateEntries(this.symbol, updates, this.aggressors);
    for (const { session, requestId } of ready) this.readers.send(session, 'X', w => incremental(w, requestId, entries));
  }

  /** Brings those up to date that had fallen behind and have read what they had. */
  catchUp(): void {
    const late: Member[] = [];
    for (const m of this.members) if (m.behind && this.readers.backlog(m.session) <= BEHIND_BYTES) late.push(m);
    this.sendSnapshot(late);
  }

  /** Takes the book as it is now for what the readers hold. */
  look(): void {
    this.held[BUY] = this.levels(BUY);
    this.held[SELL] = this.levels(SELL);
    this.auction = this.source.auction(this.symbol, this.shape);
  }

  /** Those who can take a message; all others fall behind. */
  private ready(): Member[] {
    const ready: Member[] = [];
    for (const m of this.members) {
      if (!m.behind && this.readers.backlog(m.session) > BEHIND_BYTES) m.behind = true;
      if (!m.behind) ready.push(m);
    }
    return ready;
  }

  private levels(side: Side): readonly Level[] {
    const wanted = this.shape.types.has(side === BUY ? BID : OFFER);
    return wanted ? this.source.levels(this.symbol, side, this.shape.depth) : NOTHING;
  }

  /** What must be told so that the readers hold the book as it is now: deletions first. They hold it from here on. */
  private changes(): Update[] {
    const before = [this.held[BUY], this.held[SELL]] as const;
    const auctionBefore = this.auction;
    this.look();
    const updates: Update[] = [];
    const put = (action: Update['action'], entry: Entry): void => void updates.push({ action, entry });
    const entry = (side: Side, level: Level): Entry => this.source.entry(this.symbol, side, level);
    for (const side of [BUY, SELL] as const)
      for (const level of before[side]) if (!this.held[side].some(l => l.price === level.price)) put(DELETE, entry(side, level));
    for (const e of auctionBefore) if (!this.auction.some(a => a.id === e.id)) put(DELETE, e);
    for (const side of [BUY, SELL] as const) {
      for (const level of this.held[side]) {
        const was = before[side].find(l => l.price === level.price);
        if (was === undefined || was.qty !== level.qty) put(was ? CHANGE : NEW, entry(side, level));
      }
    }
    for (const e of this.auction) {
      const was = auctionBefore.find(a => a.id === e.id);
      if (was === undefined || was.px !== e.px || was.qty !== e.qty || was.condition !== e.condition) put(was ? CHANGE : NEW, e);
    }
    return updates;
  }

  private sendSnapshot(members: readonly Member[]): void {
    if (members.length === 0) return;
    const { symbol, source, readers } = this;
    const entries: Entry[] = [];
    for (const side of [BUY, SELL] as const) for (const level of this.held[side]) entries.push(source.entry(symbol, side, level));
    entries.push(...this.auction);
    const last = this.wantsTrades ? source.lastTrade(symbol) : undefined;
    if (last) entries.push(last);
    const text = snapshotEntries(entries);
    for (const member of members) {
      member.behind = false;
      readers.send(member.session, 'W', (w, d) => {
        const at = d.dictionary.requires('W', Tag.LastUpdateTime) ? source.now : undefined;
        snapshot(w, member.requestId, symbol, text, at);
      });
    }
  }
}
