/**
 * What a person may do: look; also kill; also release, and change limits: each may what those before it may. A validator looks, and approves models: nothing of what runs
 * is theirs to change, and who runs it approves nothing.
 */
export const ROLES = ['viewer', 'operator', 'risk', 'validator'] as const;
export type Role = (typeof ROLES)[number];

/** By a person's role, the roles in which they may act. */
const MAY: Readonly<Record<Role, readonly Role[]>> = {
  viewer: ['viewer'],
  operator: ['viewer', 'operator'],
  risk: ['viewer', 'operator', 'risk'],
  validator: ['viewer', 'validator'],
};

/** A named person. */
export interface Person {
  readonly name: string;
  readonly role: Role;
}

export const mayAct = (person: Person, role: Role): boolean => MAY[person.role].includes(role);

/** The persons who may do things, and how they say who they are. */
export interface PeopleCheck {
  /** Whose name and secret these are; undefined where they are nobody's, or revoked. Takes as long whoever is asked for. */
  check(name: string, secret: string): Promise<Person | undefined>;
  /** The same at once, of a secret that `check` has found right before and that still is; undefined for any other. */
  proven(name: string, secret: string): Person | undefined;
}
