import type { StrategyName } from '../facts';
import { close } from './close';
import { implementationShortfall } from './implementation-shortfall';
import { obizhaevaWang } from './obizhaeva-wang';
import { pov } from './pov';
import type { Schedule } from './schedule';
import { passiveTwap, twap } from './twap';
import { vwap } from './vwap';

/** The schedule of every strategy that has one. */
export const SCHEDULES: Readonly<Record<Exclude<StrategyName, 'DMA'>, Schedule>> = {
  TWAP: twap,
  PTWAP: passiveTwap,
  VWAP: vwap,
  POV: pov,
  IS: implementationShortfall,
  OW: obizhaevaWang,
  CLOSE: close,
};
