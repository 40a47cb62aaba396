import type { FeeSchedule, FeeRate as ScheduleRate } from '../../../simulator/models/fees/fees';
import type { FeeRate, VenueFees } from '../../core/costs/fees';
import { addExact, formatDecimal } from '../../core/numbers';
import { loadModels } from '../forecast/load';
import { readModel } from '../impact/model-file';
import { registryDir } from '../models/resolve';
import { SessionsDesk } from '../sessions-desk';
import type { BacktestConfig } from './config';
import type { Knowledge } from './gateway-in-process';

/** The data folder whose registry hashes are looked up in: that of a gateway that is told none. */
export const DATA = 'var';

/** What the gateway of a backtest knows. Throws a UsageError that names the file where one cannot be read. */
export function knowledgeOf(config: Omit<BacktestConfig, 'parents'>, fees: FeeSchedule | undefined): Knowledge {
  const { instruments, limits, impact, bandit, models, modelLatency, reference, volumeCurves, marketData } = config;
  const loaded = models && loadModels(models, { registry: registryDir(DATA), mode: 'acts', flat: true });
  return {
    instruments,
    limits,
    marketData: { ...marketData, status: true },
    sessions: SessionsDesk.of({
      ...(reference !== undefined && { reference }),
      ...(volumeCurves !== undefined && { volumeCurves }),
    }),
    fees: fees && expectedFees(fees),
    impact: impact === undefined ? undefined : readModel(impact),
    bandit,
    models: loaded?.inForce,
    served: loaded?.served,
    modelLatency,
  };
}

/**
 * What a schedule charges at first, as decisions weigh it: its first tier, and the amount a share where there is no tier or the tier is by the share
 * as well. What an order pays least and at most is left out: it is known only once the order is done.
 */
export function expectedFees({ tiers, perShare }: FeeSchedule): VenueFees {
  const [tier] = tiers;
  const flat: ScheduleRate | undefined = perShare && { per: 'share', rate: perShare.rate };
  const rate = (of: ScheduleRate | undefined): FeeRate => {
    if (!of) return flat ? textOf(flat) : { per: 'share', rate: '0' };
    return textOf(flat && of.per === 'share' ? { per: 'share', rate: addExact(of.rate, flat.rate) } : of);
  };
  return { maker: rate(tier?.maker), taker: rate(tier?.taker) };
}

const textOf = ({ per, rate }: ScheduleRate): FeeRate => ({ per, rate: formatDecimal(rate.n, rate.scale) });
