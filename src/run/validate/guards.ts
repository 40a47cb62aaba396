import type { Gate, StageReport } from '../../validation/report';
import { worst } from '../../validation/report';
import { guardsOf } from '../guards/guards-of';
import { configHash } from '../train/card';
import { boundsGate } from './bounds';
import { since } from './clock';
import type { StageParts, StageRunner } from './stage';

/** What must hold before anything is worth measuring: that the recipe is the model's and gives the data that it says it was made of, and that nothing in it knows of what comes later (`guardsOf`). */
export const runGuards: StageRunner = async (parts, told): Promise<StageReport> => {
  const took = since();
  const { hash } = await parts.data((done, of) => told(done, of, 'markets'));
  const found = await guardsOf(parts, told);
  const gates = [
    sameGate(parts, 'configHash', configHash(parts.recipe), {
      id: 'guards.recipe',
      what: 'the recipe is the one that the model says it was made by (configs that differ)',
    }),
    sameGate(parts, 'dataHash', hash, {
      id: 'guards.data',
      what: 'gathered anew, the recipe’s data are those that the model says it was made of (data sets that differ)',
    }),
    ...found.gates,
    boundsGate(parts.config),
  ];
  return { stage: 'guards', verdict: worst(gates.map(g => g.verdict)), ...found, gates, seconds: took() };
};

/** Whether what the model's file says of itself is so. What it does not say nobody can tell. */
function sameGate({ model }: StageParts, key: 'configHash' | 'dataHash', found: string, gate: Pick<Gate, 'id' | 'what'>): Gate {
  const said = model.metadata.get(key);
  const short = (hash: string): string => hash.slice(0, 12);
  const held = { ...gate, must: 'at most', bound: 0 } as const;
  if (said === undefined)
    return {
      ...held,
      value: null,
      verdict: 'inconclusive',
      why: `the model says nothing of its ${key}: what it was made of cannot be told`,
    };
  if (said === found) return { ...held, value: 0, verdict: 'pass', why: `${short(found)}, as the model says` };
  return {
    ...held,
    value: 1,
    verdict: 'fail',
    why: `found ${short(found)}, and the model says ${short(said)}: it was made of something else`,
  };
}
