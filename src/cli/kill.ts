import type { Command } from 'commander';
import { latchCommand } from './latch';

/** `kill`. */
export const killCommand = (program: Command): void => latchCommand(program, 'kill');
