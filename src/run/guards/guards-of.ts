import { type Finding, type Guarded, gateOfGuard } from '../../validation/guards/finding';
import type { LookedAhead } from '../../validation/guards/look-ahead';
import type { Gate, ReportTable, StageReport } from '../../validation/report';
import { NO_FEES } from '../backtest/fees';
import type { Told } from '../validate/stage';
import { ALL_FEATURES } from './feature-subject';
import { type GuardedParts, looksOf, marketFeatures } from './looks';
import { guardStamps, guardSymbols, recordingsOf } from './recordings';

/**
 * What must hold before any figure of a model counts: nothing that it is told, is taught or decides by knows of what comes later; its data are stamped as received and of a universe as of
 * then; its costs are on. Rejects with a UsageError where a file that the config names cannot be used.
 */
export async function guardsOf(parts: GuardedParts, told: Told): Promise<Pick<StageReport, 'gates' | 'tables' | 'notes'>> {
  const looks = await looksOf(parts);
  const gates: Gate[] = [];
  const tables: ReportTable[] = [];
  let still = new Set(marketFeatures(parts));
  for (const [n, look] of looks.entries()) {
    const found = await look.run(told, [n, looks.length]);
    still = new Set([...still].filter(name => found.still.includes(name) || !found.names.includes(name)));
    gates.push(gateOfGuard(look.guarded(found)));
    tables.push(tableOf(look.title, found));
  }
  gates.push(gateOfGuard(unmoved(still, looks.length)), gateOfGuard(costsOf(parts)), ...(await recordedGates(parts)));
  return { gates, tables, notes: notesOf(parts) };
}

/** Features that no replaced future ever changed: then a leak of them would not show either. */
const unmoved = (still: ReadonlySet<string>, looks: number): Guarded => ({
  id: 'guards.unmoved',
  what: 'features of the model that no look-ahead test has put to the test',
  findings: [],
  looked: `${looks} tests`,
  unsure: [...still],
});

function costsOf({ config }: GuardedParts): Guarded {
  const off: Finding = {
    guard: 'costs',
    name: 'orders.fees',
    why: 'costs are off (none): figures without them are not what trading costs',
  };
  const findings = config.orders.fees === NO_FEES ? [off] : [];
  return { id: 'guards.costs', what: 'costs that are off', findings, looked: 'the orders of this validation', unsure: [] };
}

async function recordedGates({ recipe, config }: GuardedParts): Promise<Gate[]> {
  const { files } = recipe.data;
  if (!files) return [];
  const recordings = await recordingsOf(files);
  return [guardStamps(recordings), guardSymbols(recordings, config.guards.reference)].map(gateOfGuard);
}

function notesOf({ recipe }: GuardedParts): string[] {
  const told = recipe.features.map(f => f.name).filter(name => !ALL_FEATURES.includes(name));
  return [
    'a look-ahead is seen where it changes a value at one of the cuts: a leak that hardly ever moves anything takes more of them (guards.cuts)',
    ...(told.length > 0 ? [`${told.join(', ')}: of the order, not of the market; judged with its decisions`] : []),
    ...(recipe.data.agents ? ['made-up markets have no universe: nobody in them is delisted'] : []),
    ...(recipe.data.samples ? ['samples of journals are of orders as they came: their symbols were not chosen afterwards'] : []),
  ];
}

const tableOf = (title: string, { names, findings, still, compared }: LookedAhead): ReportTable => ({
  title,
  head: ['column', 'verdict'],
  rows: [
    ...names.map(name => [name, findings.find(f => f.name === name)?.why ?? (still.includes(name) ? 'never changed' : 'clean')]),
    ['values compared', compared],
  ],
});
