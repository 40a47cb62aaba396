import type { Command } from 'commander';
import { impactCurveCommand } from './impact-curve';
import { impactExplainCommand } from './impact-explain';
import { impactFitCommand } from './impact-fit';
import { impactMarkOutsCommand } from './impact-mark-outs';
import { impactMetaordersCommand } from './impact-metaorders';

/** `impact`: what working an order costs. */
export function impactCommand(program: Command): void {
  const impact = program
    .command('impact')
    .description('The impact model: what working an order is expected to cost, fitted to orders and explained.')
    .addHelpText(
      'after',
      '\nExample:\n  sluice impact explain models/impact-prior.json --qty 10000 --adv 1e6 --volatility 2 --spread 5',
    );
  impactExplainCommand(impact);
  impactFitCommand(impact);
  impactMetaordersCommand(impact);
  impactCurveCommand(impact);
  impactMarkOutsCommand(impact);
}
