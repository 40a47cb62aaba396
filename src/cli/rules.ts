import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { atdlOf } from '../run/rules/atdl';
import { type RulesRequest, rulesOf } from '../run/rules/rules';
import { UsageError } from '../run/usage-error';
import { VERSION } from '../run/version';

interface RulesOptions extends RulesRequest {
  readonly out?: string;
  readonly atdl?: boolean;
}

/** `rules`: the rules of engagement for counterparties, and the strategies as FIXatdl. */
export function rulesCommand(program: Command): void {
  program
    .command('rules')
    .description(
      'Prints the rules of engagement for the counterparties of a sessions folder: sessions, messages, reports, refusals, strategies, limits.',
    )
    .option('--sessions <dir>', 'folder with the FIX sessions (*.cfg)', 'sessions/paper')
    .option('--config <file>', 'instruments and limits; sluice.yaml in the sessions folder where it is not given')
    .option('--session <id...>', 'only these sessions, by id: what one counterparty should see')
    .addOption(new Option('--format <format>', 'Markdown, or one HTML file').choices(['md', 'html']).default('md'))
    .option('--out <file>', 'write there instead of to the standard output')
    .option('--atdl', 'print the strategies as a FIXatdl 1.1 document instead')
    .addHelpText(
      'after',
      '\nExamples:\n  sluice rules --sessions sessions/paper --format html --out rules.html\n  sluice rules --atdl --out strategies.xml',
    )
    .action((o: RulesOptions) => write(o.atdl ? atdlOf(VERSION) : rules(o), o.out));
}

function rules(o: RulesOptions): string {
  const { page, warnings } = rulesOf(o);
  for (const warning of warnings) process.stderr.write(`sluice: ${warning}\n`);
  return page;
}

function write(page: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(page);
    return;
  }
  try {
    writeFileSync(file, page);
  } catch (error) {
    throw new UsageError(`--out: ${file} cannot be written: ${(error as Error).message}`);
  }
}
