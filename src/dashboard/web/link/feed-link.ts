import type { FromServer, LookAtBlotter, LookAtParents, ToServer } from '../../feed';
import { backoff } from './backoff';

/** How the feed stands. `refused`: the gateway does not want us as we are; it is not tried again before somebody signs in. */
export type Standing = 'connecting' | 'live' | 'lost' | 'refused';

/** A connection as a browser opens one. */
export interface Socket {
  send(text: string): void;
  close(): void;
  /** Calls back on each of: open, message (with its text), close. */
  on(told: { readonly open: () => void; readonly message: (text: string) => void; readonly close: () => void }): void;
}

/** What the link needs of where it runs. */
export interface Place {
  readonly open: () => Socket;
  /** Calls back after so many ms, unless it is called off by what it returns. */
  readonly later: (ms: number, then: () => void) => () => void;
  /** 0 to 1. */
  readonly chance: () => number;
}

export interface Listener {
  readonly told: (message: FromServer) => void;
  readonly stands: (standing: Standing) => void;
}

/** The gateway says something each second. After so long (ms) without a word the connection is given up, whatever the network says of it. */
const SILENCE_MS = 5_000;
/** What is looked at is said at most so often (ms): the gateway drops a page that talks too much, and a held arrow key changes it with every repeat. */
const LOOK_EVERY_MS = 100;
/** Refusals that the same hello would meet again. */
const FINAL: ReadonlySet<string> = new Set(['WhoAreYou', 'NotAllowed', 'ForeignOrigin', 'ForeignHost']);

/** Keeps the feed: connects, says hello and what is looked at, connects again with patience when it is lost. */
export class FeedLink {
  private socket: Socket | undefined;
  private attempt = 0;
  private token: string | undefined;
  private readonly looks = new Map<string, LookAtBlotter | LookAtParents>();
  private readonly unsaid = new Set<string>();
  private paused = false;
  private live = false;
  private waiting: () => void = () => undefined;

  constructor(
    private readonly place: Place,
    private readonly listener: Listener,
  ) {}

  /** Connects as a person, or as nobody; what was connected is left. */
  connect(token: string | undefined): void {
    this.token = token;
    this.attempt = 0;
    this.begin();
  }

  /** Says what is on screen; said again after each connect. */
  look(at: LookAtBlotter | LookAtParents): void {
    this.looks.set(at.say, at);
    this.unsaid.add(at.say);
    if (this.live && !this.paused) this.sayLooks();
  }

  /** Says what is looked at now and was not said yet; the next time no sooner than LOOK_EVERY_MS. */
  private sayLooks(): void {
    if (this.unsaid.size === 0) return;
    for (const say of this.unsaid) this.say(this.looks.get(say)!);
    this.unsaid.clear();
    this.paused = true;
    this.place.later(LOOK_EVERY_MS, () => {
      this.paused = false;
      if (this.live) this.sayLooks();
    });
  }

  private begin(): void {
    this.leave();
    this.listener.stands('connecting');
    const socket = this.place.open();
    this.socket = socket;
    const ours = (then: () => void) => (): void => {
      if (this.socket === socket) then();
    };
    socket.on({
      open: ours(() => this.say({ say: 'hello', ...(this.token !== undefined && { token: this.token }) })),
      message: text => ours(() => this.heard(JSON.parse(text) as FromServer))(),
      close: ours(() => this.lost()),
    });
    this.watch();
  }

  private heard(message: FromServer): void {
    this.watch();
    if (message.type === 'refused') return this.refused(message);
    if (message.type === 'welcome') {
      this.attempt = 0;
      this.live = true;
      for (const say of this.looks.keys()) this.unsaid.add(say);
      if (!this.paused) this.sayLooks();
    }
    this.listener.told(message);
    if (message.type === 'welcome') return this.listener.stands('live');
    this.say({ say: 'got', n: message.n });
  }

  private refused(message: Extract<FromServer, { type: 'refused' }>): void {
    this.listener.told(message);
    if (!FINAL.has(message.code)) return this.lost();
    this.leave();
    this.listener.stands('refused');
  }

  private lost(): void {
    this.leave();
    this.listener.stands('lost');
    this.waiting = this.place.later(backoff(this.attempt++, this.place.chance()), () => this.begin());
  }

  private watch(): void {
    this.waiting();
    this.waiting = this.place.later(SILENCE_MS, () => this.lost());
  }

  private leave(): void {
    this.waiting();
    this.live = false;
    const { socket } = this;
    if (!socket) return;
    this.socket = undefined;
    socket.close();
  }

  private say(words: ToServer): void {
    this.socket?.send(JSON.stringify(words));
  }
}
