import { type Command, InvalidArgumentError } from 'commander';
import type { Interval } from '../core/measures/bootstrap';
import { type BanditReport, banditReport, readBanditLog } from '../run/models/bandit-log';
import { UsageError } from '../run/usage-error';
import { wholeNumber } from './options';
import { table } from './output';

interface Options {
  readonly clip: number;
  readonly ridge: number;
  readonly seed: number;
  readonly json?: boolean;
}

const least = (text: string): number => {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= 1) || !Number.isFinite(value)) throw new InvalidArgumentError('a number of 1 or more is needed');
  return value;
};

/** `models bandit`: what other policies than the one that ran would have cost. */
export function modelsBanditCommand(models: Command): void {
  models
    .command('bandit')
    .description(
      'Values policies for pricing slices out of the journal of a gateway on paper, or a backtest, that explored (docs/models.md).',
    )
    .argument('<journals...>', 'journal.db; of several, each is one observation of its market')
    .option('--clip <n>', 'a weight (policy over propensity) counts no more than this', least, 100)
    .option('--ridge <n>', 'decisions that the cost rule weighs as what is believed before', least, 100)
    .option('--seed <n>', 'seed of folds and bootstrap', wholeNumber, 1)
    .option('--json', 'as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  sluice models bandit var/journal.db\n\nExit code: 0 valued, 2 usage, or nothing to value.',
    )
    .action((journals: string[], o: Options) => {
      const log = readBanditLog(journals);
      if (log.decisions.length === 0)
        throw new UsageError(
          `${journals.join(', ')}: no draw of a bandit was scored there: it needs \`bandit\` in the config, on paper or in a backtest, and orders whose slices are weighed`,
        );
      const report = banditReport(log, o);
      process.stdout.write(`${o.json ? JSON.stringify(report) : told(report, o.clip, journals.length > 1)}\n`);
    });
}

function told(r: BanditReport, clip: number, several: boolean): string {
  const clusters = several ? 'journals' : 'orders';
  const rows = r.policies.map(p => [
    p.policy,
    text(p.againstRule),
    text(p.against),
    text(p.dr),
    text(p.ips),
    text(p.dm),
    p.effective.toFixed(0),
    percent(p.clipped),
  ]);
  return [
    `${r.decisions} decisions of ${r.clusters} ${clusters}, ${percent(r.explored)} explored; left out: ${r.open} not over, ${r.unknown} without a far touch to mark the rest at`,
    `paid ${text(r.paid)} bps a decision against mid when it was made`,
    table(
      ['policy', 'less the cost rule', 'less than paid', 'doubly robust', 'propensity', 'model', 'rests on', `cut at ${clip}`],
      rows,
    ),
    `bps a decision, 95 % intervals over ${clusters}; below 0 in \`less ...\` the policy is cheaper, and surely so only where the whole interval is`,
    ...(several
      ? []
      : [
          'orders of one journal share a market: of other days and seeds this says less than the intervals look like; name several journals',
        ]),
  ].join('\n');
}

const text = ({ mean, low, high, by }: Interval): string =>
  by === 'none' ? mean.toFixed(3) : `${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
