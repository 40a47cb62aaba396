import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { FeatureUse, LearnedModel, Target } from '../../core/learned/model';
import { CODE, hashOf } from '../records/record';
import type { TrainConfig } from './config';
import type { SkillFigure } from './figures';
import type { Gathered } from './gather';

/** What is to be known of a model: beside its file as JSON. */
export interface ModelCard {
  readonly name: string;
  readonly about?: string | undefined;
  readonly kind: TrainConfig['kind'];
  readonly file: string;
  /** SHA-256 of the file's bytes. */
  readonly hash: string;
  readonly bytes: number;
  readonly made: {
    readonly by: string;
    /** SHA-256 of the config as it was read, and of every row of the data. */
    readonly configHash: string;
    readonly dataHash: string;
    readonly seed: number;
  };
  readonly data: {
    /** `synthetic`: agents of the simulator alone; `recorded`: files and samples of journals alone. */
    readonly source: 'synthetic' | 'recorded' | 'both';
    readonly agents?: TrainConfig['data']['agents'] | undefined;
    readonly files?: readonly string[] | undefined;
    readonly samples?: readonly string[] | undefined;
    readonly rows: number;
    readonly clusters: Readonly<Record<'train' | 'valid' | 'test', readonly string[]>>;
  };
  readonly window: string;
  readonly features: readonly FeatureUse[];
  readonly targets: readonly Target[];
  readonly members: readonly { readonly kind: string; readonly gate: number }[];
  readonly figures: readonly SkillFigure[];
  readonly limits: readonly string[];
}

/** SHA-256 of a config, whatever its file's layout and comments; folders and where it is written to are left out. */
export const configHash = ({ out: _, ...config }: TrainConfig): string => hashOf({ ...config, data: namesOnly(config.data) });

/** The data of a config with files by their names: a folder of one machine means nothing elsewhere. */
const namesOnly = ({ files, samples, agents, ...rest }: TrainConfig['data']): TrainConfig['data'] => ({
  ...rest,
  ...(samples && { samples: samples.map(f => basename(f)) }),
  ...(files && { files: files.map(f => basename(f)) }),
  ...(agents && {
    agents: {
      ...agents,
      regimes: agents.regimes.map(r => basename(r)),
      ...(agents.hmm !== undefined && { hmm: basename(agents.hmm) }),
    },
  }),
});

/** What the data cover, in words. */
export function windowOf({ data }: TrainConfig, { window }: Gathered): string {
  const iso = (at: number): string => new Date(at / 1000).toISOString();
  const { agents } = data;
  const made =
    agents &&
    `synthetic: ${agents.regimes.map(r => r.replace(/^.*\//, '')).join(', ')}, seeds ${agents.first} to ${agents.first + agents.seeds - 1} of each, ${agents.length / 60e6} minutes a seed`;
  return [...(made === undefined ? [] : [made]), ...(window ? [`recorded: ${iso(window[0])} to ${iso(window[1])}`] : [])].join(
    '; ',
  );
}

/** The card of a model that was written. */
export function cardOf(
  config: TrainConfig,
  gathered: Gathered,
  model: LearnedModel,
  { bytes, figures }: { readonly bytes: Uint8Array; readonly figures: readonly SkillFigure[] },
): ModelCard {
  const { name, about, kind, seed, data } = config;
  const source = !isRecorded(data) ? 'synthetic' : data.agents ? 'both' : 'recorded';
  const names = (part: 'train' | 'valid' | 'test'): string[] => gathered.parts[part].map(s => s.cluster);
  return {
    name,
    about,
    kind,
    file: basename(config.out),
    hash: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    made: { by: CODE, configHash: configHash(config), dataHash: gathered.hash, seed },
    data: {
      source,
      agents: namesOnly(data).agents,
      files: namesOnly(data).files,
      samples: namesOnly(data).samples,
      rows: gathered.rows,
      clusters: { train: names('train'), valid: names('valid'), test: names('test') },
    },
    window: windowOf(config, gathered),
    features: model.features,
    targets: model.targets,
    members: model.members.map((m, i) => ({ kind: m.kind, gate: model.gate[i]! })),
    figures,
    limits: [...limitsOf(config, source), ...config.limits],
  };
}

const isRecorded = ({ files, samples }: TrainConfig['data']): boolean => files !== undefined || samples !== undefined;

function limitsOf({ data, targets }: TrainConfig, source: ModelCard['data']['source']): string[] {
  return [
    ...(source === 'recorded' ? [] : ['the market of agents is made up: what is learned there need not hold anywhere else']),
    ...(isRecorded(data) ? ['stretches of one day are alike: their intervals are narrower than those of days would be'] : []),
    data.samples
      ? 'our own trades were taken out of the data, as far as they were found: what they do to the features it is asked about it has not seen'
      : 'no order of its own was in the data: what its own trades do to the features it has not seen',
    ...(targets.some(t => t.name === 'fill')
      ? [
          '`fill` is of a small order that joins last, behind a queue that goes by trades alone: cancels ahead of it are not counted',
        ]
      : []),
    'out of the ranges of its features it is not asked',
  ];
}
