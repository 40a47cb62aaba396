import { mayAct, type Role } from '../core/people';
import type { ControlHandler, ControlRequest } from './control-server';
import { MODEL_ACTS } from './models/guard';
import type { People } from './people';

/** What changes something, and the role it needs. Whatever is not here only looks. */
const NEEDS: Readonly<Record<string, Role>> = {
  kill: 'operator',
  release: 'risk',
  'limits-set': 'risk',
  'limits-reload': 'risk',
  'instruments-reload': 'risk',
  'state-set': 'risk',
  'throttle-reset': 'risk',
  'held-release': 'risk',
  'held-refuse': 'operator',
  'alert-acknowledge': 'operator',
  'alert-resolve': 'operator',
  'order-stop': 'operator',
  'session-reset': 'operator',
  'session-set-seq': 'operator',
  'session-disconnect': 'operator',
  'dropcopy-replay': 'operator',
  'reconcile-adopt': 'risk',
  'reconcile-dismiss': 'risk',
  'models-promote': MODEL_ACTS.promote,
  'models-rollback': MODEL_ACTS.rollback,
};

/**
 * Lets through what the person who asks may do, by `by` and `secret` of the request, under the person's own name. A kill is never held up:
 * whoever can reach the control socket can stop the process too; one without a right name and secret is recorded as not verified.
 */
export function identified(handler: ControlHandler, people: People): ControlHandler {
  return (request, reply, closed) => {
    const role = NEEDS[request.cmd];
    if (role === undefined) return handler(request, reply, closed);
    const { secret, ...asked } = request;
    nameOf(people, asked, secret, role)
      .then(by => void handler({ ...asked, by }, reply, closed))
      .catch((error: Error) => reply({ ok: false, error: error.message }));
    return 'stream';
  };
}

async function nameOf(people: People, asked: ControlRequest, secret: unknown, role: Role): Promise<string> {
  const by = typeof asked['by'] === 'string' ? asked['by'] : '';
  const kill = asked.cmd === 'kill';
  if (typeof secret !== 'string' || secret === '') {
    if (kill) return unverified(by);
    throw new Error(
      `'${asked.cmd}' needs a person of the role ${role}: name them with --by, and put their secret into SLUICE_SECRET`,
    );
  }
  const person = await people.check(by, secret);
  if (person && mayAct(person, role)) return person.name;
  if (kill) return unverified(by);
  throw new Error(
    person ? `${person.name} is ${person.role}; this needs ${role}` : 'the name or the secret is wrong, or was revoked',
  );
}

const unverified = (by: string): string => `${by} (not verified)`;
