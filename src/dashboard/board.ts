import type { Micros } from '../core/numbers';
import type { Setup } from './feed';
import type { Frame } from './frame/frame';

/** What the feed needs of a gateway. */
export interface Board {
  /** Another one with every start. */
  readonly epoch: string;
  setup(): Setup;
  now(): Micros;
  /** Nothing is decided that is not committed: what is read now is true after a crash too. */
  settled(): boolean;
  /** The line has no time to spare: what can wait should. */
  busy(): boolean;
  /** Makes the next frame out of what is committed, as far as one of `viewers` looks at it. May be left for a while wherever it yields. */
  refresh(frame: Frame, viewers: number): Iterator<void>;
}
