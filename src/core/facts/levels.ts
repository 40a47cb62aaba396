/** A level of a book as decimal text: price and quantity shown there. */
export type SeenLevel = readonly [px: string, qty: string];
