import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { MODEL_ROLES, type ModelRole } from '../inference/registry/entry';
import { Registry } from '../inference/registry/registry';
import { askControl, NoGateway } from '../run/control-client';
import { type ModelFolders, needText } from '../run/models/change';
import type { ModelRequest } from '../run/models/desk';
import { registryDir } from '../run/models/resolve';
import type { GatewayModels } from '../run/models/views';

/** Flags of every command on a registry. */
export interface RegistryFlags {
  readonly data: string;
  readonly registry?: string;
  readonly json?: boolean;
}

export const registryFlags = (command: Command): Command =>
  command
    .option('--data <dir>', "the gateway's data folder", 'var')
    .option('--registry <dir>', 'the folder of the registry (default: models in the data folder)')
    .option('--json', 'answer as JSON');

export const foldersOf = ({ data, registry }: RegistryFlags): ModelFolders => ({
  data,
  socket: join(data, 'control.sock'),
  registry: registry ?? registryDir(data),
});

export const registryOf = (o: RegistryFlags): Registry => new Registry(foldersOf(o).registry);

/** Flags of what changes a role. */
export interface ChangeFlags extends RegistryFlags {
  readonly role: ModelRole;
  readonly by: string;
  readonly reason: string;
}

export const changeFlags = (command: Command): Command =>
  registryFlags(command)
    .addOption(new Option('--role <role>', 'what it is in force as').choices(MODEL_ROLES).makeOptionMandatory())
    .requiredOption('--reason <text>', 'why it is done')
    .option('--by <name>', 'who does it', userInfo().username);

export const requestOf = ({ role, by, reason }: ChangeFlags): ModelRequest => ({
  role,
  by: needText('by', by),
  why: needText('reason', reason),
});

/** What the gateway of the data folder has in force; undefined where none runs, or it runs on another registry. */
export async function gatewayModels(o: RegistryFlags): Promise<GatewayModels | undefined> {
  if (o.registry !== undefined) return undefined;
  try {
    return (await askControl(foldersOf(o).socket, { cmd: 'models' })) as unknown as GatewayModels;
  } catch (error) {
    if (error instanceof NoGateway) return undefined;
    throw error;
  }
}
