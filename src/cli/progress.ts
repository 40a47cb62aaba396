/** A line on stderr that says how far something is; only where a person looks at a terminal. */
export interface ProgressBar {
  show(done: number, of: number, unit: string): void;
  end(): void;
}

const WIDTH = 30;
/** Milliseconds between two drawings. */
const EVERY_MS = 100;

/** A bar about `what`; silent where stderr is no terminal. */
export function progressBar(what: string): ProgressBar {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => undefined, end: () => undefined };
  let drawn = 0;
  return {
    show: (done, of, unit) => {
      const now = Date.now();
      if (now - drawn < EVERY_MS) return;
      drawn = now;
      const full = Math.min(WIDTH, Math.round((WIDTH * done) / of));
      stderr.write(`\r${what} [${'#'.repeat(full)}${' '.repeat(WIDTH - full)}] ${Math.round(done)} of ${Math.round(of)} ${unit}`);
    },
    end: () => void stderr.write('\r\x1b[K'),
  };
}
