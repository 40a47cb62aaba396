import { type Command, InvalidArgumentError } from 'commander';
import { progressBar } from './progress';

const MEGABYTE = 1_000_000;

/** What every command on logs takes. */
export interface LogFlags {
  readonly zone?: string;
  readonly json?: boolean;
}

/** The files, the zone of their stamps, and JSON. */
export const logCommandOf = (parent: Command, name: string): Command =>
  parent
    .command(name)
    .argument('<file...>', 'FIX logs, or folders of them')
    .option('--zone <zone>', "IANA zone of the log's own stamps, where it is not UTC", zoneOption)
    .option('--json', 'answer as JSON');

/** Tags apart by commas. */
export function tagsOption(text: string): number[] {
  const tags = text.split(',').map(Number);
  if (!/^\d+(,\d+)*$/.test(text) || tags.some(tag => tag < 1))
    throw new InvalidArgumentError('tag numbers are needed, apart by commas: 1,553');
  return tags;
}

/** A zone that exists. */
export function zoneOption(text: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    throw new InvalidArgumentError('an IANA zone is needed, such as America/New_York');
  }
}

/** A progress bar for bytes that are read; call `end` before anything else is written. */
export function readingBar(): { told: (bytes: number, of: number) => void; end: () => void } {
  const bar = progressBar('reading');
  return { told: (bytes, of) => bar.show(bytes / MEGABYTE, of / MEGABYTE, 'MB'), end: () => bar.end() };
}
