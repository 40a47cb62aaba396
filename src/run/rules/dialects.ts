import type { Dictionary } from '../../fix/codec/dictionary';
import type { Role, SessionSettings } from '../../fix/settings/settings';
import { dialectOf } from '../../fix/translate/dialect';

/** One session of a role for each dictionary that is spoken in it: the first. */
export function oneOfEach(sessions: readonly SessionSettings[], role: Role): SessionSettings[] {
  const first = new Map<Dictionary, SessionSettings>();
  for (const s of sessions) {
    const { dictionary } = dialectOf(s);
    if (s.role === role && !first.has(dictionary)) first.set(dictionary, s);
  }
  return [...first.values()];
}
