import type { Command } from 'commander';
import { IMPACT_HELP, QUEUE_HELP } from '../run/sim-tape-flags';
import { DEFAULT_SPEED } from '../run/sim-tape-options';
import { positiveNumber } from './options';

/** Recorded market data to play in the place of agents, and how orders from outside meet it. */
export function tapeOptions(sim: Command): void {
  sim
    .option('--lobster <file>', 'play real order flow: a LOBSTER message file, plain or .gz')
    .option('--l2 <file>', "play one venue's book snapshots")
    .option('--quotes <file>', 'play best bids and offers')
    .option('--bars <file>', 'play bars: made-up prices within them, from which nothing can be learned')
    .option('--trades <file>', 'the trades that go with --l2 or --quotes; the same file where it holds both')
    .option('--format <name>', 'format of these files where their first line does not tell, such as binance')
    .option('--symbol <symbol>', 'symbol of the file that is played')
    .option('--tick <step>', 'its smallest price step', '0.01')
    .option('--lot <step>', 'its smallest quantity step', '1')
    .option('--speed <x>', `how much faster than real time it plays (default: ${DEFAULT_SPEED})`, positiveNumber)
    .option('--queue <model>', `where lots that left a price had stood: ${QUEUE_HELP} (default: risk-averse); not with --lobster`)
    .option('--impact <model>', `what orders do to recorded prices, in lots, ticks and seconds: ${IMPACT_HELP}`)
    .option('--guests', 'agents trade on top of what is played');
}
