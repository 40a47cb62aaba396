import type { StrategyName } from '../facts';
import { STRATEGIES, type Strategy } from '../strategies';
import { ADAPTIVE, baselineOf } from './adaptive';
import { close } from './close';
import { implementationShortfall } from './implementation-shortfall';
import { obizhaevaWang } from './obizhaeva-wang';
import { pov } from './pov';
import type { Schedule } from './schedule';
import { passiveTwap, twap } from './twap';
import { vwap } from './vwap';

const SCHEDULES: Readonly<Record<Exclude<StrategyName, 'DMA' | 'ADAPTIVE'>, Schedule>> = {
  TWAP: twap,
  PTWAP: passiveTwap,
  VWAP: vwap,
  POV: pov,
  IS: implementationShortfall,
  OW: obizhaevaWang,
  CLOSE: close,
};

/** The schedule of a strategy that has one; an adaptive order's is by the baseline that its parameters name. */
export const scheduleOf = (
  name: Exclude<StrategyName, 'DMA'>,
  parameters: Readonly<Record<string, string>> | undefined,
): Schedule => (name === 'ADAPTIVE' ? ADAPTIVE[baselineOf(parameters)] : SCHEDULES[name]);

/** Whose style and completion slices have where the parameters do not say: those of what is tilted. */
export const workedAs = (strategy: Strategy, parameters: Readonly<Record<string, string>>): Strategy =>
  strategy.name === 'ADAPTIVE' ? STRATEGIES[baselineOf(parameters)] : strategy;
