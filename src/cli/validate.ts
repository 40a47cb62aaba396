import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { readValidation } from '../run/validate/config';
import { explained } from '../run/validate/explain';
import { boundText } from '../run/validate/gates';
import { PAGE, REPORT, validate } from '../run/validate/validate';
import { STAGES, type StageName, type ValidationReport, type Verdict } from '../validation/report';
import { wholeNumber } from './options';
import { table } from './output';
import { progressBar } from './progress';
import { validateKeysCommand } from './validate-keys';
import { validateSignCommand } from './validate-sign';
import { validateVerifyCommand } from './validate-verify';

interface Options {
  readonly model?: string;
  readonly stages?: StageName[];
  readonly out?: string;
  readonly registry?: string;
  readonly threads: number;
  readonly again?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
}

function stages(given: string): StageName[] {
  return given.split(',').map(name => {
    const found = STAGES.find(stage => stage === name.trim());
    if (!found) throw new InvalidArgumentError(`stages of ${STAGES.join(', ')} are needed, with commas between them`);
    return found;
  });
}

/** `validate`: the referee. It holds a model against five stages; only what passes all of them may be certified. */
export function validateCommand(program: Command): void {
  const command = program
    .command('validate')
    .argument('<config>', 'YAML file: the model, its recipe, what it is held against (docs/validation.md)')
    .description('Tries to break a model in five stages, and says whether it passed, failed, or nobody can tell.')
    .option('--model <model>', "in place of the config's: default, a file, or six or more digits of a hash in the registry")
    .option('--stages <names>', 'run these alone, such as guards,in-sample; others keep what they found before', stages)
    .option('--again', 'run stages again that were done')
    .option('--explain', 'tell of each gate that did not pass by how much, and what it would take')
    .option('--out <dir>', "in place of the config's folder for report.json and report.html")
    .option('--registry <dir>', 'the folder of the registry that counts trials and accesses (default: var/models)')
    .option(
      '--threads <n>',
      'threads that share the work; the figures are the same with any number',
      wholeNumber,
      Math.min(2, availableParallelism()),
    )
    .option('--json', 'the report as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  sluice validate docs/validation-example.yaml\n  sluice validate docs/validation-example.yaml --explain\n\nExit code: 0 pass, 1 fail, 2 usage, 3 inconclusive.',
    )
    .action(run);
  validateKeysCommand(command);
  validateSignCommand(command);
  validateVerifyCommand(command);
}

const EXIT: Readonly<Record<Verdict, number>> = { pass: 0, fail: 1, inconclusive: 3 };

async function run(path: string, o: Options): Promise<void> {
  const read = readValidation(path);
  const config = { ...read, model: o.model ?? read.model, out: o.out ?? read.out };
  const bar = progressBar('validated');
  const report = await validate(config, {
    threads: Math.max(1, o.threads),
    stages: o.stages,
    again: o.again,
    registry: o.registry,
    told: (stage, done, of, what) => bar.show(done, of, `${what}, ${stage}`),
  });
  bar.end();
  process.stdout.write(o.json ? `${JSON.stringify(report)}\n` : readable(report, config.out, o.explain ?? false));
  process.exitCode = EXIT[report.verdict];
}

function readable(report: ValidationReport, out: string, explain: boolean): string {
  const figure = (value: number | null | undefined): string => (value === null || value === undefined ? '-' : value.toFixed(3));
  const rows = report.stages.flatMap(({ stage, verdict, gates, notes }) =>
    gates.length === 0
      ? [[stage, notes[0] ?? '', verdict, '-', '-', '-', '']]
      : gates.map(g => [stage, g.id, g.verdict, figure(g.value), figure(g.low), figure(g.high), boundText(g)]),
  );
  const { model, trials, sealedAccesses, verdict, stages: all } = report;
  return [
    table(['stage', 'gate', 'verdict', 'value', 'low', 'high', 'must be'], rows),
    ...(explain ? explained(report) : []),
    ...all.map(s => `${s.stage}: ${s.verdict} (${s.seconds.toFixed(0)} s)`),
    `${model.name} ${model.hash.slice(0, 12)}: ${verdict.toUpperCase()}${explain || verdict === 'pass' ? '' : ' (--explain says why)'}`,
    `${trials} trials counted, ${sealedAccesses} accesses to the sealed data`,
    `written: ${join(out, REPORT)}, ${join(out, PAGE)}`,
    '',
  ].join('\n');
}
