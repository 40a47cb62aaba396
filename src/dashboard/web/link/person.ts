const KEY = 'sluice.person';

/** `NAME:SECRET` of who signed in, for as long as this tab is open. No other site's page can send it, as it could a cookie. */
export const person = (): string | undefined => sessionStorage.getItem(KEY) ?? undefined;

export function setPerson(token: string | undefined): void {
  if (token === undefined) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, token);
}

export function bearer(): Record<string, string> {
  const token = person();
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}
