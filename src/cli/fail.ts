import { UsageError } from '../run/usage-error';

/** Ends the command: 2 for a user's mistake (told in its own words, no stack), 1 for anything else. */
export function fail(error: unknown): never {
  if (error instanceof UsageError) {
    process.stderr.write(`sluice: ${error.message}\n`);
    process.exit(2);
  }
  const told = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`sluice: ${process.env['SLUICE_LOG'] === 'debug' ? told.stack : told.message}\n`);
  process.exit(1);
}
