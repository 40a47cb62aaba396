import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { told } from '../run/models/desk';
import { readCard, register } from '../run/models/register';
import { foldersOf, type RegistryFlags, registryFlags, registryOf } from './models-flags';

interface Options extends RegistryFlags {
  readonly card?: string;
  readonly parent?: string;
  readonly by: string;
}

/** `models add`: a model becomes a candidate. */
export function modelsAddCommand(models: Command): void {
  registryFlags(models.command('add'))
    .argument('<file>', 'the model, ONNX (docs/model-contract.md)')
    .option('--card <file>', 'what is known of it (default: the JSON file beside it of the same name)')
    .option('--parent <hash>', 'the model of the registry that it was made from')
    .option('--by <name>', 'who adds it', userInfo().username)
    .description('Adds a model to the registry, by the hash of its file. It is in force only once it is promoted.')
    .addHelpText('after', '\nExample:\n  sluice models add var/models/mine.onnx --by ana')
    .action((file: string, { card, parent, by, json, ...o }: Options) => {
      const from = parent === undefined ? undefined : told(() => registryOf(o).find(parent).hash);
      const told_ = card === undefined ? undefined : readCard(card);
      const entry = register({ registry: foldersOf(o).registry, file, card: told_, parent: from, by });
      process.stdout.write(json ? `${JSON.stringify(entry)}\n` : `${entry.hash} ${entry.name}: ${entry.targets.join(', ')}\n`);
    });
}
