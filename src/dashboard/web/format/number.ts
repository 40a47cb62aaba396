/** What stands where nothing is known. */
export const NOTHING = '–';
/** A minus sign as wide as a digit, which a hyphen is not. */
const MINUS = '\u2212';

/** A decimal number in thousands: `1234567.50` -> `1,234,567.50`. Text that is no number is shown as it came. */
export function grouped(value: string | number | null | undefined): string {
  if (value === null || value === undefined || value === '') return NOTHING;
  const found = /^(-?)(\d+)(\.\d+)?$/.exec(String(value));
  if (!found) return String(value);
  const [, sign, whole, fraction = ''] = found;
  return (sign ? MINUS : '') + whole!.replace(/\B(?=(\d{3})+$)/g, ',') + fraction;
}

/** A decimal number with at most so many decimals, for a column; all of it belongs under the pointer. */
export function short(value: string | null | undefined, decimals: number): string {
  return placesOf(value) > decimals && Number.isFinite(Number(value)) ? grouped(Number(value).toFixed(decimals)) : grouped(value);
}

/** Decimals of a decimal number. */
export const placesOf = (value: string | null | undefined): number => value?.split('.')[1]?.length ?? 0;

/** A number with a fixed count of decimals. */
export function fixed(value: number | null | undefined, decimals: number): string {
  return value === null || value === undefined || !Number.isFinite(value) ? NOTHING : grouped(value.toFixed(decimals));
}

/** Basis points, signed: cost is positive when worse. */
export function bps(value: number | null | undefined, decimals = 1): string {
  const text = fixed(value, decimals);
  return value !== null && value !== undefined && value > 0 && text !== NOTHING ? `+${text}` : text;
}

/** A share of one as percent: `0.125` -> `12.5 %`. */
export function percent(share: number | null | undefined, decimals = 1): string {
  const text = share === null || share === undefined ? NOTHING : fixed(share * 100, decimals);
  return text === NOTHING ? text : `${text} %`;
}

const COMPACT: readonly (readonly [number, string])[] = [
  [1e9, 'bn'],
  [1e6, 'm'],
  [1e3, 'k'],
];

/** A large number in three digits: `1234567` -> `1.23m`. For axes and tiles; tables show all digits. */
export function compact(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NOTHING;
  const size = Math.abs(value);
  const [unit, suffix] = COMPACT.find(([from]) => size >= from) ?? [1, ''];
  const shown = Number((value / unit).toPrecision(3));
  return grouped(String(shown)) + suffix;
}

/** Bytes in the unit that reads best: `1234567` -> `1.23 MB`. */
export function bytes(value: number): string {
  const [from, unit] = (
    [
      [1e9, 'GB'],
      [1e6, 'MB'],
      [1e3, 'kB'],
    ] as const
  ).find(([size]) => value >= size) ?? [1, 'B'];
  return `${Number((value / from).toPrecision(3))} ${unit}`;
}

/** A share between 0 and 1 for a bar, whatever it is told. */
export const share = (part: number, whole: number): number => (whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0);
