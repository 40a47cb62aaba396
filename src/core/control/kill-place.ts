/** Where a kill switch may be engaged, the widest first. */
export const KILL_LEVELS = ['firm', 'venue', 'session', 'account', 'strategy', 'symbol', 'order'] as const;
export type KillLevel = (typeof KILL_LEVELS)[number];

/** What a kill stands on: a session id (venue, session), an account, a strategy, a symbol, an OrderID (order); '' for the firm. */
export interface KillPlace {
  readonly level: KillLevel;
  readonly key: string;
}

/** How a place is named to a reader: `firm`, `account 'A1'`. */
export const placeText = ({ level, key }: { readonly level: string; readonly key: string }): string =>
  key === '' ? level : `${level} '${key}'`;

/** The place that a fact names; the firm's where it names none. */
export const placeOf = (fact: { level?: KillLevel | undefined; key?: string | undefined }): KillPlace => ({
  level: fact.level ?? 'firm',
  key: fact.key ?? '',
});
