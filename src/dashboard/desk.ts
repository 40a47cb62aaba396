/** What a person may do: look; also kill; also release and change limits. */
export const ROLES = ['viewer', 'operator', 'risk'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks. */
export interface Person {
  readonly name: string;
  readonly role: Role;
}

/** The persons who may use the server. */
export interface People {
  /** Whose name and secret these are; undefined where they are nobody's, or revoked. Takes as long whoever is asked for. */
  check(name: string, secret: string): Promise<Person | undefined>;
}

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
  /** undefined where nobody is named: anyone on this machine may look, and nobody may change anything. */
  readonly people: People | undefined;
}
