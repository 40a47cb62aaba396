import type { Command } from 'commander';
import { rollback } from '../run/models/change';
import { type ChangeFlags, changeFlags, foldersOf, requestOf } from './models-flags';
import { changeText } from './models-promote';
import { printer } from './output';

/** `models rollback`: what was in force before is in force again. */
export function modelsRollbackCommand(models: Command): void {
  changeFlags(models.command('rollback'))
    .description(
      'Puts in force again what was before the last promotion of a role: in the gateway that runs on the data folder, else with its next start.',
    )
    .addHelpText('after', '\nExample:\n  sluice models rollback --role predictor --by ana --reason "costs rose after noon"')
    .action(async (o: ChangeFlags) => printer(o.json === true, changeText)(await rollback(foldersOf(o), requestOf(o))));
}
