import type { AlmgrenParameters, ImpactModel } from './model';

/** Table 3 of Almgren, Thum, Hauptmann and Li (2005): 29,509 orders of US large caps, December 2001 to June 2003. */
export const ALMGREN_2005: AlmgrenParameters = {
  gamma: 0.314,
  gammaError: 0.041,
  eta: 0.142,
  etaError: 0.0062,
  beta: 0.6,
  betaError: 0.038,
};

/**
 * What is believed before any order of one's own was seen. `models/impact-prior.json` is this. An impact of sigma * sqrt(Q/V) at the order's
 * end (Y of order one: Toth et al., Physical Review X 1, 021006, 2011) is two thirds of that on average; two thirds of the end is also what
 * stays, where prices are fair (Farmer, Gerig, Lillo and Waelbroeck, Quantitative Finance 13, 2013). That half of the rest is gone in half
 * an hour is a guess. q90 is that of a normal law.
 */
export const PRIOR: ImpactModel = {
  schema: 1,
  name: 'impact-prior',
  source: 'prior: square-root law of the literature; no order of any desk is behind it',
  window: 'none',
  synthetic: true,
  daySeconds: 23_400,
  spread: 1,
  y: 2 / 3,
  delta: 0.5,
  shape: { participation: 0, duration: 0, depth: 0, regimes: {} },
  permanent: 2 / 3,
  decay: Math.LN2 / 1800,
  residual: { level: 0, size: 0, volatility: 0, spread: 0 },
  q90: 1.2816,
  almgren: ALMGREN_2005,
};
