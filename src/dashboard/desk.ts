import type { PeopleCheck } from '../core/people';

/** Something that is asked of a gateway, as over its control socket: a command and what belongs to it. */
export interface Request {
  readonly cmd: string;
  readonly [key: string]: unknown;
}

/** The gateway's own words for why it does not do what was asked. */
export class Refused extends Error {}

/** What the server needs of a gateway. */
export interface Desk {
  readonly version: string;
  /** Every acceptor listens and every venue session is logged on. */
  ready(): boolean;
  /** Answers from what is committed, in the same way as over the control socket. Rejects with Refused. */
  ask(request: Request): Promise<Readonly<Record<string, unknown>>>;
  /** How it stands, as Prometheus reads it. */
  metrics(): Promise<string>;
  /** Who may act; undefined: nobody, and anyone on this machine may look. */
  readonly people: PeopleCheck | undefined;
  /** Anyone on this machine may look without saying who they are, also where there are people. */
  readonly open?: boolean;
}
