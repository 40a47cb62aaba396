import { type StageReport, worst } from '../../validation/report';
import type { StageRunner } from '../validate/stage';
import type { StressConfig } from './config';
import { costGate, costsOf, costTable, FEWEST } from './costs';
import { controlGates, decisionTable, guardGates } from './held';
import { ruleGates, ruleTable } from './rules';
import { runAll } from './runs';
import { scenariosOf } from './scenarios';
import type { StressTerms } from './setting';

/** What a stress test is asked to do. */
export interface StressParts {
  readonly config: StressConfig;
  readonly terms: StressTerms;
  readonly threads: number;
  /** Of the bootstraps. */
  readonly seed: number;
  readonly told: (done: number, of: number, what: string) => void;
}

/**
 * Runs every scenario: orders by the model and by its baseline, on the same seeds; orders with bounds; and tight risk limits. Its report depends on neither `threads` nor
 * the machine, but for `seconds`. Rejects with a UsageError where the model, or a file, cannot be used.
 */
export async function stress({ config, terms, threads, seed, told }: StressParts): Promise<StageReport> {
  const began = process.hrtime.bigint();
  const scenarios = await scenariosOf(config);
  const { first, seeds } = config;
  const all = await runAll({ scenarios, terms, first, seeds }, threads, (done, of) => told(done, of, 'runs'));
  const costs = costsOf(all, config.margin);
  const tails = costs.map(of => costGate(of, seed));
  const gates = [...ruleGates(all), ...guardGates(all), ...controlGates(all), ...tails];
  return {
    stage: 'stress',
    verdict: worst(gates.map(g => g.verdict)),
    gates,
    tables: [costTable(costs, tails, seed), ruleTable(all), decisionTable(all)],
    notes: notesOf(
      config,
      scenarios.filter(s => s.source === 'recorded').map(s => s.name),
    ),
    seconds: Number(process.hrtime.bigint() - began) / 1e9,
  };
}

function notesOf({ first, seeds }: StressConfig, recorded: readonly string[]): string[] {
  return [
    `Each scenario is an order a seed (${first} to ${first + seeds - 1}), by the model and by its baseline in markets that draw the same; intervals are 95 %, by a bootstrap over seeds.`,
    recorded.length === 0
      ? 'Every scenario is synthetic: those named after a day have its shape and none of its prices.'
      : `${recorded.join(', ')}: prices follow recorded minutes, order flow and quotes are made up. One window of one day is a scenario, and no sample: its seeds vary the market around it, not the day.`,
    'A model that is cheaper in a scenario has shown nothing by that: its minutes are straight lines with noise on them, whose drift is easier to tell than a real one was.',
    ...(seeds < FEWEST ? [`With fewer than ${FEWEST} seeds no tail can pass.`] : []),
  ];
}

/** The stage of a validation: orders as its config has them, beside the regime filter that ships where it names none. */
export const runStress: StageRunner = ({ config, model, threads, seed }, told) => {
  const { qty, latency, fees, hmm = 'default' } = config.orders;
  return stress({ config: config.stress, terms: { qty, latency, fees, hmm, model: model.file }, threads, seed, told });
};
