import { SECOND } from '../draws';
import type { Agent } from './agent';
import { InformedTrader } from './informed';
import { MarketMaker } from './market-maker';
import { MetaorderTrader } from './metaorder';
import { MomentumTrader } from './momentum';
import { News } from './news';
import { NoiseTrader } from './noise';
import { ValueWalk } from './value';
import { type Weather, WeatherChange } from './weather';

/** Everybody who acts in a symbol, in the order of their seats: an agent's seat is the key of its draws, so new ones go to the end. */
export const castOf = (weather: Weather): Agent[] => [
  new WeatherChange(weather),
  new ValueWalk(),
  new News(),
  new MarketMaker({ width: 1, levels: 6, every: SECOND / 5 }),
  new MarketMaker({ width: 2, levels: 6, every: SECOND / 3 }),
  new MarketMaker({ width: 4, levels: 6, every: SECOND / 2 }),
  new NoiseTrader(),
  new NoiseTrader(),
  new NoiseTrader(),
  new NoiseTrader(),
  new MetaorderTrader(),
  new MetaorderTrader(),
  new MetaorderTrader(),
  new InformedTrader(),
  new MomentumTrader(),
  new MomentumTrader(),
];
