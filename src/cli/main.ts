#!/usr/bin/env node
import { Command } from 'commander';
import { VERSION } from '../run/version';
import { fail } from './fail';
import { startCommand } from './start';

const program = new Command('sluice')
  .description('FIX execution gateway: checks parent orders, slices them, routes the children to venues or to its own simulator.')
  .version(VERSION)
  .showHelpAfterError('(see --help)')
  .exitOverride(e => process.exit(e.exitCode === 0 ? 0 : 2));

for (const add of [startCommand]) add(program);

program.parseAsync().catch(fail);
