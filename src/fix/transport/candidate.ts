import type { Connection, ConnectionListener } from './connection';
import type { SessionLink } from './link';

/**
 * A connection whose Logon named a session that wants a password, while that is being checked on another thread. The socket is paused, and
 * what it had brought already is kept: it is played to the session if the password is right.
 */
export class Candidate implements ConnectionListener {
  private readonly frames: Buffer[] = [];
  private readonly garble: { reason: string; bytes: number }[] = [];

  constructor(
    readonly link: SessionLink,
    private readonly gone_: (connection: Connection) => void,
  ) {}

  frame(_connection: Connection, buf: Buffer, start: number, end: number): void {
    this.frames.push(Buffer.from(buf.subarray(start, end)));
  }

  garbled(_connection: Connection, reason: string, bytes: number): void {
    this.garble.push({ reason, bytes });
  }

  gone(connection: Connection): void {
    this.gone_(connection);
  }

  /** Hands everything kept to the session, which has the connection by now and may let it go on the way. */
  play(connection: Connection): void {
    for (const frame of this.frames) if (this.link.connection === connection) this.link.frame(connection, frame, 0, frame.length);
    for (const { reason, bytes } of this.garble)
      if (this.link.connection === connection) this.link.garbled(connection, reason, bytes);
  }
}
