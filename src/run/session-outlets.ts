import type { FixEngine } from '../fix/engine';
import type { Outlets } from './outlets';

/** What commands ask of sessions. */
export const sessionOutlets = (engine: FixEngine): Pick<Outlets, 'send' | 'leave' | 'proveTold'> => ({
  send: (session, msgType, build) => engine.session(session).send(msgType, build),
  leave: (session, how, reason) =>
    how === 'logout' ? engine.session(session).logout(reason) : engine.session(session).cut(reason),
  proveTold: session => engine.session(session).proveTold(),
});
