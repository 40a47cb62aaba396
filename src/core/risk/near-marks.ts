import type { FactOf, Mark } from '../facts';
import type { Holding } from './exposure/holding';
import { GAUGES, SYMBOL_GAUGES } from './gauges';
import type { RiskLevel } from './levels';

/** The marks that limits stand at, where above 0. Written by `Books.apply`. */
export class NearLimits {
  private readonly levels = new Map<RiskLevel, Mark[]>();
  private readonly holdings = new Map<Holding, Mark[]>();

  /** A mark a gauge, in the order of GAUGES; undefined where all are 0. */
  at(level: RiskLevel): readonly Mark[] | undefined {
    return this.levels.size === 0 ? undefined : this.levels.get(level);
  }

  /** The same of a symbol at a level, in the order of SYMBOL_GAUGES. */
  inSymbol(holding: Holding): readonly Mark[] | undefined {
    return this.holdings.size === 0 ? undefined : this.holdings.get(holding);
  }

  apply(level: RiskLevel, { limit, symbol, mark }: FactOf<'UtilisationChanged'>): void {
    if (symbol === undefined) return set(this.levels, level, GAUGES, limit, mark);
    const holding = level.exposure.held(symbol);
    if (holding) set(this.holdings, holding, SYMBOL_GAUGES, limit, mark);
  }
}

function set<Of>(kept: Map<Of, Mark[]>, of: Of, gauges: readonly { readonly limit: string }[], limit: string, mark: Mark): void {
  const gauge = gauges.findIndex(g => g.limit === limit);
  if (gauge < 0) return; // of a limit that is no more
  const marks = kept.get(of) ?? gauges.map((): Mark => 0);
  marks[gauge] = mark;
  if (marks.some(m => m > 0)) kept.set(of, marks);
  else kept.delete(of);
}
