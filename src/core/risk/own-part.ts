import { parseDecimal, type Qty } from '../numbers';
import type { Market } from './market';

/** ParticipationRate (849) of an order, and the volume that had been seen in its symbol when the order was taken. */
export interface OwnPart {
  /** What it is called, and as the OMS wrote it. */
  readonly called: string;
  readonly text: string;
  /** Millionths. */
  readonly rate: number;
  /** In units of 10^-scale. */
  readonly seenBefore: Qty;
  readonly scale: number;
}

/** Millionths of the whole. */
export const WHOLE = 1_000_000;

/** A part of a volume in millionths: of text above 0 and at most 1 with at most six decimals; undefined for anything else. */
export function partOf(text: string): number | undefined {
  const rate = parseDecimal(text, 6);
  return typeof rate === 'number' && rate > 0 && rate <= WHOLE ? rate : undefined;
}

/** What an order may be of what trades from now on; undefined where it does not say. */
export function ownPartOf(
  text: string | undefined,
  market: Market | undefined,
  called = 'ParticipationRate (849)',
): OwnPart | undefined {
  const rate = text === undefined ? undefined : partOf(text);
  if (rate === undefined) return undefined;
  return { called, text: text!, rate, seenBefore: market?.seenEver ?? 0, scale: market?.scale ?? 0 };
}

/** Another rate for the volume since the order was taken. */
export const withRate = (
  part: OwnPart | undefined,
  text: string,
  market: Market | undefined,
  called?: string,
): OwnPart | undefined => (part ? { ...part, text, rate: partOf(text) ?? part.rate } : ownPartOf(text, market, called));
