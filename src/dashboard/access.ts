import type { FastifyRequest } from 'fastify';
import type { Micros } from '../core/numbers';
import { mayAct, type PeopleCheck, type Person, type Role } from '../core/people';
import { Problem } from './problem';
import { Tries } from './tries';

/** A name and secret that are wrong this often in a minute are not looked at for the rest of it; nor is any other from there after so many. */
const FAILURES_OF_A_NAME = 5;
const FAILURES_OF_AN_ADDRESS = 50;
const WINDOW: Micros = 60_000_000;
/** Secrets that are looked at at once: each costs tens of milliseconds on one of few threads. Others wait their turn, so many at most. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 100;

/** Says who asks, by `Authorization: Bearer NAME:SECRET`, and whether they may. */
export class Access {
  private readonly names = new Tries(FAILURES_OF_A_NAME, WINDOW);
  private readonly addresses = new Tries(FAILURES_OF_AN_ADDRESS, WINDOW);
  private looking = 0;
  private readonly waiting: (() => void)[] = [];

  /** `now`: microseconds by a clock that does not go back. `open`: who says nothing may look. */
  constructor(
    private readonly people: PeopleCheck | undefined,
    private readonly now: () => Micros,
    private readonly open = false,
  ) {}

  /** Somebody may say who they are, and act. */
  get named(): boolean {
    return this.people !== undefined;
  }

  /**
   * Who asks, once they may do what needs `role`; undefined for a reader where nobody is named. Rejects with a Problem. Where it is `urgent` a
   * secret that was found right before waits neither for those that are looked at nor because others guess: there a guesser learns as fast
   * as requests are let in, so it is for the few that are let in slowly.
   */
  person({ headers, ip }: FastifyRequest, role: Role, urgent = false): Promise<Person | undefined> {
    const { authorization } = headers;
    if (this.mayLook(authorization, role)) return Promise.resolve(undefined);
    return this.claimed(() => claimOf(authorization), ip, role, urgent);
  }

  /** The same of who says so otherwise than in a header: `token` is NAME:SECRET. */
  byToken(token: string | undefined, address: string, role: Role): Promise<Person | undefined> {
    if (this.mayLook(token, role)) return Promise.resolve(undefined);
    return this.claimed(() => tokenOf(token), address, role, false);
  }

  /** Who it is at once, where the token was found right before and still is. */
  proven(token: string): Person | undefined {
    const claim = claimIn(token);
    return claim && this.people?.proven(claim.name, claim.secret);
  }

  private mayLook(said: string | undefined, role: Role): boolean {
    return this.open && said === undefined && role === 'viewer';
  }

  private async claimed(claimed: () => Claim, address: string, role: Role, urgent: boolean): Promise<Person | undefined> {
    const { people } = this;
    if (people === undefined) {
      if (role === 'viewer') return undefined;
      throw new Problem('NotAllowed', 'the gateway knows nobody: nobody can do this over HTTP; use the command line');
    }
    const claim = claimed();
    const proven = urgent ? people.proven(claim.name, claim.secret) : undefined;
    const person = proven ?? (await this.known(people, claim, address));
    if (mayAct(person, role)) return person;
    throw new Problem('NotAllowed', `${person.name} is ${person.role}; this needs ${role}`);
  }

  private async known(people: PeopleCheck, claim: Claim, address: string): Promise<Person> {
    await this.turn();
    try {
      return await this.look(people, claim, address);
    } finally {
      this.looking--;
      this.waiting.shift()?.();
    }
  }

  /** Waits until fewer secrets are looked at than may be at once. */
  private async turn(): Promise<void> {
    if (this.looking >= MOST_AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) throw tooMany('persons at once', 1);
      await new Promise<void>(turn => this.waiting.push(turn));
    }
    this.looking++;
  }

  private async look(people: PeopleCheck, { name, secret }: Claim, address: string): Promise<Person> {
    const caller = `${address} ${name.toLowerCase()}`;
    const wait = Math.max(this.names.wait(caller, this.now()), this.addresses.wait(address, this.now()));
    if (wait > 0) throw tooMany('wrong names or secrets', wait);
    const person = await people.check(name, secret);
    if (person) return person;
    this.names.count(caller, this.now());
    this.addresses.count(address, this.now());
    throw new Problem('WhoAreYou', 'the name or the secret is wrong, or was revoked');
  }
}

const tooMany = (what: string, wait: number): Problem =>
  new Problem('TooManyFailures', `too many ${what}: try again in ${wait} s`, undefined, wait);

interface Claim {
  readonly name: string;
  readonly secret: string;
}

function claimOf(header: string | undefined): Claim {
  if (header === undefined) throw new Problem('WhoAreYou', 'say who you are: Authorization: Bearer NAME:SECRET');
  const claim = /^Bearer /i.test(header) ? claimIn(header.slice(BEARER)) : undefined;
  if (!claim) throw new Problem('WhoAreYou', 'Authorization must read Bearer NAME:SECRET');
  return claim;
}
const BEARER = 'Bearer '.length;

function tokenOf(token: string | undefined): Claim {
  if (token === undefined) throw new Problem('WhoAreYou', 'say who you are: a token NAME:SECRET');
  const claim = claimIn(token);
  if (!claim) throw new Problem('WhoAreYou', 'the token must read NAME:SECRET');
  return claim;
}

function claimIn(text: string): Claim | undefined {
  const found = /^([^: ]{1,64}):([\x20-\x7e]{1,256})$/.exec(text);
  return found ? { name: found[1]!, secret: found[2]! } : undefined;
}
