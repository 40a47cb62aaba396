import type { Micros } from '../../core/numbers';
import type { SessionId, SessionNumbers } from '../../core/ports';
import type { Dictionary } from '../codec/dictionary';
import { MessageView } from '../codec/view';
import type { MessageWriter } from '../codec/writer';
import { dictionaryFor } from '../dictionary/custom';
import { type Schedule, type Window, windowFor } from '../schedule/windows';
import type { SessionSettings } from '../settings/settings';
import type { ResetCause, SessionEffects } from './events';
import { type Gap, HeldMessages } from './gap';
import { type ConnectionId, type Header, NO_CONNECTION, Outbox } from './outbox';

/** Messages first..last of ours that the peer asked for and has not been sent yet. */
export interface ReplayRange {
  readonly first: number;
  next: number;
  readonly last: number;
  replayed: number;
  /** A new order, a replace or a mass cancel was left out: the venue will never see it. */
  withheld: boolean;
}

const ALWAYS: Window = { start: 0, end: Number.POSITIVE_INFINITY };
/** Over before it is first looked at. */
const UNKNOWN: Window = { start: 0, end: 0 };

function windowOf(schedule: Schedule | undefined, createdAt: Micros | undefined): Window {
  if (schedule === undefined) return ALWAYS;
  return createdAt === undefined ? UNKNOWN : windowFor(schedule, createdAt);
}

/** Requests waiting at once; a peer that asks faster than it reads gets no more in the queue. */
const MOST_REPLAYS = 64;

/**
 * What a FIX session knows: its numbers, its timers, what it waits for, and the bytes it wants written. The states (folder `states`)
 * decide; this only keeps the books. No socket, no clock, no store: time is an argument, bytes go to the outbox, the rest to `effects`.
 */
export class Session {
  readonly id: SessionId;
  readonly view = new MessageView();
  readonly outbox: Outbox;
  readonly held = new HeldMessages();
  readonly replays: ReplayRange[] = [];
  readonly dictionary: Dictionary | undefined;
  nextIn: number;
  nextOut: number;
  generation: number;
  /** When the numbers began at 1; undefined where that is not known, or there is no schedule to hold it against. */
  createdAt: Micros | undefined;
  /** The window that the numbers belong to. */
  window: Window;
  connection: ConnectionId = NO_CONNECTION;
  /** Application messages may be written. */
  loggedOn = false;
  /** A logon was completed on this connection; stays true while logging out. */
  established = false;
  /** Our Logon of this connection carried 141=Y. */
  sentReset = false;
  /** We logged out over a fault of the peer: nothing but its Logout is listened to. */
  broken = false;
  heartBtInt: Micros = 0;
  /** When this state of affairs (connected, logon sent, logout sent) began. */
  since: Micros = 0;
  lastReceived: Micros = 0;
  lastSent: Micros = 0;
  /** When the unanswered TestRequest over silence went out; 0 when there is none. */
  testRequestAt: Micros = 0;
  gap: Gap | undefined;
  /** TestReqID of the one TestRequest after a venue logon; '' when it was answered or never sent. */
  settleId = '';
  /** Its MsgSeqNum. */
  settleSeqNum = 0;
  settling = false;
  logoutReason = '';

  constructor(
    readonly settings: SessionSettings,
    numbers: SessionNumbers | undefined,
    readonly effects: SessionEffects,
  ) {
    this.id = settings.id;
    this.outbox = new Outbox(settings.id, settings.identity);
    this.nextIn = numbers?.nextIn ?? 1;
    this.nextOut = numbers?.nextOut ?? 1;
    this.generation = numbers?.generation ?? 0;
    this.createdAt = settings.schedule && numbers?.createdAt;
    this.window = windowOf(settings.schedule, this.createdAt);
    this.dictionary = settings.useDataDictionary ? dictionaryFor(settings) : undefined;
  }

  numbers(): SessionNumbers {
    const { nextIn, nextOut, generation, createdAt } = this;
    return createdAt === undefined ? { nextIn, nextOut, generation } : { createdAt, nextIn, nextOut, generation };
  }

  /** The numbers belong to the window of `at`, or to the next. */
  belongTo(at: Micros): void {
    const { schedule } = this.settings;
    if (schedule === undefined) return;
    this.createdAt = at;
    this.window = windowFor(schedule, at);
    this.effects.changed();
  }

  /** Starts the next numbered message. Add fields to the writer, then call `endAdmin` or `endApp`. */
  begin(msgType: string, at: Micros): MessageWriter {
    return this.beginAs(this.nextOut, msgType, at);
  }

  /** The same under a number of its own: a message again, or a gap fill in its place. */
  beginAs(seqNum: number, msgType: string, at: Micros, header?: Header): MessageWriter {
    const all = this.settings.lastMsgSeqNumProcessed ? { ...header, lastMsgSeqNumProcessed: this.nextIn - 1 } : header;
    return this.outbox.begin(msgType, seqNum, at, all);
  }

  /** Ends a session message: written wherever there is a connection. Returns its MsgSeqNum. */
  endAdmin(at: Micros): number {
    return this.end(this.connection, at);
  }

  /** Ends a session message that is only stored; what is written in its place, under its number, is made by `build`. */
  endHidden(at: Micros, msgType: string, build: (w: MessageWriter) => void): void {
    const seqNum = this.end(NO_CONNECTION, at);
    build(this.beginAs(seqNum, msgType, at));
    this.outbox.sealAgain(this.connection);
    this.lastSent = at;
  }

  /** Ends an application message: written when logged on, else only stored, for the peer to ask for. Returns its MsgSeqNum. */
  endApp(at: Micros): number {
    return this.end(this.loggedOn ? this.connection : NO_CONNECTION, at);
  }

  /** Sets both numbers to 1. Messages stored so far belong to the generation before. */
  reset(cause: ResetCause, at: Micros): void {
    this.nextIn = 1;
    this.nextOut = 1;
    this.generation++;
    this.belongTo(at);
    this.forgetRecovery();
    this.effects.event({ type: 'reset', session: this.id, at, cause, generation: this.generation });
    this.effects.changed();
  }

  /** Sets both numbers. Where we go back, what is stored under numbers to come belongs to the generation before. */
  setNumbers(nextIn: number, nextOut: number): void {
    if (nextOut < this.nextOut) this.generation++;
    this.nextIn = nextIn;
    this.nextOut = nextOut;
    this.forgetRecovery();
    this.effects.changed();
  }

  /** The message in turn (or those up to `next`) is used up. */
  consumeTo(next: number): void {
    this.nextIn = next;
    this.effects.changed();
  }

  /** Notes what the peer asked for; the same range twice waits once. */
  askReplay(first: number, last: number): void {
    if (this.replays.length >= MOST_REPLAYS || this.replays.some(r => r.next === first && r.last === last)) return;
    this.replays.push({ first, next: first, last, replayed: 0, withheld: false });
    this.effects.changed();
  }

  /** The connection is gone: everything that lived with it goes too. */
  detach(): void {
    this.connection = NO_CONNECTION;
    this.loggedOn = false;
    this.established = false;
    this.broken = false;
    this.sentReset = false;
    this.testRequestAt = 0;
    this.settleId = '';
    this.settling = false;
    this.forgetRecovery();
  }

  private forgetRecovery(): void {
    this.gap = undefined;
    this.held.clear();
    this.replays.length = 0;
  }

  private end(connection: ConnectionId, at: Micros): number {
    const seqNum = this.nextOut;
    this.outbox.sealNew(seqNum, this.generation, connection);
    this.nextOut = seqNum + 1;
    if (connection !== NO_CONNECTION) this.lastSent = at;
    this.effects.changed();
    return seqNum;
  }
}
