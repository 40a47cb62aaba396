import { GOLDEN_ROWS } from '../../core/learned/onnx-fields';
import { ModelError } from '../model-error';
import { needed } from '../terms';
import type { StaticCheck } from './finding';
import { goldenOf } from './golden';
import type { Described } from './graph';

/** What a file says of itself, held to the features that exist (`known`) and to what its lineage needs. */
export const columnChecks = (known: ReadonlySet<string>): readonly StaticCheck<Described>[] => [
  ['features', ({ terms }) => features(terms.features, known)],
  ['targets', ({ terms }) => targets(terms.targets)],
  ['lineage', ({ file }) => ['window', 'dataHash'].map(key => `${key} ${needed(file.metadata, key)}`).join(', ')],
  ['golden rows', described => golden(described)],
];

function features(columns: Described['terms']['features'], known: ReadonlySet<string>): string {
  const strange = columns.filter(c => !known.has(c.name)).map(c => `'${c.name}'`);
  if (strange.length > 0) throw new ModelError(`no feature is called ${strange.join(', ')} (docs/model-contract.md lists them)`);
  return `${columns.length}, ${columns.filter(c => c.fill !== null).length} of them with a value for missing ones`;
}

function targets(columns: Described['terms']['targets']): string {
  const named = columns.map(t => `${t.name} ${t.horizon} s`);
  const twice = named.find((n, i) => named.indexOf(n) !== i);
  if (twice !== undefined) throw new ModelError(`the target '${twice}' stands twice`);
  if (columns.length > 1 && columns.some(t => t.name === 'tilt'))
    throw new ModelError("'tilt' stands beside other targets: a model is a policy (tilt) or a predictor (the others)");
  return named.join(', ');
}

function golden({ file, terms }: Described): string {
  const { rows } = goldenOf(file, terms);
  if (rows.length < GOLDEN_ROWS) throw new ModelError(`metadata 'golden' has ${rows.length} rows; ${GOLDEN_ROWS} are needed`);
  return `${rows.length} rows`;
}
