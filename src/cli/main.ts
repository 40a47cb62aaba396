#!/usr/bin/env node
import { Command } from 'commander';
import { VERSION } from '../run/version';
import { alertsCommand } from './alerts';
import { auditCommand } from './audit';
import { backtestCommand } from './backtest';
import { calibrateCommand } from './calibrate';
import { dataCommand } from './data';
import { demoCommand } from './demo';
import { doctorCommand } from './doctor';
import { dropCopyCommand } from './dropcopy';
import { fail } from './fail';
import { impactCommand } from './impact';
import { instrumentsCommand } from './instruments';
import { killCommand } from './kill';
import { limitsCommand } from './limits';
import { orderCommand } from './order';
import { ordersCommand } from './orders';
import { quarantineCommand } from './quarantine';
import { reconcileCommand } from './reconcile';
import { releaseCommand } from './release';
import { replayCommand } from './replay';
import { rulesCommand } from './rules';
import { sessionsCommand } from './sessions';
import { simCommand } from './sim';
import { startCommand } from './start';
import { stateCommand } from './state';

const program = new Command('sluice')
  .description('FIX execution gateway: checks parent orders, slices them, routes the children to venues or to its own simulator.')
  .version(VERSION)
  // An option belongs to the command it stands behind, though a command above has one of that name.
  .enablePositionalOptions()
  .configureOutput({ outputError: (text, write) => write(`sluice: ${text.replace(/^error: /, '').trim()} (see --help)\n`) })
  .exitOverride(e => process.exit(e.exitCode === 0 ? 0 : 2));

const COMMANDS = [
  startCommand,
  simCommand,
  calibrateCommand,
  orderCommand,
  ordersCommand,
  demoCommand,
  sessionsCommand,
  limitsCommand,
  instrumentsCommand,
  stateCommand,
  killCommand,
  releaseCommand,
  replayCommand,
  backtestCommand,
  alertsCommand,
  reconcileCommand,
  quarantineCommand,
  dropCopyCommand,
  auditCommand,
  dataCommand,
  impactCommand,
  doctorCommand,
  rulesCommand,
];
for (const add of COMMANDS) add(program);

/** Whoever reads along may leave (`sluice order watch ... | head`). */
process.stdout.on('error', () => process.exit(0));

program.parseAsync().catch(fail);
