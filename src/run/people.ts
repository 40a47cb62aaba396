import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { type PeopleCheck, type Person, ROLES } from '../core/people';
import { hashCheck, type PasswordCheck } from '../fix/security/password';
import { type Mistake, readYaml } from './config-file';
import { UsageError } from './usage-error';

interface Known extends Person {
  readonly check: PasswordCheck;
  readonly revoked: boolean;
}

const schema = z.strictObject({
  people: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[A-Za-z0-9_.@-]{1,64}$/, 'must be 1 to 64 letters, digits or _ . @ -'),
        role: z.enum(ROLES, `must be one of ${ROLES.join(', ')}`),
        credential: z
          .string()
          .refine(text => hashCheck(text) !== undefined, 'must be a hash as `sluice sessions hash-password` prints it'),
        revoked: z.boolean().default(false),
      }),
    )
    .min(1),
});

/** What stands in for a person who is not there: a secret is looked at just as long. */
const NOBODY = '$scrypt$ln=14,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/**
 * The persons of a people file: name, role, a hash of the secret, and whether it is revoked. The file is read again whenever it has changed,
 * so that a person is revoked at once; while it cannot be read, nobody is anybody.
 */
export class People implements PeopleCheck {
  private known: readonly Known[];
  /** What each person's secret was found to be, under a key of this process: who asks often is not hashed each time. Gone with the file's change. */
  private readonly proofs = new WeakMap<Known, Buffer>();
  private readonly key = randomBytes(32);
  private seen: string;

  /** Throws UsageError with file, line and key where the file is not in order. */
  constructor(private readonly path: string) {
    this.seen = stampOf(path);
    this.known = readPeople(path);
  }

  /** Whose name and secret these are; undefined where they are nobody's, or revoked. Takes as long whoever is asked for. */
  async check(name: string, secret: string): Promise<Person | undefined> {
    const person = this.person(name);
    const proof = this.proofOf(secret);
    const right = this.isProven(person, proof) || (await (person?.check ?? hashCheck(NOBODY)!)(Buffer.from(secret, 'latin1')));
    if (!person || !right) return undefined;
    this.proofs.set(person, proof);
    return { name: person.name, role: person.role };
  }

  proven(name: string, secret: string): Person | undefined {
    const person = this.person(name);
    return person && this.isProven(person, this.proofOf(secret)) ? { name: person.name, role: person.role } : undefined;
  }

  /** What is missing to release the firm's kill switch; undefined where nothing is. */
  get lack(): string | undefined {
    const able = this.known.filter(p => p.role === 'risk' && !p.revoked);
    if (able.length > 1) return undefined;
    return `${this.path}: the firm's kill switch needs two persons of the risk role to be released; there ${able.length === 1 ? 'is one' : 'is none'}`;
  }

  private person(name: string): Known | undefined {
    this.refresh();
    return this.known.find(p => sameName(p.name, name) && !p.revoked);
  }

  private proofOf(secret: string): Buffer {
    return createHmac('sha256', this.key).update(secret, 'latin1').digest();
  }

  private isProven(person: Known | undefined, proof: Buffer): boolean {
    const known = person && this.proofs.get(person);
    return known !== undefined && timingSafeEqual(known, proof);
  }

  private refresh(): void {
    const stamp = stampOf(this.path);
    if (stamp === this.seen) return;
    try {
      this.known = readPeople(this.path);
    } catch {
      this.known = [];
    }
    this.seen = stamp;
  }
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : '';
}

function readPeople(path: string): Known[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path}: the people file cannot be read: ${(error as Error).message}`);
  }
  const { value, refuse } = readYaml(path, text, schema);
  const twice = (name: string, n: number): boolean => value.people.findIndex(p => sameName(p.name, name)) < n;
  const mistakes = value.people.flatMap(({ name }, n): Mistake[] =>
    twice(name, n) ? [{ at: ['people', `${n}`, 'name'], what: `'${name}' is there before` }] : [],
  );
  refuse(mistakes);
  return value.people.map(({ name, role, credential, revoked }) => ({ name, role, revoked, check: hashCheck(credential)! }));
}
