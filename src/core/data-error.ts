/** A file of data that cannot be read as it should be; the message reads `file:line: reason`. */
export class DataError extends Error {
  constructor(
    readonly file: string,
    /** Counted from 1. */
    readonly line: number,
    readonly reason: string,
  ) {
    super(`${file}:${line}: ${reason}`);
    this.name = 'DataError';
  }
}
