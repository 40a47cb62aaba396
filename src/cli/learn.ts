import { availableParallelism, userInfo } from 'node:os';
import type { Command } from 'commander';
import type { FillRow } from '../run/learn/calibrate-fills';
import type { SkillDifference } from '../run/learn/compare';
import { type LearnConfig, readLearning } from '../run/learn/config';
import { type LearnPlan, type LearnReport, learn, planLearning } from '../run/learn/learn';
import type { Move } from '../run/learn/move';
import type { Held } from '../run/learn/plan';
import { wholeNumber } from './options';
import { table } from './output';
import { progressBar } from './progress';

interface Options {
  readonly journals?: string[];
  readonly dryRun?: boolean;
  readonly threads: number;
  readonly by: string;
  readonly json?: boolean;
}

/** `learn`: journals become a calibration and a challenger. */
export function learnCommand(program: Command): void {
  program
    .command('learn')
    .argument('<config>', 'YAML file: which journals, which recipe (docs/learn.md)')
    .description(
      'Learns from journals: moves the calibration of impact, fills and latency, trains a challenger on what was seen, holds it against the model in force, registers and validates it. Puts nothing in force.',
    )
    .option('--journals <path...>', "journals, or folders of them, in place of the config's")
    .option('--dry-run', 'say what there is to learn from and what would be done, and write nothing')
    .option('--threads <n>', 'threads that share the training', wholeNumber, Math.min(2, availableParallelism()))
    .option('--by <name>', 'who learns', userInfo().username)
    .option('--json', 'as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  sluice learn docs/learn-example.yaml --journals var/backtests --dry-run\n\nA run that was interrupted goes on where it was. Exit code: 0 done, 2 usage.',
    )
    .action(run);
}

async function run(path: string, { journals, dryRun, threads, by, json }: Options): Promise<void> {
  const config = readLearning(path, journals);
  if (dryRun) return print(planLearning(config), json, plan => planned(plan, config));
  const bar = progressBar('learned');
  const report = await learn(config, { threads: Math.max(1, threads), by, told: (what, done, of) => bar.show(done, of, what) });
  bar.end();
  print(report, json, readable);
}

function print<T>(found: T, json: boolean | undefined, text: (found: T) => string): void {
  process.stdout.write(`${json ? JSON.stringify(found) : text(found)}\n`);
}

const HELD = ['journal', 'hours', 'orders', 'fills', 'rested', 'answers', 'decisions', 'recorded days'];
const heldRow = (h: Held): string[] => [
  h.journal,
  ((h.to - h.from) / 3600e6).toFixed(2),
  ...[h.parents, h.fills, h.rested, h.answers, h.decisions, h.recordedDays].map(String),
];

function planned({ plan, held, resumes, nothingNew }: LearnPlan, { training, recipe, validate, out }: LearnConfig): string {
  const targets = training.targets.map(t => `${t.name} ${t.horizon} s`).join(', ');
  const made = [training.data.agents && 'the agents of the recipe', training.data.files && 'its files'].filter(Boolean);
  const journals = table(HELD, held.map(heldRow));
  if (nothingNew !== undefined) return `${journals}\nnothing is new since run ${nothingNew}: its report would be given again`;
  const lines = [
    journals,
    resumes === undefined ? `a new run in ${out}` : `run ${resumes} in ${out} would go on`,
    `moved: Y of the impact model, latency one way, odds of fills; each by what ${held.length} journals say, within its step`,
    `trained: ${training.kind} (${targets}) by ${recipe}, on the journals${made.length > 0 ? ` and ${made.join(' and ')}` : ''}`,
    `held against: ${plan.parent.slice(0, 12)}`,
    validate === undefined ? 'not validated: the config names no file of a validation' : `validated by ${validate}`,
    'nothing was written',
  ];
  return lines.join('\n');
}

function readable(report: LearnReport): string {
  const { calibrated, days, trained, judged, next, folder } = report;
  const notes = [...calibrated.notes, ...trained.notes, ...new Set(days.flatMap(d => d.notes))];
  return [
    table(['parameter', 'before', 'found', '95 % from', 'to', 'after', 'seen', 'clusters', ''], calibrated.moves.map(moveRow)),
    ...(calibrated.fillTable.length > 0 ? ['', table(FILLS, calibrated.fillTable.map(fillRow))] : []),
    '',
    `${days.length} days, ${days.filter(d => d.from === 'recording').length} of them recorded; ${trained.rows} rows (with those of the recipe), clusters ${trained.clusters.train} to train, ${trained.clusters.valid} to choose, ${trained.clusters.test} to test`,
    ...(judged.differences.length > 0 ? [table(SKILLS, judged.differences.map(skillRow))] : []),
    ...(judged.why === undefined ? [] : [`not compared: ${judged.why}`]),
    ...notes.map(note => `note: ${note}`),
    ...next,
    `written: ${folder}`,
  ].join('\n');
}

const digits = (value: number | null): string => (value === null ? '-' : String(Number(value.toPrecision(4))));
const percent = (part: number | null): string => (part === null ? '-' : (100 * part).toFixed(2));

const moveRow = ({ parameter, unit, before, found, low, high, after, n, clusters, why }: Move): string[] => [
  `${parameter}, ${unit}`,
  ...[before, found, low, high, after].map(digits),
  String(n),
  String(clusters),
  why,
];

const FILLS = [
  'rested',
  'queue s',
  'spread ticks',
  'times',
  'filled',
  'left behind',
  'filled within 1 s %',
  '5 s',
  '15 s',
  '60 s',
];
const fillRow = ({ tactic, queue, spread, spells, filled, away, within }: FillRow): string[] => [
  tactic,
  queue,
  spread,
  String(spells),
  String(filled),
  String(away),
  ...within.map(w => `${percent(w.p)} [${percent(w.low)}, ${percent(w.high)}]`),
];

const SKILLS = [
  'target',
  'before %',
  'challenger %',
  'difference % [95 %]',
  'clusters',
  'rows',
  'not asked before %',
  'challenger %',
];
const skillRow = ({ target, horizon, before, challenger, difference, rows, unasked }: SkillDifference): string[] => [
  `${target} ${horizon} s`,
  percent(before),
  percent(challenger),
  `${percent(difference.mean)} [${percent(difference.low)}, ${percent(difference.high)}]`,
  String(difference.clusters),
  String(rows),
  percent(unasked.before),
  percent(unasked.challenger),
];
