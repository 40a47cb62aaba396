import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { hashPassword, isPassword } from '../fix/security/password';
import { UsageError } from '../run/usage-error';
import { printer } from './output';

/** `sessions hash-password`: what to write behind `Password=` of an acceptor session. */
export function hashPasswordCommand(sessions: Command): void {
  sessions
    .command('hash-password')
    .description(
      'Reads a password from the first line of stdin and prints its hash (scrypt), for Password= of an acceptor session.',
    )
    .option('--json', 'answer as JSON')
    .addHelpText('after', '\nExample:\n  sluice sessions hash-password < password.txt')
    .action(async (o: { json?: boolean }) => {
      const password = await firstLine();
      if (!isPassword(password)) throw new UsageError('stdin: a password is one line of 1 to 256 printable ASCII characters');
      const hash = await hashPassword(password);
      printer<{ password: string }>(o.json === true, row => row.password)({ password: hash });
    });
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line;
  return '';
}
