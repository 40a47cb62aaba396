/** Microseconds since the epoch. */
export type At = number;
/** A decimal number as text: exact. */
export type Decimal = string;
