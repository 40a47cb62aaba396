import { listed, SIDES, STRATEGIES, STRATEGY_CODES } from './strategies';

/** OrdRejReason (103) that an OMS sees, when it is given, and what to do about it. */
interface Reason {
  readonly reason: number;
  readonly when: string;
  readonly remedy: string;
}

/** What strategies take of a field, for a text: `0 or 6 (TWAP, VWAP)`. */
function perStrategy(field: 'ordTypes' | 'tifs'): string {
  const names = new Map<string, string[]>();
  for (const s of Object.values(STRATEGIES)) names.set(s[field], [...(names.get(s[field]) ?? []), s.name]);
  return [...names].map(([letters, of]) => `${listed(letters)} (${of.join(', ')})`).join(', ');
}

/**
 * Every reason for which we refuse an order. docs/errors.md and the rules of engagement (`sluice rules`) print this table.
 * 103: 1 unknown symbol, 2 exchange closed, 3 exceeds limit, 4 too late, 5 unknown order, 6 duplicate order,
 * 11 unsupported characteristic, 13 incorrect quantity, 99 other (FIX 4.4, field 103).
 */
export const DENIALS = {
  DuplicateClOrdID: {
    reason: 6,
    when: 'ClOrdID (11) was used before by this session, on any day of this journal',
    remedy: 'send the order under a new ClOrdID; if it may be a repeat, ask with OrderStatusRequest (H) first',
  },
  UnknownSymbol: {
    reason: 1,
    when: "Symbol (55) is not among the config's `instruments`",
    remedy: 'correct it, or add the instrument and `sluice instruments reload`',
  },
  UnsupportedSide: { reason: 11, when: `Side (54) is not ${listed(SIDES)}`, remedy: 'use one of them' },
  BadQuantity: {
    reason: 13,
    when: 'OrderQty (38) is no number, zero, negative, too large, or no multiple of the lot',
    remedy: 'send a multiple of the lot above zero',
  },
  UnsupportedOrdType: {
    reason: 11,
    when: `OrdType (40) is not one that the strategy takes: ${perStrategy('ordTypes')}`,
    remedy: 'send a market or a limit order',
  },
  BadPrice: {
    reason: 99,
    when: 'Price (44) is missing on a limit order, there on a market order, no number, not above zero, or off tick',
    remedy: 'send a multiple of the tick above zero, or none with 40=1',
  },
  UnsupportedTimeInForce: {
    reason: 11,
    when: `TimeInForce (59) is not one that the strategy takes: ${perStrategy('tifs')}`,
    remedy: 'use one of them',
  },
  UnknownStrategy: {
    reason: 11,
    when: `TargetStrategy (847) is none of ${STRATEGY_CODES}`,
    remedy: 'use one of them, or leave it out to pass the order through',
  },
  BadWindow: {
    reason: 99,
    when: 'a scheduled order without an end, a start at or after the end, a Duration or SlotSeconds out of its range, more than 2,000 slots, a window in which the market does not trade, or a CLOSE whose auction is not known or takes no more orders',
    remedy: 'send ExpireTime (126), or the strategy parameter Duration (957 to 960), for a time in which the market trades',
  },
  WindowExpired: { reason: 4, when: 'the end of the window has passed', remedy: 'send a later end' },
  FieldUnknownToVenue: {
    reason: 11,
    when: "the order is passed through and carries a tag, or a value of one, that the venue's dictionary does not have in this message",
    remedy: "leave the tag out, or list it in the venue session's `DropFields`",
  },
  StaleOrder: {
    reason: 8,
    when: "the order is older than the session's `MaxOrderAge`, by TransactTime (60) or OrigSendingTime (122)",
    remedy: 'send a new order if it is still meant',
  },
  BadParameter: {
    reason: 99,
    when: 'a StrategyParameterName (958) that the strategy does not have, or that stands twice; a value (960) that is none of its kind, or contradicts another or the order; a ParticipationRate (849) that is no part of a volume, is missing on a POV, or is of an order that is passed through',
    remedy: 'the text names the parameter and what would pass',
  },
  BadExpiry: {
    reason: 99,
    when: 'a good-till-date order (59=6) without ExpireDate (432) or ExpireTime (126)',
    remedy: 'say till when, or use another TimeInForce',
  },
  NoRoute: {
    reason: 99,
    when: '`routing` lets the symbol go to no venue, or not to the one that ExDestination (100) names; or that is no name of a venue',
    remedy: 'name a venue that the symbol may go to, or none; else have `routing` changed',
  },
  VenueDown: {
    reason: 2,
    when: 'no venue session is logged on and settled, or not the one where the order works',
    remedy: 'see `sluice sessions`; send again once the venue is back: nothing is queued',
  },
  KillSwitch: {
    reason: 2,
    when: "a kill switch is engaged: the firm's, or that of the order's session, account, strategy, symbol or venue, or of the order",
    remedy: 'find out why (the text says who and for what); `sluice release`',
  },
  InDoubt: {
    reason: 99,
    when: 'a child of the order is in doubt at its venue, and a replace asks for more or a worse price',
    remedy: 'wait for the venue to answer (`sluice reconcile`); less at no worse price, and a cancel, pass',
  },
  MaxOrderQty: { reason: 3, when: 'OrderQty (38) is above `maxOrderQty`', remedy: 'send less' },
  MaxNotional: {
    reason: 3,
    when: "quantity times price (a market order: times the worst price known) times multiplier, in the firm's currency, is above `maxNotional`",
    remedy: 'send less',
  },
  NoRate: {
    reason: 3,
    when: "a check needs the order's value, and `limits.rates` has no rate for the instrument's currency",
    remedy: 'add the rate and `sluice limits reload`',
  },
  PriceCollar: {
    reason: 3,
    when: 'the limit price is further from the reference than `priceCollar` allows',
    remedy: 'send a price inside the edge that the text names',
  },
  NoReferencePrice: {
    reason: 3,
    when: 'a check needs a reference, and there is no quote, last trade or prior close',
    remedy: 'see that market data arrives, or give the instrument a `priorClose`',
  },
  MaxOpenOrders: {
    reason: 3,
    when: '`maxOpenOrders` parent orders are open',
    remedy: 'wait for some to end, or cancel some',
  },
  Restricted: {
    reason: 99,
    when: '`limits.restricted` has a line that the order matches, or `limits.permitted` has none',
    remedy: 'do not send it; the risk desk keeps both lists',
  },
  ShortSale: {
    reason: 99,
    when: 'a sale (54=2) is beyond the holding, a short sale (54=5 or 6) has no locate, or the short-sale list bars it',
    remedy: 'mark it 54=5 or 6, with 114=N and 5700 naming who located; see `shortSale` of the instrument data',
  },
  MarketState: {
    reason: 2,
    when: 'the quote is too old, the book locked or crossed, trading halted or in another phase, or the price outside its band; also where that is not known',
    remedy: 'see the market and its data; send again when it trades as usual',
  },
  Participation: {
    reason: 3,
    when: 'with this order our part of the volume seen would be above `participation`, or its own above its ParticipationRate (849)',
    remedy: 'send less, or wait for more volume',
  },
  TradingState: {
    reason: 3,
    when: 'a level of the order is REDUCING and the order does not make its position smaller, or it is HALTED',
    remedy: 'find out why (the text says who and for what); a person sets it ACTIVE with `sluice state set`',
  },
  MessageRate: {
    reason: 99,
    when: 'more orders and replaces came within the window of `messageRate` than it allows, denied ones counted too',
    remedy: 'send fewer',
  },
  Throttle: {
    reason: 3,
    when: 'the strategy, or another level of the order, took as many orders as `throttle` allows and is disabled',
    remedy: 'look whether it does what it should; a person enables it again with `sluice state enable`',
  },
  DuplicateOrder: {
    reason: 6,
    when: 'an order with the same account, symbol, side, quantity and price was taken within `duplicateWindow`',
    remedy: 'if it is meant, send it later or with another quantity',
  },
  MaxPosition: {
    reason: 3,
    when: 'the position in the symbol, with all open orders on the worse side, would be above `maxPosition`',
    remedy: 'send less, or cancel what is open on that side',
  },
  MaxGross: {
    reason: 3,
    when: 'gross exposure, open orders included, would be above `maxGross`',
    remedy: 'send less, or reduce',
  },
  MaxNet: { reason: 3, when: 'net exposure, open orders included, would be above `maxNet`', remedy: 'send less, or reduce' },
  MaxOpenValue: {
    reason: 3,
    when: 'the value of all open orders would be above `maxOpenValue`',
    remedy: 'send less, or cancel some',
  },
  Credit: {
    reason: 3,
    when: "open orders and the day's trades would take up more than `credit`",
    remedy: 'send less, cancel what is open, or have the credit raised',
  },
  DailyLoss: {
    reason: 3,
    when: 'the loss of the day is above `dailyLoss.reducing` and the order does not reduce, or above `dailyLoss.halted`',
    remedy: 'reduce, or have the risk desk look',
  },
  MaxDayQty: {
    reason: 3,
    when: 'the quantity of all orders of the day would be above `maxDayQty`',
    remedy: 'send less, or have the limit raised',
  },
  MaxDayNotional: {
    reason: 3,
    when: 'the value of all orders of the day would be above `maxDayNotional`',
    remedy: 'send less, or have the limit raised',
  },
  OrderToTrade: {
    reason: 99,
    when: 'there were more orders and requests a fill today than `orderToTrade` allows',
    remedy: 'send fewer; a fill gives room again',
  },
  SoftLimit: {
    reason: 3,
    when: 'the order is beyond a soft limit (`soft`): a new one was held and not released in time, or refused; a replace is not held',
    remedy: 'have it released by two persons (`sluice orders held`), or send less',
  },
  TooManyNames: {
    reason: 99,
    when: 'the account or symbol is new, named neither by the limits nor by the instruments, and as many such are known as are kept; or it is new where the two meet',
    remedy: 'see who sends new names; name those that are meant in the limits file',
  },
  SelfMatch: {
    reason: 99,
    when: 'the order could trade with one of our own that works, and `selfMatch` denies it',
    remedy: 'cancel the other order first, or price it away',
  },
} as const satisfies Readonly<Record<string, Reason>>;

export type DenialCode = keyof typeof DENIALS;

/** A refusal: what it is, and a text that names the field (or limit), its value, and what would pass. */
export interface Denial {
  readonly code: DenialCode;
  readonly text: string;
}

export const denial = (code: DenialCode, text: string): Denial => ({ code, text });
