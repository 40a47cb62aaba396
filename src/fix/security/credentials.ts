import type { MessageView } from '../codec/view';
import type { MessageWriter } from '../codec/writer';
import { type PasswordCheck, sameText } from './password';

/** Where a version's Logon carries who logs on: FIX.4.2 has RawData (96) only, later ones Username (553) and Password (554). */
const FIELDS_OF_42 = { username: undefined, length: 95, password: 96 } as const;
const FIELDS = { username: 553, length: undefined, password: 554 } as const;

const fieldsOf = (beginString: string) => (beginString === 'FIX.4.2' ? FIELDS_OF_42 : FIELDS);

/** What stands for a password wherever a Logon is kept. */
export const HIDDEN = '***';

/** What an initiator says in its Logon. The password is behind a call, so that printing settings does not print it. */
export interface OwnCredentials {
  readonly username?: string;
  readonly password: () => string;
}

/** What an acceptor asks of a peer's Logon. */
export interface PeerCredentials {
  readonly username?: string;
  readonly check: PasswordCheck;
}

/** Adds who we are to a Logon; `password` is HIDDEN in the copy that is stored. */
export function writeCredentials(w: MessageWriter, beginString: string, own: OwnCredentials, password: string): void {
  const fields = fieldsOf(beginString);
  if (fields.length !== undefined) w.data(fields.length, fields.password, password);
  else {
    if (own.username !== undefined) w.text(fields.username, own.username);
    w.text(fields.password, password);
  }
}

/** Who a Logon says it is from: copies, because the view is good only for a moment. */
export interface Claim {
  readonly username: Uint8Array;
  readonly password: Uint8Array;
}

/** The name and the password in the Logon in the view; empty where it has none. */
export function claimOf(view: MessageView): Claim {
  const fields = fieldsOf(view.text(8) ?? '');
  const given = (tag: number | undefined): Uint8Array => {
    const i = tag === undefined ? -1 : view.find(tag);
    return i < 0 ? NOTHING : Buffer.from(view.buf.subarray(view.starts[i]!, view.ends[i]!));
  };
  return { username: given(fields.username), password: given(fields.password) };
}

/**
 * Whether name and password are right. Both are looked at whatever the other is, so that an answer takes the same time: a peer cannot find out
 * which of the two was wrong, nor how much of it was right.
 */
export async function isPeer(claim: Claim, peer: PeerCredentials): Promise<boolean> {
  const nameIsRight = peer.username === undefined || sameText(claim.username, Buffer.from(peer.username, 'latin1'));
  const passwordIsRight = await peer.check(claim.password);
  return nameIsRight && passwordIsRight;
}

const NOTHING = Buffer.alloc(0);
