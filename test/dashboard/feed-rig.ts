import { once } from 'node:events';
import WebSocket, { type ClientOptions } from 'ws';
import type { Board, Load } from '../../src/dashboard/board';
import { type Changes, FEED_PATH, type FromServer, type ParentRow, type ToServer } from '../../src/dashboard/feed';
import type { Frame } from '../../src/dashboard/frame/frame';

/** An order as the blotter shows it; what a test does not say is of no matter to it. */
export const row = (id: string, of: Partial<ParentRow> = {}): ParentRow => ({
  ...{
    id,
    clOrdId: `C-${id}`,
    session: 'OMS',
    account: 'A1',
    symbol: 'ACME',
    side: '1',
    strategy: 'TWAP',
    ordType: '2',
    timeInForce: '0',
  },
  ...{
    orderQty: '100',
    price: '10',
    cumQty: '0',
    leavesQty: '100',
    avgPx: null,
    status: 'New',
    open: true,
    received: 1,
    start: null,
    end: null,
  },
  ...{ arrival: null, slippage: { arrival: null, vwap: null, twap: null }, progress: null, children: 0, text: '' },
  ...of,
});

/** A gateway of a few rows that a test changes as it likes. */
export class RowsBoard implements Board {
  epoch = 'first';
  rows: ParentRow[] = [];
  /** Turned on, nothing that is decided is committed. */
  unsettled = false;
  stands: Load = 'quiet';
  /** What a frame costs (ms). */
  costs = 0;
  frames = 0;
  /** How much later it is than the machine says (us). */
  ahead = 0;
  private readonly began = performance.now();

  setup() {
    return { paper: true, durability: 'process' as const, currency: null, symbols: [], oms: [], data: '/nowhere' };
  }

  now(): number {
    return Math.round((performance.now() - this.began) * 1000) + 1 + this.ahead;
  }

  settled(): boolean {
    return !this.unsettled;
  }

  load(): Load {
    return this.stands;
  }

  *refresh(frame: Frame): Generator<void> {
    this.frames++;
    frame.at = this.now();
    frame.seq = this.frames;
    for (let spent = 0; spent < this.costs; spent += 0.1) {
      for (const until = performance.now() + 0.1; performance.now() < until; );
      yield;
    }
    for (const parent of this.rows) frame.blotter.rows.put(parent, frame.n);
    yield;
    for (const view of frame.blotter.all()) {
      const ids = this.rows.map(r => r.id);
      view.page.show(ids.slice(view.look.offset, view.look.offset + view.look.limit), ids.length);
    }
    for (const detail of frame.details.all())
      detail.found.set(
        this.rows.some(r => r.id === detail.id),
        frame.n,
      );
  }
}

/** A page: says `got` of all it is sent unless it is told not to. */
export class Viewer {
  readonly heard: FromServer[] = [];
  /** How it ended: `code reason`; undefined while it is open. */
  end: string | undefined;
  takes = true;
  private waiting: (() => void)[] = [];

  private constructor(readonly socket: WebSocket) {
    socket.on('message', data => this.hear(JSON.parse(String(data)) as FromServer));
    socket.on('close', (code, reason) => {
      this.end = `${code} ${String(reason)}`.trim();
      this.wake();
    });
  }

  /** Connects; rejects with the HTTP status where it is refused. */
  static async open(port: number, options: ClientOptions = {}): Promise<Viewer> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${FEED_PATH}`, options);
    const refused = new Promise<never>((_, reject) => {
      socket.on('unexpected-response', (_request, response) => reject(new Error(`${response.statusCode}`)));
      socket.on('error', reject);
    });
    const viewer = new Viewer(socket);
    await Promise.race([once(socket, 'open'), refused]);
    return viewer;
  }

  say(said: ToServer): void {
    this.socket.send(JSON.stringify(said));
  }

  get changes(): Changes[] {
    return this.heard.filter(m => m.type === 'changes');
  }

  /** The code of the refusal, and how it ended. */
  async refusal(): Promise<string> {
    await this.until(() => this.end !== undefined);
    const refused = this.heard.find(m => m.type === 'refused');
    return `${refused?.code ?? ''} ${this.end}`.trim();
  }

  /** Resolves once something holds, or rejects after 9 s. */
  async until(holds: () => boolean): Promise<void> {
    const late = Date.now() + 9_000;
    while (!holds()) {
      if (Date.now() > late) throw new Error('it did not come');
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, 100);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  close(): void {
    this.socket.terminate();
  }

  private hear(message: FromServer): void {
    this.heard.push(message);
    if (message.type === 'changes' && this.takes) this.say({ say: 'got', n: message.n });
    this.wake();
  }

  private wake(): void {
    for (const woken of this.waiting.splice(0)) woken();
  }
}
