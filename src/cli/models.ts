import type { Command } from 'commander';
import { modelsAddCommand } from './models-add';
import { modelsBanditCommand } from './models-bandit';
import { modelsCheckCommand } from './models-check';
import { modelsListCommand } from './models-list';
import { modelsOptimumCommand } from './models-optimum';
import { modelsPromoteCommand } from './models-promote';
import { modelsRollbackCommand } from './models-rollback';
import { modelsShowCommand } from './models-show';

/** `models`: learned models, what is known of them, and which are in force. */
export function modelsCommand(program: Command): void {
  const models = program
    .command('models')
    .description('Learned models: the registry, what is in force in it, and what is known of each.')
    .addHelpText(
      'after',
      '\nExample:\n  sluice models add my.onnx\n  sluice models list\n  sluice models promote 3f9a2c --role predictor --reason "beats the default in March"',
    );
  modelsCheckCommand(models);
  modelsListCommand(models);
  modelsShowCommand(models);
  modelsAddCommand(models);
  modelsPromoteCommand(models);
  modelsRollbackCommand(models);
  modelsBanditCommand(models);
  modelsOptimumCommand(models);
}
