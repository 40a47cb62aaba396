import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mayAct, type Role } from '../../core/people';
import { People } from '../people';
import { UsageError } from '../usage-error';

/** What each act on a registry needs, of a gateway that runs and of one that does not: to go back is safer than to go on. */
export const MODEL_ACTS = { promote: 'risk', rollback: 'operator', certify: 'validator' } as const satisfies Record<string, Role>;

/** The command of each, for messages. */
const COMMANDS: Readonly<Record<keyof typeof MODEL_ACTS, string>> = {
  promote: 'models promote',
  rollback: 'models rollback',
  certify: 'validate sign',
};

const fileOf = (registry: string): string => join(registry, 'people');

/** A gateway with a people file starts: its registry keeps where that file is, so that who may promote is asked of it while no gateway runs too. Without one nobody is asked. */
export function guardRegistry(registry: string, peopleFile: string | undefined): void {
  if (peopleFile === undefined) return rmSync(fileOf(registry), { force: true });
  mkdirSync(registry, { recursive: true, mode: 0o700 });
  writeFileSync(fileOf(registry), `${resolve(peopleFile)}\n`, { mode: 0o600 });
}

/** The name under which an act without a gateway is recorded. Throws UsageError where the registry is guarded and the person may not. */
export async function personFor(
  registry: string,
  act: keyof typeof MODEL_ACTS,
  by: string,
  secret: string | undefined,
): Promise<string> {
  const file = fileOf(registry);
  if (!existsSync(file)) return by;
  const role = MODEL_ACTS[act];
  const people = new People(readFileSync(file, 'utf8').trim());
  if (secret === undefined || secret === '')
    throw new UsageError(
      `'${COMMANDS[act]}' needs a person of the role ${role}: name them with ${act === 'certify' ? '--approver' : '--by'}, and put their secret into SLUICE_SECRET`,
    );
  const person = await people.check(by, secret);
  if (!person) throw new UsageError('the name or the secret is wrong, or was revoked');
  if (!mayAct(person, role)) throw new UsageError(`${person.name} is ${person.role}; this needs ${role}`);
  return person.name;
}
