import { demoListing, type Listing, Steps } from '../../simulator/market/instruments';
import type { InstrumentSpec } from '../core/instruments';
import { UsageError } from './usage-error';

/** The listing of a symbol: as the instruments say, else a made-up stock. Its agents begin at the prior close. Throws a UsageError. */
export function listingOf(symbol: string, instruments: readonly InstrumentSpec[]): Listing {
  const made = demoListing(symbol);
  const spec = instruments.find(i => i.symbol === symbol) ?? instruments.find(i => i.symbol === '*');
  if (!spec) return made;
  const { tick: tickText, lot: lotText, priorClose } = spec;
  const reference = priorClose === undefined ? made.referencePriceTicks : new Steps(tickText).parse(priorClose);
  if (typeof reference === 'string')
    throw new UsageError(`${symbol}: priorClose '${priorClose}' is not a multiple of the tick ${tickText}`);
  return { symbol, tickText, lotText, referencePriceTicks: reference };
}
