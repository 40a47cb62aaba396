import { dictionaryOf } from '../../src/fix/codec/dictionary';
import { Tag } from '../../src/fix/generated/tags';
import type { FixVersion } from '../../src/fix/translate/dialect';
import { COPY_INDICATOR_42 } from '../../src/fix/translate/drop-copy';
import { codes, type Feature, LEFT_OUT, split, type Way, waysOf } from '../../src/fix/translate/features';
import { AUCTION_TYPES } from './auction-entries';
import { DISPLAY_FIELDS } from './fields';
import { saysAggressor } from './market-data-messages';
import { REJ_REASONS } from './refusal';
import { SELF_TRADE_ID_4, SELF_TRADE_INSTRUCTION_4, SELF_TRADE_MODES } from './self-trade';
import { kindsOf, TIFS } from './terms';
import { phaseOf, securityStatusOf, sessionStatusOf, TRADING_STATUSES } from './trading-status';

/** How one thing travels between the simulator and a client, in each version. */
export type VenueFeature = Omit<Feature, 'side'>;

const row = (feature: string, way: Way): VenueFeature => ({ feature, ways: waysOf(way) });
const is42 = (version: FixVersion): boolean => version === 'FIX.4.2';
const has = (version: FixVersion, msgType: string, tag: number): boolean => dictionaryOf(version).hasField(msgType, tag);
const lists = (version: FixVersion, tag: number, value: string): boolean => dictionaryOf(version).lists(tag, value);

/** A message and its answer, where the version has it; else what to use. */
const pair =
  (msgType: string, answer: string, instead: string): Way =>
  version =>
    dictionaryOf(version).hasMessage(msgType) ? `35=${msgType}, answered by 35=${answer}` : instead;

/** Tags that a version has in a new order, joined. */
const inOrder =
  (tags: readonly number[], value: string): Way =>
  version =>
    tags
      .filter(tag => has(version, 'D', tag))
      .map(tag => `${tag}${value}`)
      .join(' or ');

/** Times in force that a version has a value for. */
const timesInForce: Way = version => {
  const by59 = Object.keys(TIFS).filter(value => lists(version, Tag.TimeInForce, value));
  const by40 = Object.entries(kindsOf(version)).flatMap(([value, kind]) => (kind.tif ? [`40=${value}`] : []));
  return [`59=${by59.join(', ')}`, ...by40].join('; ');
};

const orderTypes: Way = version => `40=${Object.keys(kindsOf(version)).join(', ')}`;

const shownTags = DISPLAY_FIELDS.map(([tag]) => tag);
const hidden: Way = version =>
  [inOrder(shownTags, '=0')(version), ...(has(version, 'D', Tag.DisplayMethod) ? ['1084=4'] : [])].join(' or ');

/** SelfMatchPreventionID and its instruction: the standard's tags where a version has them, and ours. */
const selfTrade =
  (standard: number, ours: number): Way =>
  version =>
    has(version, 'D', standard) ? `${standard}, or ${ours}` : `${ours}, user-defined`;

const selfTradeModes: Way = version => {
  const values = Object.keys(SELF_TRADE_MODES);
  const standard = values.filter(value => lists(version, Tag.SelfMatchPreventionInstruction, value)).join(', ');
  const known = has(version, 'D', Tag.SelfMatchPreventionInstruction) ? `2964: ${standard}; ` : '';
  return `${known}${SELF_TRADE_INSTRUCTION_4}: ${values.join(', ')}`;
};

const triggered: Way = version =>
  lists(version, Tag.ExecType, 'L') ? '150=L' : `150=D, 378=${lists(version, Tag.ExecRestatementReason, '99') ? 99 : 4}`;

const statuses =
  (tell: (version: FixVersion, status: (typeof TRADING_STATUSES)[number]) => string): Way =>
  version =>
    TRADING_STATUSES.map(status => `${status} ${tell(version, status)}`).join(', ');

const auctionPrice: Way = version => {
  const price = AUCTION_TYPES[version].filter(type => type !== 'A').map(type => `269=${type}`);
  return `${price.join(' or ')}${is42(version) ? ', 58=indicative' : version === 'FIX.4.4' ? ', 286=5' : ''}`;
};

const imbalance: Way = version => (AUCTION_TYPES[version].includes('A') ? '269=A, 277=P (more buyers) or Q' : LEFT_OUT);

/**
 * How each feature of the simulator travels in each version, read off the dictionaries and the tables that the simulator works by. The table of
 * docs/simulator.md is made of it.
 */
export const venueFeatures = (): readonly VenueFeature[] => [
  row('Order types', orderTypes),
  row('Times in force', timesInForce),
  row('End of a GTD order', inOrder([Tag.ExpireTime, Tag.ExpireDate], '')),
  row('Stop price', inOrder([Tag.StopPx], '')),
  row('Iceberg: how much is shown', inOrder(shownTags, '')),
  row('Hidden', hidden),
  row('Post-only', () => '18=6'),
  row('MinQty, with 40=1 or 59=3', inOrder([Tag.MinQty], '')),
  row('Self-trade prevention: its id', selfTrade(Tag.SelfMatchPreventionID, SELF_TRADE_ID_4)),
  row('Self-trade prevention: who is cancelled', selfTradeModes),
  row('Cancel of many orders', pair('q', 'r', 'no message: 35=F for each')),
  row('Status of many orders', pair('AF', '8', 'no message: 35=H for each')),
  row('Fill', split('20=0, 150=1 or 2', '150=F')),
  row('Fill in an auction', version =>
    lists(version, Tag.LastLiquidityInd, '4') && has(version, '8', Tag.LastLiquidityInd) ? '851=4' : '851 left out',
  ),
  row('Stop order triggered', triggered),
  row('Order moved to a price band', () => '150=D, 378=3'),
  row('Quantity taken by self-trade prevention', () => '150=D, 378=5'),
  row('Expired', () => '150=C'),
  row('Bust of a trade', split('20=1, 150 as 39, 19', '150=H, 19')),
  row('Correction of a trade', split('20=2, 150 as 39, 19', '150=G, 19')),
  row(
    'Reason of a refused order',
    codes(
      Tag.OrdRejReason,
      [...new Set(Object.values(REJ_REASONS))].sort((a, b) => a - b),
      0,
    ),
  ),
  row('Drop copy mark', split(`${COPY_INDICATOR_42}=Y, user-defined`, '797=Y')),
  row('Market data', () => '35=V, answered by 35=W, then 35=X (265=1) or 35=W (265=0); 35=Y'),
  row('Time of a snapshot', version => (dictionaryOf(version).requires('W', Tag.LastUpdateTime) ? '779' : LEFT_OUT)),
  row('Who came in, of a trade', version => (saysAggressor(version) ? '2446, not of auctions' : LEFT_OUT)),
  row('News', version => `35=B, symbols in ${is42(version) ? 46 : 55}`),
  row('What an auction would come to', auctionPrice),
  row('Imbalance of an auction', imbalance),
  row('Status of a symbol', () => '35=e, answered by 35=f'),
  row('SecurityTradingStatus (326)', statuses(securityStatusOf)),
  row('Phase', version => `${is42(version) ? '336' : '625 (336=1)'}: ${statuses((_, status) => phaseOf(status))(version)}`),
  row('Status of the market', () => '35=g, answered by 35=h'),
  row(
    'TradSesStatus (340)',
    statuses((_, status) => sessionStatusOf(status)),
  ),
  row('What is listed', version => (is42(version) ? '35=c, answered by 35=d' : '35=x, answered by 35=y')),
  row('Tick', version => (has(version, 'y', Tag.MinPriceIncrement) ? '969' : '58')),
];
