import type { Format } from './format';
import { ALGOSEEK } from './formats/algoseek';
import { BARS } from './formats/bars';
import { BINANCE } from './formats/binance';
import { BITSTAMP, BITSTAMP_BOOKS } from './formats/bitstamp';
import { TAQ } from './formats/taq';
import { TICKS } from './formats/ticks';

/** Every format of raw files that we read. */
export const FORMATS: readonly Format[] = [...TAQ, ...ALGOSEEK, ...BARS, ...BITSTAMP, BITSTAMP_BOOKS, ...BINANCE, ...TICKS];
