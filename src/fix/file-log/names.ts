import type { SessionSettings } from '../settings/settings';

/** How the bytes of a CompID stand in a file name where they could mean a folder, or nothing at all. */
const plain = (text: string): string =>
  text.replace(/[^A-Za-z0-9._-]/g, c => `%${c.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);

/** `FIX.4.4-GW-OMS`, as QuickFIX names the files of a session: SubID and LocationID behind a `_`, the qualifier behind a `-`. */
export function logNameOf({ identity: i, qualifier }: Pick<SessionSettings, 'identity' | 'qualifier'>): string {
  const side = (...parts: (string | undefined)[]): string => parts.filter(p => p !== undefined).join('_');
  const from = side(i.senderCompID, i.senderSubID, i.senderLocationID);
  const to = side(i.targetCompID, i.targetSubID, i.targetLocationID);
  return [i.beginString, from, to, ...(qualifier === undefined ? [] : [qualifier])].map(plain).join('-');
}

/** Which log of a session: what went over the wire, or what happened. */
export type LogKind = 'messages' | 'event';

/** The file that is written, and the name of the `n`th that was put aside. */
export const currentLog = (name: string, kind: LogKind): string => `${name}.${kind}.current.log`;
export const putAside = (name: string, kind: LogKind, n: number): string => `${name}.${kind}.backup.${n}.log`;
