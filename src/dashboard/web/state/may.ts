import type { Welcome } from '../../feed';

export type Role = NonNullable<Welcome['person']>['role'];

/** By a person's role, the roles in which they may act. The gateway decides: this only says beforehand what it will say. */
const MAY: Readonly<Record<Role, readonly Role[]>> = {
  viewer: ['viewer'],
  operator: ['viewer', 'operator'],
  risk: ['viewer', 'operator', 'risk'],
  validator: ['viewer', 'validator'],
};

/** Says why what needs a role cannot be done; undefined where it can. */
export type May = (role: Role) => string | undefined;

/** What may be done by who is signed in, while the page is connected and true. */
export function mayOf(welcome: Welcome | undefined, connected: boolean): May {
  return role => {
    if (!welcome || !connected) return 'the page is not connected to the gateway';
    const { person } = welcome;
    if (!person && welcome.signIn) return 'sign in to act: the name and the secret were shown when the gateway first started';
    if (!person) return 'the gateway knows nobody: nobody can act over HTTP; use the command line';
    return MAY[person.role].includes(role) ? undefined : `${person.name} is ${person.role}; this needs ${role}`;
  };
}
