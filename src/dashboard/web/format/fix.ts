import { grouped, NOTHING } from './number';

/** Codes of FIX fields in words. A code that is not here is shown as it came. */
const SIDES: Readonly<Record<string, string>> = { 1: 'Buy', 2: 'Sell', 5: 'Short', 6: 'Short ex.' };
const TYPES: Readonly<Record<string, string>> = { 1: 'Market', 2: 'Limit', 3: 'Stop', 4: 'Stop limit', P: 'Pegged' };
const TIMES: Readonly<Record<string, string>> = { 0: 'Day', 1: 'GTC', 2: 'Open', 3: 'IOC', 4: 'FOK', 6: 'GTD', 7: 'Close' };

/** Side (54). */
export const side = (code: string): string => SIDES[code] ?? code;
/** OrdType (40). */
export const ordType = (code: string): string => TYPES[code] ?? code;
/** TimeInForce (59). */
export const timeInForce = (code: string): string => TIMES[code] ?? code;

/** OrdStatus by name, apart: `PartiallyFilled` -> `Partially filled`. */
export const status = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter.toLowerCase()}`);

/** Price (44) of an order, or that there is none; a limit order (40=2) that came without one was denied for that. */
export const limit = (price: string | null, type: string): string =>
  price === null ? (type === '2' ? NOTHING : 'Market') : grouped(price);
