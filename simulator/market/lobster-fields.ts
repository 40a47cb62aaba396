const COMMA = 44;
const MINUS = 45;
const POINT = 46;

const isDigit = (c: number): boolean => c >= 48 && c <= 57;

interface Span {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the comma-separated integers of a line into `out`, which must have room for `columns`; returns what is wrong with the line,
 * or undefined. With `decimals` the first column is a decimal with up to that many decimals and read as an integer count of its last one;
 * further decimals are cut (the sample files have a few times with float noise in them).
 */
export function readFields(line: Span, out: Float64Array, columns: number, decimals = 0): string | undefined {
  const { bytes, end } = line;
  let i = line.start;
  for (let column = 0; column < columns; column++) {
    if (column > 0) {
      if (i >= end) return `has ${column} of ${columns} columns: the line is cut off or of another format`;
      if (bytes[i++] !== COMMA) return `column ${column} is not a number`;
    }
    const negative = bytes[i] === MINUS;
    if (negative) i++;
    const from = i;
    let value = 0;
    for (; i < end && isDigit(bytes[i]!); i++) value = value * 10 + (bytes[i]! - 48);
    if (i === from)
      return i < end ? `column ${column + 1} is not a number` : `ends within column ${column + 1}: the line is cut off`;
    out[column] = value;
    if (column === 0 && decimals > 0) i = readFraction({ bytes, start: i, end }, out, decimals);
    if (!Number.isSafeInteger(out[column])) return `column ${column + 1} is too large`;
    if (negative) out[column] = -out[column]!;
  }
  return i < end ? `has more than the ${columns} columns expected, or column ${columns} is not an integer` : undefined;
}

/** Reads what follows an integer part into out[0]: a point and digits, or nothing; returns where it ended. */
function readFraction({ bytes, start, end }: Span, out: Float64Array, decimals: number): number {
  let i = start;
  let left = decimals;
  let value = out[0]!;
  if (i < end && bytes[i] === POINT)
    for (i++; i < end && isDigit(bytes[i]!); i++)
      if (left > 0) {
        value = value * 10 + (bytes[i]! - 48);
        left--;
      }
  for (; left > 0; left--) value *= 10;
  out[0] = value;
  return i;
}
