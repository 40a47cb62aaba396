import type { Command } from 'commander';
import { latchCommand } from './latch';

/** `release`. */
export const releaseCommand = (program: Command): void => latchCommand(program, 'release');
