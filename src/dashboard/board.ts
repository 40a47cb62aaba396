import type { Micros } from '../core/numbers';
import type { Setup } from './feed';
import type { Frame } from './frame/frame';

/** How the line stood since it was last asked for: it needed all the time there is, orders flowed, or there was little to do. */
export type Load = 'full' | 'flowing' | 'quiet';

/** What the feed needs of a gateway. */
export interface Board {
  /** Another one with every start. */
  readonly epoch: string;
  setup(): Setup;
  now(): Micros;
  /** Nothing is decided that is not committed: what is read now is true after a crash too. */
  settled(): boolean;
  load(): Load;
  /** Makes the next frame out of what is committed, as far as one of `viewers` looks at it. May be left for a while wherever it yields. */
  refresh(frame: Frame, viewers: number): Iterator<void>;
}
