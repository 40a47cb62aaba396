import { z } from 'zod';
import type { Gate } from '../../validation/report';
import { SCENARIO_NAMES } from '../stress/config';
import type { ValidateConfig } from './config';
import { exact } from './gates';
import { validateShape } from './schema';

/** What is asked where a config says nothing: a bound may be stricter than it, and nothing passes by a laxer one. */
const USUAL = z.strictObject(validateShape).parse({
  name: 'usual',
  training: 'usual',
  out: 'usual',
  scope: { maxQty: 1, regimes: ['calm'] },
  sealed: { first: 0 },
});

interface Bound {
  readonly key: string;
  readonly of: (config: ValidateConfig) => number;
  /** Which way it is laxer. */
  readonly lax: 'above' | 'below';
}

const BOUNDS: readonly Bound[] = [
  { key: 'guards.cuts', of: c => c.guards.cuts, lax: 'below' },
  { key: 'inSample.embargo', of: c => c.inSample.embargo, lax: 'below' },
  { key: 'sealed.pick', of: c => c.sealed.pick, lax: 'below' },
  { key: 'sealed.budget', of: c => c.sealed.budget, lax: 'above' },
  { key: 'sealed.margin', of: c => c.sealed.margin, lax: 'above' },
  { key: 'walkForward.embargo', of: c => c.walkForward.embargo, lax: 'below' },
  { key: 'stress.margin.bps', of: c => c.stress.margin.bps, lax: 'above' },
  { key: 'stress.margin.ofReach', of: c => c.stress.margin.ofReach, lax: 'above' },
  { key: 'paper.distance', of: c => c.paper.distance, lax: 'above' },
  { key: 'paper.fewestFills', of: c => c.paper.fewestFills, lax: 'below' },
  { key: 'paper.fewestClusters', of: c => c.paper.fewestClusters, lax: 'below' },
  { key: 'paper.parity', of: c => c.paper.parity, lax: 'below' },
];

/** What a config asks less of a model than is usual, each in words. Fewer markets are none of it: they make intervals wider. */
export function laxIn(config: ValidateConfig): string[] {
  const { stress, walkForward } = config;
  const lax = BOUNDS.flatMap(({ key, of, lax: way }) => {
    const [own, usual] = [of(config), of(USUAL)];
    return (way === 'above' ? own > usual : own < usual) ? [`${key} ${own} is ${way} ${usual}`] : [];
  });
  const tried = new Set([...(stress.scenarios ?? SCENARIO_NAMES), ...stress.bars.map(b => b.name)]);
  const missing = SCENARIO_NAMES.filter(name => !tried.has(name));
  return [
    ...lax,
    ...(walkForward.cost ? [] : ['walkForward.cost is off: refits work no orders']),
    ...(missing.length > 0 ? [`stress.scenarios leaves out ${missing.join(', ')}`] : []),
  ];
}

/** Whoever is judged writes the config: by bounds of his own nothing passes. */
export function boundsGate(config: ValidateConfig): Gate {
  const lax = laxIn(config);
  return exact(
    {
      id: 'guards.bounds',
      what: 'bounds of this validation that are laxer than the usual ones, and tests that are left out',
      value: lax.length,
      must: 'at most',
      bound: 0,
      why: lax.length === 0 ? 'none is laxer than where the config says nothing' : lax.join('; '),
    },
    'inconclusive',
  );
}
