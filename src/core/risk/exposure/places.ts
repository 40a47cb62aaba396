import { within } from '../../pair-map';
import type { Place, RiskLevel, RiskLevels } from '../levels';
import type { Holding } from './holding';
import type { Mark } from './mark';

/** What all orders of one session, account, strategy and symbol share: their levels (the firm's first) and what each holds of the symbol. */
export interface Standing {
  readonly levels: readonly RiskLevel[];
  readonly holdings: readonly Holding[];
  readonly mark: Mark;
}

/** The standing of every place that an order was at: found with four steps, made once. */
export class Places {
  private readonly known = new Map<string, Map<string, Map<string, Map<string, Standing>>>>();

  /** Places that are kept: each takes about a kilobyte. */
  most = 500_000;
  private count = 0;

  constructor(private readonly levels: RiskLevels) {}

  /** The levels of a place, whether an order that was taken was there or not. */
  levelsOf(place: Place): readonly RiskLevel[] {
    const found = this.known.get(place.session)?.get(place.account)?.get(place.strategy)?.get(place.symbol);
    return found?.levels ?? this.levels.levelsOf(place);
  }

  /** Whether an order may come to a place: orders were there before, or there is room for one more. */
  hasRoom(place: Place): boolean {
    return (
      this.count < this.most || this.known.get(place.session)?.get(place.account)?.get(place.strategy)?.has(place.symbol) === true
    );
  }

  /** Where an order stands; `mark` is that of its symbol. */
  of(place: Place, mark: Mark): Standing {
    const symbols = within(within(within(this.known, place.session), place.account), place.strategy);
    const found = symbols.get(place.symbol);
    if (found) return found;
    const levels = this.levels.levelsOf(place);
    const standing = { levels, holdings: levels.map(l => l.exposure.holding(mark)), mark };
    symbols.set(place.symbol, standing);
    this.count++;
    return standing;
  }

  /** For snapshots: nothing, for it follows from the orders. */
  toJSON(): object {
    return {};
  }
}
