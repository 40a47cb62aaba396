/** What a person may do: look; also kill; also release, and change limits. Each may what those before it may. */
export const ROLES = ['viewer', 'operator', 'risk'] as const;
export type Role = (typeof ROLES)[number];

/** A named person. */
export interface Person {
  readonly name: string;
  readonly role: Role;
}

export const mayAct = (person: Person, role: Role): boolean => ROLES.indexOf(person.role) >= ROLES.indexOf(role);

/** The persons who may do things, and how they say who they are. */
export interface PeopleCheck {
  /** Whose name and secret these are; undefined where they are nobody's, or revoked. Takes as long whoever is asked for. */
  check(name: string, secret: string): Promise<Person | undefined>;
}
