/** A user's mistake, or several: said in a line each, without a stack. */
export class UsageError extends Error {}
