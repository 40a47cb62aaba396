import type { LookAtBlotter, LookAtParents } from '../../feed';
import type { May } from '../state/may';
import type { State } from '../state/state';
import type { Kept } from './place';

export interface BlotterParts {
  readonly state: State;
  readonly may: May;
  readonly look: (at: LookAtBlotter | LookAtParents) => void;
  /** What a person set in it: it stays while other views are looked at. */
  readonly kept: Kept;
  readonly setKept: (next: (now: Kept) => Kept) => void;
  /** Names how plots look now: they are drawn anew where it changes. */
  readonly theme: string;
}
