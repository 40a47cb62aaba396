import type { FastifyRequest } from 'fastify';
import type { Micros } from '../core/numbers';
import { type People, type Person, ROLES, type Role } from './desk';
import { Problem } from './problem';
import { Tries } from './tries';

/** A name and secret that are wrong this often in a minute are not looked at for the rest of it; nor is any other from there after so many. */
const FAILURES_OF_A_NAME = 5;
const FAILURES_OF_AN_ADDRESS = 50;
const WINDOW: Micros = 60_000_000;
/** Secrets that are looked at at once: each costs tens of milliseconds on a thread that the journal's neighbours share. */
const MOST_AT_ONCE = 4;

/** Says who asks, by `Authorization: Bearer NAME:SECRET`, and whether they may. */
export class Access {
  private readonly names = new Tries(FAILURES_OF_A_NAME, WINDOW);
  private readonly addresses = new Tries(FAILURES_OF_AN_ADDRESS, WINDOW);
  private looking = 0;

  /** `now`: microseconds by a clock that does not go back. */
  constructor(
    private readonly people: People | undefined,
    private readonly now: () => Micros,
  ) {}

  /** Who asks, once they may do what needs `role`; undefined for a reader where nobody is named. Rejects with a Problem. */
  async person(request: FastifyRequest, role: Role): Promise<Person | undefined> {
    const { people } = this;
    if (people === undefined) {
      if (role === 'viewer') return undefined;
      throw new Problem('NotAllowed', 'there is no people file: nobody can do this over HTTP; use the command line');
    }
    const person = await this.known(people, request);
    if (ROLES.indexOf(person.role) >= ROLES.indexOf(role)) return person;
    throw new Problem('NotAllowed', `${person.name} is ${person.role}; this needs ${role}`);
  }

  private async known(people: People, request: FastifyRequest): Promise<Person> {
    const claim = claimOf(request.headers.authorization);
    const address = request.ip;
    const caller = `${address} ${claim.name}`;
    const wait = Math.max(this.names.wait(caller, this.now()), this.addresses.wait(address, this.now()));
    if (wait > 0) throw tooMany('wrong names or secrets', wait);
    const person = await this.look(people, claim);
    if (person) return person;
    this.names.failed(caller, this.now());
    this.addresses.failed(address, this.now());
    throw new Problem('WhoAreYou', 'the name or the secret is wrong, or was revoked');
  }

  private async look(people: People, { name, secret }: Claim): Promise<Person | undefined> {
    if (this.looking >= MOST_AT_ONCE) throw tooMany('persons at once', 1);
    this.looking++;
    try {
      return await people.check(name, secret);
    } finally {
      this.looking--;
    }
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
  const found = /^Bearer ([^: ]{1,64}):([\x20-\x7e]{1,256})$/i.exec(header);
  if (!found) throw new Problem('WhoAreYou', 'Authorization must read Bearer NAME:SECRET');
  return { name: found[1]!, secret: found[2]! };
}
