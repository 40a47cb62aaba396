/** The rows of a long table that are on screen. */
export interface RowWindow {
  /** The first row that is drawn, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Pixels above the first row. */
  readonly top: number;
  /** Pixels of all rows. */
  readonly total: number;
}

/** Rows drawn above and below what is seen, so that a scroll shows no blank before the next frame. */
const MARGIN = 8;
/** The window moves by so many rows at once: a scroll within them draws nothing anew. */
const STEP = 8;

/** Pixels from the top that the window goes by where so many are scrolled: of the last step before them. */
export const stepped = (scrolled: number, row: number): number => Math.floor(scrolled / (row * STEP)) * row * STEP;

/** Which of `count` rows of `row` pixels to draw where `height` pixels are seen from `scrolled` on, or from up to a step later. */
export function rowWindow(count: number, row: number, scrolled: number, height: number): RowWindow {
  const first = Math.min(Math.max(0, Math.floor(scrolled / row) - MARGIN), Math.max(0, count - 1));
  const to = Math.min(count, Math.ceil((scrolled + height) / row) + STEP + MARGIN);
  return { from: first, to: Math.max(first, to), top: first * row, total: count * row };
}

/** Where to scroll so that row `index` is seen; `scrolled` itself where it is. */
export function scrollTo(index: number, row: number, scrolled: number, height: number): number {
  if (index * row < scrolled) return index * row;
  return Math.max(scrolled, (index + 1) * row - height);
}
