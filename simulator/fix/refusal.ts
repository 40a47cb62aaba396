import type { Refusal } from '../market/exchange-types';

/** OrdRejReason (103): unknown symbol, exchange closed, duplicate, unsupported characteristic, incorrect quantity, other. */
export type OrdRejReason = 1 | 2 | 6 | 11 | 13 | 99;

/** Why an order or its new terms cannot be taken; the text names the field and its value. */
export interface TermsRefusal {
  readonly reason: OrdRejReason;
  readonly text: string;
}

export const refusal = (reason: OrdRejReason, text: string): TermsRefusal => ({ reason, text });

/** Tells a refusal from what was read. */
export const isRefusal = (read: unknown): read is TermsRefusal =>
  typeof read === 'object' && read !== null && 'reason' in read && 'text' in read;

/** What the exchange's refusals are in OrdRejReason (103). */
export const REJ_REASONS: Readonly<Record<Refusal, OrdRejReason>> = {
  UnknownSymbol: 1,
  UnknownOrder: 99,
  UnknownTrade: 99,
  BadQuantity: 13,
  OffTick: 99,
  BadPrice: 99,
  BadTerms: 11,
  WouldTrade: 99,
  CallPhase: 11,
  BelowCumQty: 13,
  Halted: 2,
  BadStatus: 99,
};
