/**
 * Every reason for which we refuse, with the OrdRejReason (103) that an OMS sees. docs/errors.md has a row for each.
 * 103: 1 unknown symbol, 2 exchange closed, 3 exceeds limit, 4 too late, 5 unknown order, 6 duplicate order,
 * 11 unsupported characteristic, 13 incorrect quantity, 99 other (FIX 4.4, field 103).
 */
export const DENIALS = {
  DuplicateClOrdID: 6,
  UnknownSymbol: 1,
  UnsupportedSide: 11,
  BadQuantity: 13,
  UnsupportedOrdType: 11,
  BadPrice: 99,
  UnsupportedTimeInForce: 11,
  UnknownStrategy: 11,
  BadWindow: 99,
  WindowExpired: 4,
  FieldUnknownToVenue: 11,
  VenueDown: 2,
  KillSwitch: 2,
  MaxOrderQty: 3,
  MaxNotional: 3,
  PriceCollar: 3,
  NoReferencePrice: 3,
  MaxOpenOrders: 3,
} as const;

export type DenialCode = keyof typeof DENIALS;

/** A refusal: what it is, and a text that names the field (or limit), its value, and what would pass. */
export interface Denial {
  readonly code: DenialCode;
  readonly text: string;
}

export const denial = (code: DenialCode, text: string): Denial => ({ code, text });
