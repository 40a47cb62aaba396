import { isPolicy } from '../../core/adaptive/models';
import type { ModelsInForce } from '../../core/facts';
import { MODEL_FEATURES } from '../../core/features/names';
import type { ModelTerms } from '../../core/learned/forecaster';
import { PRODUCER } from '../../core/learned/onnx-fields';
import { ModelError } from '../../inference/model-error';
import { decodeOnnx } from '../../inference/onnx/decode';
import { openModel } from '../../inference/open';
import { earlierModels } from '../certify/earlier';
import type { Permits, RoleChange } from '../certify/permits';
import { resolveModel } from '../models/resolve';
import { UsageError } from '../usage-error';
import { learningOf, type ModelsConfig } from './config';
import type { Served } from './desk';
import { referenceOf } from './reference';
import { DEFAULT_REGIMES, readRegimes } from './regimes-file';

/** Models as a gateway takes them: what is in force, and what can be asked. */
export interface LoadedModels {
  readonly inForce: ModelsInForce;
  readonly served: readonly Served[];
}

/** How the models of a config are opened. */
export interface LoadOptions {
  /** Folder of the registry. */
  readonly registry: string;
  /** Tilts are done, or only told (`shadow`), or each model does what its permit says (`certified`). */
  readonly mode: ModelsInForce['mode'];
  /** What a model may do, where it needs a certificate. Throws a UsageError for one that is not let in. */
  readonly permits?: Permits | undefined;
  /** What they are opened for; absent: a start. */
  readonly change?: RoleChange | undefined;
  /** In this thread without a runtime, and so at once and always alike: as a backtest asks. */
  readonly flat?: boolean;
  /** Hears what the user should know. */
  readonly told?: (text: string) => void;
}

const ROLES = ['predictor', 'policy', 'challenger'] as const;
type LoadedRole = (typeof ROLES)[number];

interface Opened {
  readonly model: Served;
  readonly terms: ModelTerms;
}

/** Opens the models of a config. Throws UsageError where one is not there, is none, or cannot be asked by us; what was opened before it is closed. */
export function loadModels(config: ModelsConfig, options: LoadOptions): LoadedModels {
  const opened: Partial<Record<LoadedRole, Opened>> = {};
  try {
    for (const role of ROLES) {
      const spec = config[role];
      const one = spec === undefined ? undefined : open(role, spec, config, options);
      if (one) opened[role] = one;
    }
    const regimes = config.hmm === undefined ? undefined : readRegimes(config.hmm === 'default' ? DEFAULT_REGIMES : config.hmm);
    const { mode } = options;
    const { deadline, maxAge } = config;
    const terms = Object.fromEntries(ROLES.map(role => [role, opened[role] && told(opened[role])]));
    const learning = learningOf(config, regimes?.bar);
    const earlier = options.permits && earlierModels(options.registry, options.permits);
    return {
      inForce: { ...terms, ...(earlier && { earlier }), hmm: regimes?.hmm, learning, mode, deadline, maxAge },
      served: Object.values(opened).map(one => one.model),
    };
  } catch (error) {
    for (const { model } of Object.values(opened)) model.close();
    throw error;
  }
}

function open(role: LoadedRole, spec: string, config: ModelsConfig, options: LoadOptions): Opened | undefined {
  const found = resolveModel(spec, { role, registry: options.registry });
  if (!found) return undefined;
  const permit = options.permits?.(found, role, options.change);
  try {
    const { producer, metadata } = decodeOnnx(found.bytes);
    const house = producer === PRODUCER;
    const reference = referenceOf(metadata);
    if (options.flat && !house)
      throw new ModelError(
        'was not written by Sluice: it runs in a thread of its own, for which the clock of a backtest cannot wait',
      );
    const where = options.flat ? 'flat' : (config.where ?? (house ? 'process' : 'worker'));
    const { deadline } = config;
    const model = openModel(found.bytes, { where, deadline, ...(options.told && { told: options.told }) });
    const why = misfit(role, model.terms);
    const { promotion } = found;
    if (why === undefined)
      return {
        model,
        terms: { ...model.terms, reference, ...(permit && { permit }), ...(promotion !== undefined && { promotion }) },
      };
    model.close();
    throw new ModelError(why);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new UsageError(`models.${role}: ${found.file}: ${error.message}`);
  }
}

const KNOWN: ReadonlySet<string> = new Set(MODEL_FEATURES.map(f => f.name));

/** Why a model cannot serve in a role; undefined where it can. */
function misfit(role: LoadedRole, terms: ModelTerms): string | undefined {
  const stranger = terms.features.find(({ name, fill }) => !KNOWN.has(name) && fill === null);
  if (stranger)
    return `its feature '${stranger.name}' is none that we know (docs/model-contract.md), and nothing stands in for it`;
  if (role === 'policy') return isPolicy(terms) ? undefined : 'a policy says `tilt`, and it has no such target';
  return terms.targets.some(t => t.name === 'drift') ? undefined : `a ${role} says \`drift\`, and it has no such target`;
}

/** What of a model goes into the journal: JSON has no infinities. */
const told = ({ terms }: Opened): ModelTerms => ({
  ...terms,
  features: terms.features.map(use => ({
    ...use,
    low: Math.max(use.low, -Number.MAX_VALUE),
    high: Math.min(use.high, Number.MAX_VALUE),
  })),
});

/** `models: predictor default (1a2b3c4d), regimes; they act`: for who starts a gateway. */
export function modelsLine(inForce: ModelsInForce): string {
  const named = ROLES.flatMap(role => {
    const terms = inForce[role];
    return terms ? [`${role} ${terms.name} (${terms.hash.slice(0, 8)})`] : [];
  });
  const how = { acts: 'they act', shadow: 'in shadow: told, not done', certified: 'as their certificates say' }[inForce.mode];
  return `models: ${[...named, ...(inForce.hmm ? ['regimes'] : [])].join(', ')}; ${how}`;
}

/** Says that the predictor of the config was rolled back in this journal, and what orders go by instead; undefined where it was not. */
export function rolledBackLine({ predictor: given }: ModelsInForce, stands: ModelsInForce | undefined): string | undefined {
  const { predictor } = stands ?? {};
  if (!given || given.hash === predictor?.hash) return undefined;
  const instead = predictor ? `${predictor.name} (${predictor.hash.slice(0, 8)})` : 'their baselines';
  return `models: ${given.name} (${given.hash.slice(0, 8)}) was rolled back, orders go by ${instead}; sluice models promote brings it back`;
}
