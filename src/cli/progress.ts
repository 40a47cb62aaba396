/** A line on stderr that says how far something is; only where a person looks at a terminal. */
export interface ProgressBar {
  show(done: number, of: number, unit: string): void;
  end(): void;
}

const WIDTH = 30;
/** Milliseconds between two drawings. */
const EVERY_MS = 100;

/** A bar about `what`, with the time that is left at the pace so far; silent where stderr is no terminal. */
export function progressBar(what: string): ProgressBar {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => undefined, end: () => undefined };
  let drawn = 0;
  const pace = new Pace();
  return {
    show: (done, of, unit) => {
      const now = Date.now();
      const left = pace.left(done, of, unit, now);
      if (now - drawn < EVERY_MS) return;
      drawn = now;
      const full = Math.min(WIDTH, Math.round((WIDTH * done) / of));
      const bar = `[${'#'.repeat(full)}${' '.repeat(WIDTH - full)}]`;
      stderr.write(`\r${what} ${bar} ${Math.round(done)} of ${Math.round(of)} ${unit}${left}\x1b[K`);
    },
    end: () => void stderr.write('\r\x1b[K'),
  };
}

/** How long something still takes, by what was done since it was first told of: what was there before took no time. */
export class Pace {
  private of = Number.NaN;
  private unit = '';
  private first = 0;
  private since = 0;

  /** `, 3 min left`; nothing where that cannot be said yet. `now`: milliseconds. */
  left(done: number, of: number, unit: string, now: number): string {
    if (of !== this.of || unit !== this.unit || done < this.first) {
      this.of = of;
      this.unit = unit;
      this.first = done;
      this.since = now;
    }
    if (done <= this.first || done >= of) return '';
    const seconds = (((of - done) / (done - this.first)) * (now - this.since)) / 1000;
    if (seconds < 90) return `, ${Math.ceil(seconds)} s left`;
    return seconds < 5400 ? `, ${Math.round(seconds / 60)} min left` : `, ${(seconds / 3600).toFixed(1)} h left`;
  }
}
