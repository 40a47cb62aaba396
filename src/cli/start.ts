import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { Durability } from '../journal/database';
import { start } from '../run/start';
import { PACKAGE_ROOT } from '../run/version';
import { fail } from './fail';
import { type Address, addressOption, wholeNumber } from './options';
import { flagsForServing } from './v8-flags';

interface Options {
  readonly sessions: string;
  readonly data: string;
  readonly http: Address;
  readonly durability?: Durability;
  readonly config?: string;
  readonly record?: string;
  readonly log?: string;
  readonly logSize: number;
  readonly logKeep: number;
}

export function startCommand(program: Command): void {
  program
    .command('start')
    .description('Runs the gateway: on paper by default, with the exchange simulator inside.')
    .option('--sessions <dir>', 'folder of QuickFIX-style .cfg files', join(PACKAGE_ROOT, 'sessions', 'paper'))
    .option('--data <dir>', 'folder of the journal, the kill latch and the control socket', 'var')
    .addOption(
      new Option('--http <[host:]port>', 'where HTTP is served, on loopback without a host; 0 turns it off')
        .argParser(addressOption)
        .default({ port: 8080 }, '8080'),
    )
    .addOption(
      new Option(
        '--durability <mode>',
        'process survives kill -9, power survives power loss (default: process on paper, else power)',
      ).choices(['process', 'power']),
    )
    .option('--config <file>', 'YAML: instruments and limits (default: sluice.yaml in the sessions folder)')
    .option('--record <dir>', 'keep the market data that is received there, by day and symbol (config: marketData.record)')
    .option('--log <file>', 'write the log (JSON lines) to FILE.N, begun anew each day and at --log-size, in place of stderr')
    .option('--log-size <MiB>', 'how large one such file becomes', wholeNumber, 50)
    .option('--log-keep <n>', 'how many are kept beside the one that is written', wholeNumber, 14)
    .addHelpText('after', '\nExample:\n  sluice start --sessions sessions/paper --data var')
    .action(async (o: Options) => {
      flagsForServing();
      await start({
        sessions: o.sessions,
        data: o.data,
        http: o.http.port,
        httpHost: o.http.host,
        durability: o.durability,
        config: o.config,
        record: o.record,
        log: o.log === undefined ? undefined : { file: o.log, mebibytes: o.logSize, keep: o.logKeep },
        say: line => process.stdout.write(`${line}\n`),
        up: stopAll => {
          const stop = (): void => {
            stopAll().then(() => process.exit(0), fail);
          };
          process.once('SIGTERM', stop);
          process.once('SIGINT', stop);
        },
      });
    });
}
