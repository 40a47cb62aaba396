import type { GuardName } from '../../../simulator/market/scenarios/scenario';
import type { Gate, ReportTable } from '../../validation/report';
import { CONTROLS } from './controls';
import { nameOf } from './rules';
import type { Stressed } from './runs';

const byModel = (all: readonly Stressed[], name: string): Stressed[] =>
  all.filter(of => of.purpose.kind === 'cost' && of.run.by === 'model' && of.run.scenario.name === name);

/** Scenarios that must trip a guard of the model: every order has a slot that it held. */
export function guardGates(all: readonly Stressed[]): Gate[] {
  const scenarios = [...new Set(all.map(of => of.run.scenario))];
  return scenarios.flatMap(({ name, guard }) => {
    if (guard === undefined) return [];
    const orders = byModel(all, name);
    const held = orders.filter(of => (of.result.audit.guards[guard] ?? 0) > 0);
    const missed = orders.find(of => !held.includes(of));
    const why = missed
      ? `${held.length} of ${orders.length} orders; first without: ${nameOf(missed)}`
      : `${held.length} of ${orders.length} orders`;
    return [
      {
        id: `stress.${name}.guard`,
        what: `part of the orders in which the guard '${guard}' held a decision back`,
        value: orders.length === 0 ? null : held.length / orders.length,
        must: 'at least' as const,
        bound: 1,
        verdict: orders.length === 0 ? ('inconclusive' as const) : missed ? ('fail' as const) : ('pass' as const),
        why,
      },
    ];
  });
}

/** Risk controls that a scenario must trip: they bite in every run, and nothing is sent once a level is HALTED. */
export function controlGates(all: readonly Stressed[]): Gate[] {
  const runs = all.filter(of => of.purpose.kind === 'control');
  const names = [...new Set(runs.map(of => gateName(of)))];
  return names.map(id => {
    const own = runs.filter(of => gateName(of) === id);
    const control = CONTROLS[codeOf(own[0]!)]!;
    const fired = own.filter(of => control.fired(of.result.audit) && of.result.audit.sentWhenHalted === 0);
    const missed = own.find(of => !fired.includes(of));
    const why = missed
      ? `${fired.length} of ${own.length} runs; first ${nameOf(missed)}: ${missed.result.audit.sentWhenHalted > 0 ? 'something was sent after HALTED' : 'it did not bite'}`
      : `it bit in ${fired.length} of ${own.length} runs`;
    const what = `part of the runs in which a risk control bit: ${control.about}`;
    return { id, what, value: fired.length / own.length, must: 'at least', bound: 1, verdict: missed ? 'fail' : 'pass', why };
  });
}

const codeOf = ({ purpose }: Stressed): string => (purpose.kind === 'control' ? purpose.code : '');
const gateName = (of: Stressed): string => `stress.${of.run.scenario.name}.${codeOf(of)}`;

/** Slots by what decided them, and what held the others. */
export function decisionTable(all: readonly Stressed[]): ReportTable {
  const names = [...new Set(all.map(of => of.run.scenario.name))];
  const seen = new Set(all.flatMap(of => Object.keys(of.result.audit.guards) as GuardName[]));
  const guards = [...seen].sort();
  return {
    title: 'What decided the slots of orders by the model, and what held its forecast back',
    head: ['scenario', 'slots', 'forecast', 'last forecast', 'baseline', ...guards],
    rows: names.map(name => {
      const own = byModel(all, name).map(of => of.result.audit);
      const sum = (of: (audit: (typeof own)[number]) => number): number => own.reduce((s, audit) => s + of(audit), 0);
      const [forecast, last, baseline] = [sum(a => a.decided.forecast), sum(a => a.decided.last), sum(a => a.decided.baseline)];
      return [name, forecast + last + baseline, forecast, last, baseline, ...guards.map(g => sum(a => a.guards[g] ?? 0))];
    }),
  };
}
