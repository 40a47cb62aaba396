import type { WebSocket } from '@fastify/websocket';
import type { Access } from './access';
import type { Board } from './board';
import type { Hello, ToServer } from './feed';
import { FeedClient } from './feed-client';
import { readMessage } from './feed-messages';
import { FeedPump } from './feed-pump';
import { problemOf } from './problem';
import { Tries } from './tries';

/** Clients at once, and those of one address that have not said yet who they are. */
const MOST_CLIENTS = 50;
const MOST_STRANGERS = 5;
/** Messages of a client in a second: it says `got` ten times, and now and then where it looks. */
const MESSAGES_A_SECOND = 50;
/** How often (ms) it is looked whether who looks may still. */
const CHECK_MS = 5_000;

interface DoorParts {
  readonly board: Board;
  readonly version: string;
  readonly access: Access;
  readonly failed: (error: unknown) => void;
}

/** Lets pages in, hears what they say, and puts out who may look no longer. */
export class FeedDoor {
  private readonly pump: FeedPump;
  private readonly checking: NodeJS.Timeout;

  constructor(private readonly parts: DoorParts) {
    this.pump = new FeedPump(parts.board, parts.failed);
    this.checking = setInterval(() => this.check(), CHECK_MS);
    this.checking.unref();
  }

  /** Pages that are connected. */
  get size(): number {
    return this.pump.size;
  }

  stop(): void {
    clearInterval(this.checking);
    this.pump.stop();
  }

  /** A page connected. */
  enter(socket: WebSocket, address: string): void {
    const client = new FeedClient(socket, address, this.parts.board.now());
    socket.on('error', () => client.cut());
    const full = this.fullFor(address);
    if (full !== undefined) return client.refuse('TooManyClients', full);
    const messages = new Tries(MESSAGES_A_SECOND, 1_000_000);
    socket.on('close', () => this.pump.remove(client));
    socket.on('message', (data, isBinary) => {
      if (client.refused) return;
      const at = this.parts.board.now();
      messages.count('', at);
      const said = isBinary ? undefined : readMessage(String(data));
      if (messages.wait('', at) > 0) client.refuse('TooManyRequests', `at most ${MESSAGES_A_SECOND} messages a second`);
      else if (!said) client.refuse('BadRequest', 'this is no message of the feed');
      else this.hear(client, said);
    });
    this.pump.add(client);
  }

  private fullFor(address: string): string | undefined {
    if (this.pump.size >= MOST_CLIENTS) return `at most ${MOST_CLIENTS} pages at once`;
    let strangers = 0;
    for (const c of this.pump.all()) if (!c.admitted && c.address === address) strangers++;
    return strangers < MOST_STRANGERS ? undefined : `at most ${MOST_STRANGERS} pages that have not said who they are`;
  }

  private hear(client: FeedClient, said: ToServer): void {
    if (said.say === 'hello') {
      if (client.greeted) return client.refuse('BadRequest', 'it has said hello before');
      client.greeted = true;
      void this.admit(client, said);
    } else if (!client.greeted) client.refuse('WhoAreYou', 'say hello first');
    else if (!client.admitted) client.early.push(said);
    else if (said.say === 'got') client.got(said.n);
    else if (said.say === 'blotter') client.lookAt(said, this.pump.frame);
    else client.lookInto(said, this.pump.frame);
  }

  private async admit(client: FeedClient, { token }: Hello): Promise<void> {
    const { access, board, version } = this.parts;
    try {
      const person = await access.byToken(token, client.address, 'viewer');
      if (client.gone) return;
      client.admitted = { person, token: person && token };
      const who = person ? { name: person.name, role: person.role } : null;
      const signIn = access.named;
      client.welcome({
        type: 'welcome',
        epoch: board.epoch,
        version,
        at: board.now(),
        person: who,
        signIn,
        setup: board.setup(),
      });
      for (const said of client.early.splice(0)) this.hear(client, said);
    } catch (error) {
      this.putOut(client, error);
    }
  }

  /** Whoever was revoked since, or has another role now, looks no longer. */
  private check(): void {
    for (const client of this.pump.all()) {
      const { person, token } = client.admitted ?? {};
      if (!person || token === undefined) continue;
      // who is known still is not put out because somebody guesses at the name; who is not known any more does not stay for it
      if (this.parts.access.proven(token)?.role === person.role) continue;
      this.parts.access.byToken(token, client.address, 'viewer').then(
        found => {
          if (found?.role !== person.role)
            client.refuse('WhoAreYou', `${person.name} is ${found?.role ?? 'nobody'} now: sign in again`);
        },
        error => this.putOut(client, error),
      );
    }
  }

  private putOut(client: FeedClient, error: unknown): void {
    const { code, message } = problemOf(error);
    if (code === 'Failed') this.parts.failed(error);
    client.refuse(code, message);
  }
}
