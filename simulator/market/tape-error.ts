/** A file of order flow that cannot be played; the message reads `file:line: reason`. */
export class TapeError extends Error {
  constructor(
    readonly file: string,
    /** Counted from 1. */
    readonly line: number,
    readonly reason: string,
  ) {
    super(`${file}:${line}: ${reason}`);
    this.name = 'TapeError';
  }
}
