import type { Command } from 'commander';
import { type MadeKeys, writeKeys } from '../run/certify/make-keys';
import { printer } from './output';

/** `validate keys`: a validator's key pair. */
export function validateKeysCommand(validate: Command): void {
  validate
    .command('keys')
    .description('Makes the ed25519 key pair that certificates are signed with: its private half is for the validator alone.')
    .requiredOption('--out <dir>', 'folder for validator.key.pem and validator.pub.pem; neither may be there')
    .option('--json', 'answer as JSON')
    .addHelpText('after', '\nExample:\n  sluice validate keys --out ~/validator')
    .action(({ out, json }: { out: string; json?: boolean }) => printer(json === true, text)(writeKeys(out)));
}

const text = ({ id, privateFile, publicFile }: MadeKeys): string =>
  `key ${id.slice(0, 12)}
${privateFile}: keep it where neither who makes models nor who runs the gateway reads it
${publicFile}: a gateway trusts it by models: { trust: [${publicFile}] } in its config`;
