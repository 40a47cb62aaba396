import type { FactOf, Mark } from '../facts';
import type { Holding } from './exposure/holding';
import { GAUGES } from './gauges';
import type { RiskLevel } from './levels';

/** The marks that limits stand at, where above 0. Written by `Books.apply`. */
export class NearLimits {
  private readonly levels = new Map<RiskLevel, Mark[]>();
  private readonly holdings = new Map<Holding, Mark>();

  /** A mark a gauge, in the order of GAUGES; undefined where all are 0. */
  at(level: RiskLevel): readonly Mark[] | undefined {
    return this.levels.size === 0 ? undefined : this.levels.get(level);
  }

  position(holding: Holding): Mark {
    return this.holdings.size === 0 ? 0 : (this.holdings.get(holding) ?? 0);
  }

  apply(level: RiskLevel, { limit, symbol, mark }: FactOf<'UtilisationChanged'>): void {
    const gauge = GAUGES.findIndex(g => g.limit === limit);
    if (gauge >= 0) this.set(level, gauge, mark);
    const holding = symbol === undefined ? undefined : level.exposure.held(symbol);
    if (holding && mark === 0) this.holdings.delete(holding);
    else if (holding) this.holdings.set(holding, mark);
  }

  private set(level: RiskLevel, gauge: number, mark: Mark): void {
    const marks = this.levels.get(level) ?? GAUGES.map((): Mark => 0);
    marks[gauge] = mark;
    if (marks.some(m => m > 0)) this.levels.set(level, marks);
    else this.levels.delete(level);
  }
}
