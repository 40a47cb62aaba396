import type { Micros } from '../../core/numbers';

/** Events told in full in one window; what comes on top is only counted. */
const MOST = 20;
const WINDOW: Micros = 10_000_000;

/** Keeps a flood of like events out of the log: a window's first few are told, the rest as one number at its end. */
export class Muffler {
  private begun: Micros = Number.NEGATIVE_INFINITY;
  private told = 0;
  private kept = 0;

  /** `summary` is told how many of a window were kept quiet, where there were any. */
  constructor(private readonly summary: (kept: number, at: Micros) => void) {}

  /** Whether one more event may be told. */
  admits(at: Micros): boolean {
    this.tick(at);
    if (this.told >= MOST) {
      this.kept++;
      return false;
    }
    this.told++;
    return true;
  }

  tick(at: Micros): void {
    if (at - this.begun < WINDOW) return;
    const { kept } = this;
    this.begun = at;
    this.told = 0;
    this.kept = 0;
    if (kept > 0) this.summary(kept, at);
  }
}
