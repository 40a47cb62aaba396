import type { Command } from 'commander';
import { certificateCell } from '../run/certify/row';
import { told } from '../run/models/desk';
import { type GatewayModels, inForceOf, type ModelRow, rowsOf } from '../run/models/views';
import { foldersOf, gatewayModels, type RegistryFlags, registryFlags, registryOf } from './models-flags';
import { table } from './output';

/** `models list`: what is in the registry. */
export function modelsListCommand(models: Command): void {
  registryFlags(models.command('list'))
    .description('Lists the models of the registry: what each is, and what it was made from.')
    .addHelpText(
      'after',
      '\nStates: champion (in force), shadow (in force in a gateway that decides by it and does what the baseline says), challenger, retired (was in force), candidate.\n\nExample:\n  sluice models list --data var',
    )
    .action(async (o: RegistryFlags) => {
      const gateway = await gatewayModels(o);
      const registry = registryOf(o);
      const rows = told(() => rowsOf(registry, gateway));
      process.stdout.write(
        `${o.json ? JSON.stringify(rows) : [...text(rows, foldersOf(o).registry), ...told(() => inForce(o, gateway))].join('\n')}\n`,
      );
    });
}

const short = (hash: string | null): string => hash?.slice(0, 12) ?? '-';

function text(rows: readonly ModelRow[], dir: string): string[] {
  if (rows.length === 0) return [`${dir} has no model: \`sluice models add FILE\``];
  const head = ['hash', 'name', 'state', 'role', 'targets', 'checked', 'data', 'made from', 'registered', 'certificate'];
  const cells = rows.map(r => [
    short(r.hash),
    r.name,
    r.state,
    r.role ?? '-',
    r.targets.join(', '),
    r.checked,
    short(r.data),
    short(r.parent),
    r.registered.slice(0, 16),
    certificateCell(r.certificate),
  ]);
  return [table(head, cells), ...rows.flatMap(r => r.figures.map(f => `${short(r.hash)}: ${f}`))];
}

/** Role by role; where a gateway runs, what it says of itself. */
function inForce(o: RegistryFlags, gateway: GatewayModels | undefined): string[] {
  const promoted = inForceOf(registryOf(o)).map(
    ([role, hash]) => `${role} ${hash === undefined ? 'none promoted' : short(hash)}`,
  );
  if (!gateway) return [`promoted: ${promoted.join(', ')}`];
  const runs =
    gateway.mode === null
      ? 'without models'
      : inForceOf(registryOf(o))
          .map(([role]) => `${role} ${short(gateway[role] ?? null)}${gateway.shadow.includes(role) ? ' (in shadow)' : ''}`)
          .join(', ');
  return [`promoted: ${promoted.join(', ')}`, `the gateway runs ${runs}`];
}
