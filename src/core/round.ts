/** Four decimals, as facts keep what is not money: for a reader, or so that a decision reads what its fact says. Never -0, which JSON does not have. */
export const fourDecimals = (value: number): number => Math.round(value * 10_000) / 10_000 + 0;
