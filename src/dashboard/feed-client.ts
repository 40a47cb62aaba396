import type { WebSocket } from '@fastify/websocket';
import type { Micros } from '../core/numbers';
import type { Person } from '../core/people';
import type { LookAtBlotter, LookAtParents, Refused, ToServer, Welcome } from './feed';
import type { Frame } from './frame/frame';
import { ToldClient } from './told';

/** A client has so long (us) to say who it is, and to take what it was sent. */
const HELLO_WITHIN: Micros = 5_000_000;
const TAKE_WITHIN: Micros = 10_000_000;
/** And so long (ms) to hang up once it was told to. */
const CLOSE_WITHIN_MS = 1_000;

/** One page that is connected. It is sent a message only once it has taken the one before: nothing of it is ever queued. */
export class FeedClient {
  /** It has said who it is, right or wrong. */
  greeted = false;
  /** It was told that it may not stay: what it says until it is gone changes nothing. */
  refused = false;
  /** Its connection is closed. */
  gone = false;
  /** What it said before it was known whether it may look: a few messages, for it is not heard often. */
  readonly early: ToServer[] = [];
  /** Set once it may look; undefined person and token where nobody is named. */
  admitted: { readonly person: Person | undefined; readonly token: string | undefined } | undefined;
  /** When it was last sent something, and whether it has not said yet that it took that. */
  private sentAt: Micros;
  private waits = false;
  private readonly told = new ToldClient();

  constructor(
    private readonly socket: WebSocket,
    readonly address: string,
    at: Micros,
  ) {
    this.sentAt = at;
  }

  /** Why it is to be dropped now; undefined where it is not. */
  overdue(at: Micros): string | undefined {
    if (!this.admitted) return at - this.sentAt > HELLO_WITHIN ? 'it did not say who it is' : undefined;
    return this.behind && at - this.sentAt > TAKE_WITHIN ? 'it does not take what it is sent' : undefined;
  }

  /** Sends what changed, where it is ready for that; with nothing in it where `beat` (us) have gone by without a message. */
  serve(frame: Frame, at: Micros, beat: Micros): void {
    if (!this.admitted || this.behind) return;
    const text = this.told.next(frame, at - this.sentAt >= beat);
    if (text === undefined) return;
    this.waits = true;
    this.sentAt = at;
    this.socket.send(text);
  }

  /** Whether it has not taken what it was sent: by what it says, and by what lies in its socket, for it may say `got` of what it never read. */
  private get behind(): boolean {
    return this.waits || this.socket.bufferedAmount > 0;
  }

  /** It took message number `n`. */
  got(n: number): void {
    if (n === this.told.last) this.waits = false;
  }

  lookAt(look: LookAtBlotter, frame: Frame): void {
    const before = this.told.lookAt(frame.blotter.open(look));
    if (before) frame.blotter.close(before);
  }

  lookInto({ parents }: LookAtParents, frame: Frame): void {
    const before = this.told.lookInto(parents.map(p => frame.details.open(p)));
    for (const view of before) frame.details.close(view);
  }

  welcome(welcome: Welcome): void {
    this.socket.send(JSON.stringify(welcome));
  }

  /** It is gone: nothing is made for it any more. */
  leave(frame: Frame): void {
    this.gone = true;
    const { blotter, into } = this.told.views;
    if (blotter) frame.blotter.close(blotter);
    for (const view of into) frame.details.close(view);
  }

  /** Tells it why, and closes; a client that does not read is cut off. */
  refuse(code: string, message: string): void {
    if (this.refused) return;
    this.refused = true;
    const refused: Refused = { type: 'refused', code, message };
    if (this.socket.bufferedAmount > 0) return this.socket.terminate();
    this.socket.send(JSON.stringify(refused));
    this.socket.close(1008, code);
    setTimeout(() => this.socket.terminate(), CLOSE_WITHIN_MS).unref();
  }

  cut(): void {
    this.socket.terminate();
  }
}
