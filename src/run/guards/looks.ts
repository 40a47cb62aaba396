import type { Target } from '../../core/learned/model';
import { REGIME_FEATURES } from '../../core/learning/bar-vector';
import type { Guarded } from '../../validation/guards/finding';
import { type LookedAhead, lookAhead, type Subject } from '../../validation/guards/look-ahead';
import { DEFAULT_REGIMES, readRegimes } from '../forecast/regimes-file';
import type { AgentDay } from '../train/agents';
import type { StageParts, Told } from '../validate/stage';
import { agentSubject, decisionSubject } from './agent-subject';
import { curveSubject, madeUpDays } from './curve-subject';
import { ALL_FEATURES, EVERY, eventMarket, streamSubject } from './feature-subject';
import { recordedMarket } from './recorded-events';

/** Minutes of a market before labels begin, and after. */
const WARM_UP = 5;
const WORKED = 3;
const MINUTE = 60_000_000;
/** Minutes of a recording that are looked at. */
const RECORDED = 20;
/** A curve for each of so many days. */
const DAYS = 40;
/** Of the decisions, facts of these must have been seen to change with what came later, or nothing was tested. */
const DECIDED = ['TiltDecided', 'ChildOrderProposed'];

/** What of a validation is looked at. */
export type GuardedParts = Pick<StageParts, 'config' | 'recipe' | 'seed'> & { readonly model: Pick<StageParts['model'], 'file'> };

/** One look-ahead test. */
export interface Look {
  readonly title: string;
  readonly run: (told: Told, place: readonly [n: number, of: number]) => Promise<LookedAhead>;
  readonly guarded: (found: LookedAhead) => Guarded;
}

/** The features of a recipe that a market has: others are of the order. */
export const marketFeatures = ({ recipe }: Pick<GuardedParts, 'recipe'>): string[] =>
  recipe.features.map(f => f.name).filter(name => ALL_FEATURES.includes(name));

/** The look-ahead tests of a validation. Rejects with a UsageError where a file that its config names cannot be used. */
export async function looksOf(parts: GuardedParts): Promise<Look[]> {
  const { config, recipe, model, seed } = parts;
  const { recorded } = config.guards;
  const features = marketFeatures(parts);
  const targets = recipe.targets;
  const minutes = WARM_UP + WORKED + Math.ceil(Math.max(...targets.map(t => t.horizon)) / 60);
  const look = lookWith(config.guards.cuts, seed);
  const labels = targets.map(labelName);
  return [
    look(
      'features',
      'features and labels of a made-up stream',
      streamSubject(eventMarket(seed, minutes), features, targets),
      labels,
    ),
    look(
      'gateway',
      'features, regimes and labels of a gateway in a market of agents',
      agentSubject(dayOf(recipe, seed, minutes), features, targets),
      [...REGIME_FEATURES, ...labels],
    ),
    look('decisions', 'decisions about an adaptive order', decisionSubject(ordersOf(config, model.file, seed)), DECIDED),
    look('curve', 'curves of expected volume', curveSubject(madeUpDays(seed, 20_000, DAYS)), ['volume curve']),
    ...(recorded
      ? [
          look(
            'recorded',
            'features and labels of a recording',
            streamSubject(await recordedMarket(recorded, RECORDED, seed), features, targets),
            labels,
          ),
        ]
      : []),
  ];
}

const lookWith =
  (cuts: number, seed: number) =>
  <M>(id: string, title: string, subject: Subject<M>, needed: readonly string[] = []): Look => ({
    title,
    run: (told, [n, of]) =>
      lookAhead(subject, { cuts, seed, told: (done, all) => told(n * all + done, of * all, 'recomputations') }),
    guarded: ({ findings, compared, names, still, cuts: effective }) => ({
      id: `guards.${id}`,
      what: `${title}: what reads of what comes later`,
      findings,
      looked: compared > 0 ? `${compared} values of ${names.length} columns, after ${effective} cuts` : undefined,
      unsure: needed.filter(name => still.includes(name) || !names.includes(name)),
    }),
  });

const labelName = ({ name, horizon }: Target): string => `label ${name} ${horizon}s${name === 'fill' ? ' buy' : ''}`;

/** A market of the recipe's own kind, with the regime filter of the recipe or the one that ships. */
function dayOf({ data: { agents } }: GuardedParts['recipe'], seed: number, minutes: number): AgentDay {
  const { regimes = ['volatile'], symbol = 'ACME', latency = 'constant:1ms', hmm = DEFAULT_REGIMES } = agents ?? {};
  return { regime: regimes[0]!, seed, symbol, length: minutes * MINUTE, latency, grid: EVERY, filter: readRegimes(hmm) };
}

function ordersOf({ orders, scope }: GuardedParts['config'], model: string, seed: number): Parameters<typeof decisionSubject>[0] {
  const { qty, window, latency, fees, hmm = 'default' } = orders;
  const instrument = { symbol: 'ACME', tick: '0.01', lot: '1', adv: '2700000', volatility: '0.65' };
  const base = { seed, seeds: 1, strategies: ['ADAPTIVE' as const], instrument, qty: String(qty), rate: '0.1' };
  return { ...base, window, regime: scope.regimes[0]!, latency, fees, model, hmm, parameters: {} };
}
