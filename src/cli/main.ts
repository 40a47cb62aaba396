#!/usr/bin/env node
import { Command } from 'commander';
import { VERSION } from '../run/version';
import { fail } from './fail';

const program = new Command('sluice')
  .description('FIX execution gateway: checks parent orders, slices them, routes the children to venues or to its own simulator.')
  .version(VERSION)
  // An option belongs to the command it stands behind, though a command above has one of that name.
  .enablePositionalOptions()
  .configureOutput({ outputError: (text, write) => write(`sluice: ${text.replace(/^error: /, '').trim()} (see --help)\n`) })
  .exitOverride(e => process.exit(e.exitCode === 0 ? 0 : 2));

/** Each command by its name, in the order of the help; loaded only where it is asked for: a kill shall not wait for what trains models. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  start: async () => (await import('./start')).startCommand,
  sim: async () => (await import('./sim')).simCommand,
  calibrate: async () => (await import('./calibrate')).calibrateCommand,
  order: async () => (await import('./order')).orderCommand,
  orders: async () => (await import('./orders')).ordersCommand,
  demo: async () => (await import('./demo')).demoCommand,
  sessions: async () => (await import('./sessions')).sessionsCommand,
  limits: async () => (await import('./limits')).limitsCommand,
  instruments: async () => (await import('./instruments')).instrumentsCommand,
  state: async () => (await import('./state')).stateCommand,
  kill: async () => (await import('./kill')).killCommand,
  release: async () => (await import('./release')).releaseCommand,
  replay: async () => (await import('./replay')).replayCommand,
  tca: async () => (await import('./tca')).tcaCommand,
  backtest: async () => (await import('./backtest')).backtestCommand,
  explain: async () => (await import('./explain')).explainCommand,
  alerts: async () => (await import('./alerts')).alertsCommand,
  reconcile: async () => (await import('./reconcile')).reconcileCommand,
  log: async () => (await import('./log')).logCommand,
  quarantine: async () => (await import('./quarantine')).quarantineCommand,
  dropcopy: async () => (await import('./dropcopy')).dropCopyCommand,
  backup: async () => (await import('./backup')).backupCommand,
  restore: async () => (await import('./restore')).restoreCommand,
  upgrade: async () => (await import('./upgrade')).upgradeCommand,
  audit: async () => (await import('./audit')).auditCommand,
  data: async () => (await import('./data')).dataCommand,
  impact: async () => (await import('./impact')).impactCommand,
  train: async () => (await import('./train')).trainCommand,
  learn: async () => (await import('./learn')).learnCommand,
  validate: async () => (await import('./validate')).validateCommand,
  models: async () => (await import('./models')).modelsCommand,
  doctor: async () => (await import('./doctor')).doctorCommand,
  rules: async () => (await import('./rules')).rulesCommand,
};

async function main(): Promise<void> {
  const [, , name = ''] = process.argv;
  const asked = Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]!] : Object.values(COMMANDS);
  for (const load of asked) (await load())(program);
  await program.parseAsync();
}

/** Whoever reads along may leave (`sluice order watch ... | head`). */
process.stdout.on('error', () => process.exit(0));

main().catch(fail);
