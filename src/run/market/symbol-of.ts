import type { Input } from '../../core/facts';
import type { Ledger } from '../../core/ledger';
import { parentOfTimer } from '../../core/slicing/rest-timer';
import { strategyOf } from '../../core/strategies';

/** The symbol whose market a decision on this input reads: that of a scheduled order, or one that may be a part of the volume (849), that comes, is changed, released or due; else undefined. */
export function symbolOf(input: Input, books: Ledger): string | undefined {
  switch (input.type) {
    case 'ParentOrderReceived':
      return strategyOf(input.strategy)?.windowed || input.participationRate !== undefined ? input.symbol : undefined;
    case 'ParentReplaceReceived': {
      const parent = books.parentNamed(input.session, input.origClOrdId);
      const reads = parent && (parent.strategy !== 'DMA' || input.participationRate !== undefined);
      return reads ? parent.instrument.symbol : undefined;
    }
    case 'HeldOrderReleased': {
      const parent = books.parents.get(input.parentId);
      return parent && parent.strategy !== 'DMA' ? parent.instrument.symbol : undefined;
    }
    case 'TimerFired': {
      const parent = parentOfTimer(input.timer, books);
      return parent?.plan && parent.instrument.symbol;
    }
    default:
      return undefined;
  }
}
