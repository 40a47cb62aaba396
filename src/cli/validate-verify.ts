import { dirname } from 'node:path';
import type { Command } from 'commander';
import { type Verified, verifyModel } from '../run/certify/verify';
import { loadConfig } from '../run/config';
import { foldersOf, type RegistryFlags, registryFlags } from './models-flags';
import { printer, table } from './output';

interface Options extends RegistryFlags {
  readonly trust: string[];
  readonly config?: string;
}

/** `validate verify`: what holds of a model's certificate. */
export function validateVerifyCommand(validate: Command): void {
  registryFlags(validate.command('verify'))
    .argument('<model>', 'a model file, `default`, or six or more digits of a hash in the registry')
    .description("Looks at a model's certificate: what holds, what does not and why, and what it lets the model do.")
    .option('--trust <files...>', 'public keys, beside those that the gateway of the data folder trusted last', [])
    .option('--config <file>', "a gateway's config: trusts the keys of its models.trust")
    .addHelpText(
      'after',
      '\nExample:\n  sluice validate verify 3f9a2c --trust validator.pub.pem\n\nExit code: 0 it holds, 1 it does not, 2 usage.',
    )
    .action((model: string, { trust, config, json, ...o }: Options) => {
      const configured = config === undefined ? [] : (loadConfig(dirname(config), config).models?.trust ?? []);
      const { registry } = foldersOf(o);
      const verified = verifyModel({ model, registry, trust: [...configured, ...trust], now: Date.now() });
      printer(json === true, text)(verified);
      process.exitCode = verified.holds ? 0 : 1;
    });
}

function text({ hash, holds, examined, may }: Verified): string {
  const { certificate, checks } = examined;
  const rows = checks.map(c => [c.ok ? 'ok' : 'WRONG', c.check, c.text]);
  const said = certificate
    ? [
        `verdict ${certificate.verdict}; for ${certificate.scope.venue}; evidence from outside of the simulator: ${certificate.externalEvidence ? 'yes' : 'no'}`,
      ]
    : [];
  return [
    `model ${hash}`,
    table(['', 'check', 'found'], rows),
    ...said,
    holds ? 'the certificate holds' : 'there is no certificate that holds',
    `on paper: ${may.simulator}`,
    `on a real venue: ${may.live}`,
  ].join('\n');
}
