import { z } from 'zod';
import type { CautionRules } from '../../core/facts';
import { type Micros, parseDecimal, unitsOf } from '../../core/numbers';
import { DEPTH } from '../../fix/translate/market-data';
import { decimal } from '../decimals';
import { MOST_SHOWN } from './levels';

/** Ages and cautions are from a tenth of a second to a day long (us). */
const LEAST: Micros = 100_000;
const MOST: Micros = 86_400_000_000;
const isLength = (text: string): boolean => {
  const micros = parseDecimal(text, 6);
  return typeof micros === 'number' && micros >= LEAST && micros <= MOST;
};
const length = decimal
  .refine(isLength, 'must be from 0.1 to 86400 seconds, with at most six decimals')
  .transform((text): Micros => unitsOf(text, 6)!);
const path = z.string('must be a path').min(1, 'must be a path');
const depthText = `must be a whole number of levels from 1 to ${MOST_SHOWN}`;

/** `marketData` in the config. */
export const marketDataSchema = z.strictObject({
  depth: z.number(depthText).int(depthText).min(1, depthText).max(MOST_SHOWN, depthText).default(DEPTH),
  staleAfter: length.optional(),
  status: z.boolean('must be true or false').default(false),
  record: path.optional(),
  news: path.optional(),
  caution: z
    .strictObject({ news: length.optional(), halt: length.optional() }, 'must be `news` and `halt` in seconds')
    .default({}),
});

/** What is asked of market data, how it is watched and where it is kept. */
export interface MarketDataConfig {
  /** Levels a side that are asked for. */
  readonly depth: number;
  /** Older than this (us) is stale; absent: of any age while its session is logged on. */
  readonly staleAfter?: Micros | undefined;
  /** The state of trading (SecurityStatus) is asked for whether limits look at it or not. */
  readonly status: boolean;
  /** Folder for what is received; absent: it is not kept. */
  readonly record?: string | undefined;
  /** A file of news, a JSON object a line, that is followed. */
  readonly news?: string | undefined;
  readonly caution: CautionRules;
}

export const MARKET_DATA: MarketDataConfig = { depth: DEPTH, status: false, caution: {} };

/** The same with its files where `beside` says that they are. */
export const filesBeside = (config: MarketDataConfig, beside: (name: string) => string): MarketDataConfig => ({
  ...config,
  ...(config.record !== undefined && { record: beside(config.record) }),
  ...(config.news !== undefined && { news: beside(config.news) }),
});
